"""Acts and targets for invented reports, as often as real ones have them, so that there are
accusations and denials to be compared.  Promises are left out: ``benchmarks.ledger`` has them.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.model import Act, Article, Mentioned, Statement

# Of a hundred statements.
SHARES: dict[Act, int] = {
    "state": 75, "accuse": 8, "ask": 4, "deny": 3, "predict": 3, "warn": 3, "endorse": 2,
    "demand": 2,
}  # fmt: skip
AIMED = {"accuse", "ask", "demand", "endorse", "warn"}


def acting(articles: Iterable[Article], chance: random.Random) -> Iterator[Article]:
    """The same articles, each statement with an act; what is aimed at somebody is aimed at another
    speaker of the article.
    """
    for article in articles:
        names = [speaker.name for speaker in article.speakers if speaker.name]
        by = {speaker.id: speaker.name for speaker in article.speakers}
        acts = chance.choices(list(SHARES), list(SHARES.values()), k=len(article.statements))
        statements = (
            acted(one, act, [name for name in names if name != by[one.speaker or ""]], chance)
            for one, act in zip(article.statements, acts, strict=True)
        )
        yield replace(article, statements=tuple(statements))


def acted(statement: Statement, act: Act, others: list[str], chance: random.Random) -> Statement:
    """One statement with an act, aimed at one of the others where such an act is aimed at all."""
    target = Mentioned(chance.choice(others)) if act in AIMED and others else None
    return replace(statement, act=act, act_confidence=0.9, confidence=0.9, target=target)
