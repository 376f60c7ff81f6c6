"""How likely a statement bears on another; what comes into question is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord.ledger import SAME, Told, in_context, likely
from onrecord.ledger.likeness import MOST, READ, in_question

Say = Callable[..., Told]
SEA = "to have ten new ferries on the lake by June"
DOUBTFUL = "The ferries will be on the lake when they are ready"


def test_what_is_read_decides(say: Say) -> None:
    earlier = [say("2024-03-01", "Ida Holm", "commit", SEA)]
    later = say("2024-04-01", "Ida Holm", "commit", DOUBTFUL)
    no, yes = likely(later, earlier, lambda _: -6.0), likely(later, earlier, lambda _: 6.0)
    assert no < [SAME] < yes


def test_what_does_not_come_into_question_is_not_read(say: Say) -> None:
    earlier = [say("2024-03-01", "Ida Holm", "commit", SEA)]
    later = say("2024-04-01", "Ben Orr", "state", "The harvest was good")
    assert likely(later, earlier, never) == [0.0]


def test_who_promises_twice_in_one_breath_promises_two_things(say: Say) -> None:
    earlier = say("2024-03-01", "Ida Holm", "commit", SEA)
    words = "to mend the roof of the town hall"
    later = replace(say("2024-03-01", "Ida Holm", "commit", words), position=earlier.position + 1)
    assert likely(later, [earlier], never) == [0.0]


def test_the_likeliest_few_come_into_question() -> None:
    scores = [READ - 0.01, *(READ + at / 100 for at in range(1, MOST + 3))]
    assert in_question(scores) == [len(scores) - 1 - at for at in range(MOST)]


def test_the_context_is_of_the_line_and_what_stands_above_a_short_one(say: Say) -> None:
    text = "Ferries\nThe lake is cold.\nShe said ten would come, and left.\nNobody swam."
    told = say("2024-03-01", "Ida Holm", "commit", "ten would come", by="Skarn", due="2024-06-30")
    at = text.index("ten would come")
    found = in_context(told, text, at, at + len("ten would come"), "Cold water")
    assert found.text[found.start : found.end] == "ten would come"
    assert found.text == (
        "Ida Holm (Skarn will by 2024-06-30): Cold water | "
        "The lake is cold. She said ten would come, and left."
    )


def never(earlier: Told) -> float:
    raise AssertionError(f"{earlier.words} was read")
