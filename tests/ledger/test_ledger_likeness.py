"""How likely a statement bears on another; words are compared where that leaves a doubt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord.ledger import SAME, Told, likely
from onrecord.ledger.likeness import COMPARED, DOUBTED, SETTLED, doubted

Say = Callable[..., Told]
SEA = "to have ten new ferries on the lake by June"
DOUBTFUL = "The ferries will be on the lake when they are ready"


def test_words_on_one_issue_make_it_likelier(say: Say) -> None:
    earlier = [say("2024-03-01", "Ida Holm", "commit", SEA)]
    later = say("2024-04-01", "Ida Holm", "commit", DOUBTFUL)
    no, yes = likely(later, earlier, lambda _: 0.01), likely(later, earlier, lambda _: 0.99)
    assert no < [SAME] < yes


def test_what_leaves_no_doubt_is_not_compared(say: Say) -> None:
    earlier = [say("2024-03-01", "Ida Holm", "commit", SEA)]
    later = say("2024-04-01", "Ben Orr", "state", "The harvest was good")
    assert likely(later, earlier, never)[0] <= DOUBTED


def test_who_promises_twice_in_one_breath_promises_two_things(say: Say) -> None:
    earlier = say("2024-03-01", "Ida Holm", "commit", SEA)
    words = "to mend the roof of the town hall"
    later = replace(say("2024-03-01", "Ida Holm", "commit", words), position=earlier.position + 1)
    assert likely(later, [earlier], never) == [0.0]


def test_the_likeliest_few_are_doubted() -> None:
    some = [DOUBTED + at / 100 for at in range(1, COMPARED + 3)]
    scores = [SETTLED + 0.01, DOUBTED - 0.01, *some]
    assert doubted(scores) == [len(scores) - 1 - at for at in range(COMPARED)]


def never(earlier: Told) -> float:
    raise AssertionError(f"{earlier.words} was compared")
