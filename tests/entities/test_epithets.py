"""Whom an epithet takes up, and which role it tells."""

from __future__ import annotations

import pytest

from onrecord.entities.candidates import Cast
from onrecord.pipeline import Pipeline
from onrecord.reading import from_text

OPENING = "Mayor Julia Holm met Peter Wray on the quay in Eastmouth. Wray left."


def roles(stages: Pipeline, text: str) -> dict[str, list[str]]:
    """The roles of everybody whom a text names."""
    [analysis] = stages.only("parsing").analysed([from_text(text, "test")])
    return {person.name: person.roles for person in Cast(analysis).people.persons}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The Democratic senator called for calm.", "Democratic senator"),  # by who acts
        ("She waited for the Democratic senator’s answer.", "Democratic senator"),  # by anybody
        ("Holm attacked the Democratic senator.", "Democratic senator"),  # not by a rival
    ],
)
def test_an_epithet_is_the_one_spoken_of(stages: Pipeline, text: str, role: str) -> None:
    found = roles(stages, f"{OPENING}\n\n{text}")
    assert role in found["Peter Wray"]
    assert role not in found["Julia Holm"]


def test_a_bare_office_is_whoever_holds_it(stages: Pipeline) -> None:
    found = roles(stages, f"{OPENING}\n\nThe mayor asked for money.")
    assert found == {"Julia Holm": ["Mayor"], "Peter Wray": []}


def test_an_epithet_without_anybody_near_is_nobody(stages: Pipeline) -> None:
    opening = "The foreign minister of Sarnova came on Monday. It rained all day in the harbour."
    found = roles(stages, f"{opening}\n\nMayor Julia Holm stayed at home.")
    assert found == {"Julia Holm": ["Mayor"]}


def test_a_newspaper_is_not_an_epithet(stages: Pipeline) -> None:
    found = roles(stages, f"{OPENING} Holm told the Alden Courier. It rained.")
    assert all("Alden Courier" not in told for told in found.values())
