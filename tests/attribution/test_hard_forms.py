"""The hard forms: each is found whole, and nothing beyond it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from hard_forms import FORMS, Said

from onrecord.model import GAP, Article, Statement, joined

ENOUGH = 0.8  # of the words that either of two contents has, both have

# What the shipped model does not find yet: the form and why.  One that it has learned fails here.
KNOWN_FAILURES: dict[str, str] = {
    "a quotation followed by a dash and a name on a line of its own": (
        "the line is labelled a byline, and bylines are no story"
    ),
    "an indirect statement that goes on as a quotation in the next paragraph": (
        "the quotation is kept as a statement of its own"
    ),
    "a name, a topic and a colon": "the topic is taken for a part of the source",
    "one source for two cues": "who warned is not found",
    "a claim as a noun": "the sentence around the claim is taken for what is claimed",
    "a cue before a block that has no marks": "nothing on the page says where the block ends",
    "the recording of a call, line by line": "“released the recording” is taken for a statement",
}


@pytest.mark.parametrize("name", FORMS)
def test_finds_the_form(
    name: str, analyse: Callable[..., Article], request: pytest.FixtureRequest
) -> None:
    if reason := KNOWN_FAILURES.get(name):
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    text, expected = FORMS[name]
    article = analyse(text)
    assert article.unread is None
    assert found_in(article, expected), "\n".join(str(in_words(s)) for s in article.statements)


def test_forms_expect_only_what_their_texts_have() -> None:
    for text, expected in FORMS.values():
        for source, cue, content, _ in expected:
            for reading in (*readings(source), cue, *readings(content)):
                assert all(piece in text for piece in reading.split(GAP)), reading


def test_only_forms_are_known_to_fail() -> None:
    assert KNOWN_FAILURES.keys() <= FORMS.keys()


def found_in(article: Article, expected: Sequence[Said]) -> bool:
    """Whether the article has every expected statement and none beyond."""
    left = [in_words(statement) for statement in article.statements]
    for wanted in expected:
        match = next((found for found in left if agree(wanted, found)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def in_words(statement: Statement) -> Said:
    """A statement as a form gives it."""
    source, cue, content = (joined(s) for s in (statement.source, statement.cue, statement.content))
    return Said(source, cue, content, statement.manner)


def agree(wanted: Said, found: Said) -> bool:
    """Whether a found statement is the wanted one."""
    return (
        any(words(source) == words(found.source) for source in readings(wanted.source))
        and touch(wanted.cue, found.cue)
        and any(overlap(content, found.content) >= ENOUGH for content in readings(wanted.content))
        and wanted.manner == found.manner
    )


def readings(span: str) -> list[str]:
    """The readings of a span of which any will do."""
    return span.split(" | ")


def words(span: str) -> Counter[str]:
    """The words of a span, however often each."""
    return Counter(re.findall(r"\w+", span))


def touch(wanted: str, found: str) -> bool:
    """Whether two cues have a word or a mark in common, or both are empty."""
    marks = [set(re.findall(r"\w+|[^\w\s]", cue)) for cue in (wanted, found)]
    return bool(marks[0] & marks[1]) or wanted == found == ""


def overlap(wanted: str, found: str) -> float:
    """The words that two contents share, as a share of the words that either has."""
    a, b = words(wanted), words(found)
    return (a & b).total() / ((a | b).total() or 1)
