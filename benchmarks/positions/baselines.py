"""What would be guessed without comparing: from the later statement alone, from shared words.

Written pairs have give-aways; a comparer is worth what it is better than these.  Both are naive
Bayes over words, learned from all topics but a tenth and tried on that tenth, in turn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import log

from benchmarks.positions.gold import Pair

FOLDS = 10
Features = Callable[[Pair], Iterator[str]]


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return re.findall(r"\w+", text.lower())


def later_alone(pair: Pair) -> Iterator[str]:
    """The words and the length of the later statement."""
    later = words(pair.later)
    yield from later
    yield f"length {len(later) // 5}"


def shared_words(pair: Pair) -> Iterator[str]:
    """How many words both share, of each; which words of little meaning one has alone."""
    one, other = set(words(pair.earlier)), set(words(pair.later))
    shared = len(one & other)
    yield f"of the earlier {5 * shared // max(1, len(one))}"
    yield f"of the later {5 * shared // max(1, len(other))}"
    yield f"longer by {(len(other) - len(one)) // 4}"


def guessed(pairs: Sequence[Pair], features: Features) -> list[str]:
    """The relation guessed of each pair."""
    topics = sorted({pair.topic for pair in pairs})
    fold = {topic: number % FOLDS for number, topic in enumerate(topics)}
    found = [""] * len(pairs)
    for held in range(FOLDS):
        guess = learned([pair for pair in pairs if fold[pair.topic] != held], features)
        for number, pair in enumerate(pairs):
            if fold[pair.topic] == held:
                found[number] = guess(pair)
    return found


def learned(pairs: Sequence[Pair], features: Features) -> Callable[[Pair], str]:
    """Naive Bayes over the features of pairs, each counted once."""
    labels = Counter(pair.relation for pair in pairs)
    seen = {label: Counter[str]() for label in labels}
    for pair in pairs:
        seen[pair.relation].update(set(features(pair)))

    def likely(label: str, given: set[str]) -> float:
        whole = labels[label] + 2
        return log(labels[label]) + sum(log((seen[label][one] + 1) / whole) for one in given)

    def guess(pair: Pair) -> str:
        given = set(features(pair))
        return max(labels, key=lambda label: likely(label, given))

    return guess
