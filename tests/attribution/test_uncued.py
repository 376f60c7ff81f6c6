"""Quotations without a cue: the marks on the page are seen through what shows nothing."""

from __future__ import annotations

import pytest

from onrecord.attribution.drafts import Draft
from onrecord.attribution.uncued import Surroundings, complete
from onrecord.parsing.quotations import quotations

HIDDEN = "\u200b", "\u00ad", "\u2060", "\ufeff"


def drafts(*paragraphs: str) -> tuple[str, list[Draft]]:
    """The text of some paragraphs, and the drafts that are made of their quotations alone."""
    text = "\n\n".join(paragraphs)
    places, start = [], 0
    for paragraph in paragraphs:
        end = start + len(paragraph)
        places.append(Surroundings(text, start, end, quotations(paragraph, start), []))
        start = end + 2
    return text, complete(places)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_signature_is_seen(hidden: str) -> None:
    words = "“We count tins, and the shop is empty.”"
    text, [draft] = drafts(f"{words}{hidden} —{hidden} Ruth{hidden} Abel{hidden}")
    [(start, end)] = draft.source
    assert text[start:end].replace(hidden, "") == "Ruth Abel"
    assert [text[at:to] for at, to in draft.content] == [words]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_an_announcement_is_seen(hidden: str) -> None:
    text, [draft] = drafts(
        f"{hidden}And from{hidden} the chairwoman:{hidden}", f"{hidden}“The boat will sail.”"
    )
    [(start, end)] = draft.source
    assert text[start:end] == "the chairwoman"
    assert [text[at:to] for at, to in draft.content] == ["“The boat will sail.”"]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_question_beside_its_answer_is_another_statement(hidden: str) -> None:
    text, found = drafts(f"“Will it hold?”{hidden} {hidden}“It will, for a year or two.”")
    assert [text[slice(*draft.content[0])] for draft in found] == [
        "“Will it hold?”",
        "“It will, for a year or two.”",
    ]


def test_a_quotation_that_opens_a_sentence_is_speech() -> None:
    _, found = drafts("The hall went quiet.\u200b \u200b“Shame on all of you!”")
    assert len(found) == 1
