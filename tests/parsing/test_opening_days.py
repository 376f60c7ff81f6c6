"""Days before a subject, with no comma between."""

from __future__ import annotations

import pytest

from onrecord.parsing.parser import Parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.mark.parametrize(
    ("sentence", "day", "subject"),
    [
        ("On Tuesday Mayor Radu Kolm said that the bridge would open.", "Tuesday", "Kolm"),
        ("On 4 February Mayor Radu Kolm said it would open.", "February", "Kolm"),
        ("On Monday Mr Holm said it was over.", "Monday", "Holm"),
        ("In March Holm told the council that it was safe.", "March", "Holm"),
    ],
)
def test_the_day_is_when_and_the_name_is_who(
    parser: Parser, sentence: str, day: str, subject: str
) -> None:
    [doc] = parser.parse()([sentence])
    when = next(word for word in doc if word.text == day)
    who = next(word for word in doc if word.dep_ == "nsubj")
    assert when.dep_ == "pobj" and when.head.lower_ in ("on", "in")
    assert who.text == subject and who.head.dep_ == "ROOT"


def test_a_day_within_a_name_stays_there(parser: Parser) -> None:
    [doc] = parser.parse()(["They met on Tuesday night at the March Hall."])
    assert {word.text: word.head.text for word in doc}["Tuesday"] == "night"
