"""Who is mentioned in an article, and whom a pronoun may mean."""

from __future__ import annotations

import pytest

from onrecord.entities.candidates import Cast
from onrecord.entities.present import entities_in, mentions_of
from onrecord.meaning import AGAIN
from onrecord.network import Network
from onrecord.parsing import Analysis, Parser
from onrecord.reading import from_text

TEXT = (
    "Mayor Julia Holm said on Tuesday that Peter Wray of the Harbour Trust had lied.\n\n"
    "She wanted him to resign. It would be best for the town, Ms. Holm said.\n"
)


@pytest.fixture(scope="module")
def again() -> dict[str, str]:
    """The pronouns of the text, each with the name of whom it may mean."""
    [analysis] = Network()(Parser()([Analysis.of(from_text(TEXT, "quay.txt"))]))
    entities = entities_in(Cast(analysis), analysis.paragraphs)
    return {
        TEXT[mention.at :].split()[0]: entities[mention.entity].name
        for mention in mentions_of(entities, analysis.paragraphs)
        if mention.kind == AGAIN
    }


def test_a_pronoun_may_mean_whoever_fits_and_was_named_last(again: dict[str, str]) -> None:
    assert again["She"] == "Julia Holm"
    assert again["him"] == "Peter Wray"


def test_it_may_mean_no_person(again: dict[str, str]) -> None:
    assert again["It"] not in ("Julia Holm", "Peter Wray")
