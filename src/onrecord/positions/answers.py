"""Answers: which denial answers which accusation or claim.

A denial answers where both are on one matter and those who speak are crossed: who denies is who
was accused, or who speaks for it, and who is contradicted is who accused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.positions.lines import Compare
from onrecord.positions.signs import content

# How likely both are on one matter at least: where both sides are crossed or one report tells of
# both, and where one side is, which asks for a word in common too.
BOTH, ONE = 0.3, 0.5


@dataclass(frozen=True, slots=True)
class Voice:
    """A statement on its way to be answered, or to answer.

    ``by`` are the keys of who speaks, and of whom it speaks for (a role's words); ``at`` of whom
    it is aimed at or about; ``told`` its words with the cue; ``day`` when; ``article`` where.
    """

    id: str
    article: str
    told: str
    day: str | None
    by: tuple[str, ...]
    at: tuple[str, ...]


def answered(
    charges: Iterable[Voice], denials: Sequence[Voice], compare: Compare
) -> dict[str, dict[str, float]]:
    """For each charge that is answered, the denials that do so, each with how likely both are on
    one matter; the likeliest first.
    """
    found: dict[str, dict[str, float]] = {}
    for charge in charges:
        answers = {
            denial.id: same
            for denial in denials
            if (least := crossed(charge, denial)) is not None
            and (least < ONE or share_a_word(charge, denial))
            and (same := compare(charge.told, denial.told).same_issue) >= least
        }
        if answers:
            found[charge.id] = dict(sorted(answers.items(), key=lambda answer: -answer[1]))
    return found


def crossed(charge: Voice, denial: Voice) -> float | None:
    """How likely both have to be on one matter for a denial to answer a charge; None where it
    cannot: it was made before, or by those who accuse, or nobody is crossed.
    """
    if charge.day and denial.day and denial.day < charge.day:
        return None
    if charge.id == denial.id or meets(charge.by[:1], denial.by[:1]):
        return None
    sides = meets(denial.by, charge.at) + meets(charge.by, denial.at)
    if not sides:
        return None
    return BOTH if sides == 2 or charge.article == denial.article else ONE


def share_a_word(charge: Voice, denial: Voice) -> bool:
    """Whether both have a word in common that means something by itself."""
    return not content(charge.told).isdisjoint(content(denial.told))


def meets(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether one of these keys is one of those, or has all words of it: a role names a body."""
    return any(covers(one, other) or covers(other, one) for one in some for other in others)


def covers(longer: str, shorter: str) -> bool:
    """Whether a key has all words of another."""
    words = shorter.split()
    return bool(words) and set(words) <= set(longer.split())
