"""spaCy's rules for parts of speech, asked once for each kind of word and not for each word.

A pipeline has 180 rules by which tags become parts of speech and lemmas.  Nearly all look at one
word by itself, and words of a kind (the same letters, tag and place in the parse) get the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

MOST = 16_000  # kinds of words that are kept: bounds the memory
Match = tuple[int, int, int, int]  # number of the rule, its name in the vocabulary, start, end


class Ruler:
    """The rules of a pipeline, a ``spacy.pipeline.AttributeRuler``."""

    def __init__(self, rules: Any) -> None:
        from spacy.matcher import Matcher

        self.rules = rules
        self.strings = rules.vocab.strings
        self.over_several = Matcher(rules.vocab)
        looks_at: set[str] = set()
        for number, rule in enumerate(rules.patterns):
            looks_at |= {part for words in rule["patterns"] for word in words for part in word}
            if several := [words for words in rule["patterns"] if len(words) > 1]:
                self.over_several.add(str(number), several)
        self.looks_at: list[int | str] = [*sorted(looks_at)]
        self.known: dict[tuple[int, ...], list[tuple[int, int]]] = {}

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Sets what the rules say of the words of some docs, which are parsed."""
        for doc in docs:
            self.rules.set_annotations(doc, sorted(self.matches(doc)))

    def matches(self, doc: Doc) -> list[Match]:
        """Which rules hold, and where."""
        found = self.named(self.over_several(doc, allow_missing=True))
        for at, kind in enumerate(map(tuple, doc.to_array(self.looks_at).tolist())):
            if kind not in self.known:
                self.learn(kind, doc[at : at + 1])
            found += [(number, name, at, at + 1) for number, name in self.known[kind]]
        return found

    def learn(self, kind: tuple[int, ...], word: Span) -> None:
        """Keeps which rules hold for words of a kind; ``word`` is one of them."""
        if len(self.known) >= MOST:
            self.known.clear()
        found = self.named(self.rules.matcher(word, allow_missing=True))
        self.known[kind] = [(number, name) for number, name, _, _ in found]

    def named(self, matches: Sequence[tuple[int, int, int]]) -> list[Match]:
        """Matches with the numbers of their rules, by which they are called."""
        return [(int(self.strings[name]), name, start, end) for name, start, end in matches]
