"""What each statement does to an entry, and how the entry stands: tables of invented promises."""

from collections.abc import Callable
from datetime import date

import pytest

from onrecord.ledger import STATES, Told, decided, history, promise_of, state
from onrecord.ledger.events import is_part

Say = Callable[..., Told]
MARCH, MAY, JULY = "2024-03-05", "2024-05-06", "2024-07-08"
FERRIES = "the harbour board would buy ten ferries by the end of June"


@pytest.mark.parametrize(
    ("act", "words", "more", "kind"),
    [
        ("commit", "the board would buy ten ferries, as promised", {}, "repeated"),
        ("commit", "fourteen ferries would be bought, up from ten", {}, "raised"),
        ("commit", "the ten ferries would not come before October", {"due": "2024-10"}, "delayed"),
        ("refuse", "the ten ferries will not come before October", {"due": "2024-10"}, "delayed"),
        ("refuse", "the board would no longer buy ferries", {}, "withdrawn"),
        ("state", "all ten ferries had arrived on Monday", {}, "delivered"),
        ("deny", "nobody ever promised a ferry", {}, "contradicted"),
        ("accuse", "not a single ferry has come", {}, "contradicted"),
    ],
)
def test_events(say: Say, act: str, words: str, more: dict[str, str], kind: str) -> None:
    first = say(MARCH, "Ida Holm", "commit", FERRIES, due="2024-06")
    known = history([first, say(MAY, "Ida Holm", act, words, **more)])
    assert [event.event for _, event in known] == ["announced", kind]


def test_what_had_no_day_is_put_off_to_one(say: Say) -> None:
    first = say(MARCH, "Ida Holm", "commit", "ten ferries for the bay")
    words, more = "the ferries will not come", {"due": "2024-10", "due_words": "before October"}
    known = history([first, say(MAY, "Ida Holm", "refuse", words, **more)])
    assert known[-1][1].event == "delayed"


def test_the_first_report_of_a_promise_announces_it_however_often(say: Say) -> None:
    known = history(
        [
            say(MARCH, "Ida Holm", "commit", "ten ferries for the bay"),
            say(MARCH, "Ida Holm", "commit", FERRIES, due="2024-06"),
        ]
    )
    assert [event.event for _, event in known] == ["announced", "announced"]


def test_the_same_words_in_another_outlet_are_the_same_report(say: Say) -> None:
    first = say(MARCH, "Ida Holm", "commit", FERRIES, due="2024-06")
    again = say("2024-03-06", "Ida Holm", "commit", FERRIES, due="2024-06", outlet="Wire")
    later = say(MAY, "Ida Holm", "commit", FERRIES, due="2024-06")
    _, (_, printed), (_, said) = history([first, again, later])
    assert (printed.event, printed.republication) == ("repeated", True)
    assert (said.event, said.republication) == ("repeated", False)


def test_what_is_told_of_a_part_or_on_a_condition_or_by_another_says_so(say: Say) -> None:
    first = say(MARCH, "Ida Holm", "commit", FERRIES, due="2024-06")
    part = say(MAY, "Ida Holm", "state", "four of the ten ferries have arrived")
    once = say(JULY, "Ida Holm", "commit", "the other ferries come if the bank agrees")
    other = say(JULY, "Bo Lind", "deny", "no ferry was ever ordered")
    events = [event for _, event in history([first, part, once, other])]
    assert (events[1].event, events[1].partial) == ("delivered", True)
    assert events[2].conditional
    assert [event.by_another for event in events] == [False, False, False, True]


@pytest.mark.parametrize(
    ("words", "partial"),
    [
        ("that nine of the ten ferries, all that were paid for, have arrived", True),
        ("1.5 million of 2 million tickets have been paid back", True),
        ("all ten of the ferries have arrived", False),
        ("the ferries arrived on the first of the month, all ten", False),
    ],
)
def test_some_of_how_many_is_a_part(say: Say, words: str, partial: bool) -> None:
    first = say(MARCH, "Ida Holm", "commit", FERRIES, due="2024-06")
    assert is_part(say(JULY, "Ida Holm", "state", words), [first]) == partial


def states(say: Say, *later: tuple[str, str, str], today: str = "2024-05-20") -> str:
    """How a promise of ten ferries by June stands after other statements."""
    bearing = [say(MARCH, "Ida Holm", "commit", FERRIES, due="2024-06")]
    bearing += [say(day, "Ida Holm", act, words) for day, act, words in later]
    known = history(bearing)
    return state(promise_of(bearing), decided(known), date.fromisoformat(today))


def test_a_promise_stands_by_its_day_until_something_is_told_of_it(say: Say) -> None:
    assert states(say, today="2024-05-20") == "open"
    assert states(say, today="2024-06-10") == "due"
    assert states(say, today="2024-07-01") == "overdue"
    some = (MAY, "state", "four of the ten ferries have arrived")
    every = (JULY, "state", "the last of the ten ferries arrived on Monday")
    gone = (JULY, "refuse", "the board would no longer buy ferries")
    assert states(say, some) == "partly delivered"
    assert states(say, some, every) == "delivered"
    assert states(say, gone) == "withdrawn"
    assert states(say, (MAY, "deny", "nobody ever promised a ferry")) == "contradicted"


def test_what_binds_nobody_is_not_measurable(say: Say) -> None:
    bearing = [say(MARCH, "Ida Holm", "commit", "to help the bay for as long as it takes")]
    assert state(promise_of(bearing), None, date(2030, 1, 1)) == "not measurable"


def test_a_refusal_stands_until_it_is_taken_back(say: Say) -> None:
    refusal = say(MARCH, "Ida Holm", "refuse", "the board would never sell the pier")
    assert state(promise_of([refusal]), None, date(2030, 1, 1)) == "open"
    sold = say(MAY, "Ida Holm", "commit", "the board would sell the pier after all")
    known = history([refusal, sold])
    assert decided(known) == "withdrawn"
    assert decided(known) in STATES


def test_who_would_not_say_refuses_nothing(say: Say) -> None:
    assert not say(MARCH, "Ida Holm", "refuse", "when the ferries would come").promises
    assert not say(MARCH, "Ida Holm", "refuse", "the price", cue="declined to name").promises
    assert say(MARCH, "Ida Holm", "refuse", "to sell the pier").promises
