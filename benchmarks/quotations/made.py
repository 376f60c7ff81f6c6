"""Quotations to be checked, made from a world: said so, altered or in another mouth, not said."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Article
from onrecord.quotations import quoted_by, wording

SHORTEST = 5  # words of a quotation
EACH = 3  # words of a quotation for each that is altered, at least


@dataclass(frozen=True)
class Said:
    """A quotation as a report has it, and by whom."""

    words: str
    by: str


@dataclass(frozen=True)
class Question:
    """A quotation to be checked, and the right verdict."""

    words: str
    by: str | None
    verdict: str


def said_in(articles: Sequence[Article]) -> list[Said]:
    """The quotations of reports, marks taken off."""
    return [
        Said(quoted.span.text.strip("\"“”„‘’' ,."), quoted.by)
        for article in articles
        for quoted in quoted_by(article)
        if quoted.by and len(wording(quoted.span.text)) >= SHORTEST
    ]


def questions(
    chance: random.Random, ours: Sequence[Said], elsewhere: Sequence[Said], number: int
) -> Iterator[Question]:
    """A third said so, a third altered or given to somebody else, a third of another world."""
    people = sorted({said.by for said in ours})
    vocabulary = sorted({word for said in ours for word in said.words.split()})
    for said in chance.sample(ours, number):
        yield Question(said.words, chance.choice([said.by, None]), "exact")
    for place, said in enumerate(chance.sample(ours, number)):
        if place % 2:
            others = [name for name in people if name != said.by]
            yield Question(said.words, chance.choice(others), "another speaker")
        else:
            words = altered(chance, said.words, vocabulary)
            yield Question(words, chance.choice([said.by, None]), "altered")
    for said in chance.sample(elsewhere, number):
        yield Question(
            said.words, chance.choice([chance.choice(people), None]), "not in the record"
        )


def altered(chance: random.Random, text: str, vocabulary: Sequence[str]) -> str:
    """One to three words exchanged, put in or left out; never so that it is only cut."""
    words = text.split()
    most = max(1, min(3, len(words) // EACH))
    for at in chance.sample(range(1, len(words) - 1), chance.randint(1, most)):
        new = chance.choice([word for word in vocabulary if word != words[at]])
        words[at] = chance.choice([new, new, f"{words[at]} {new}", ""])
    result = " ".join(filter(None, words))
    same = wording(result).keys == wording(text).keys
    return altered(chance, text, vocabulary) if same else result
