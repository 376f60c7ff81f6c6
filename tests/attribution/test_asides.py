"""A report's own sentences, and who tells a sentence that holds the words of another."""

from __future__ import annotations

import pytest

from onrecord.attribution.asides import drop_asides
from onrecord.attribution.drafts import Draft, Pieces
from onrecord.attribution.nested import give_sentences
from onrecord.attribution.uncued import Surroundings
from onrecord.parsing.quotations import quotations


def pieces(text: str, *words: str) -> Pieces:
    return [(text.index(piece), text.index(piece) + len(piece)) for piece in words]


def place(text: str, *drafts: tuple[str, str, list[str]]) -> Surroundings:
    """A paragraph with drafts: source, cue and content in words."""
    made = [
        Draft(pieces(text, *filter(None, [source])), pieces(text, cue), pieces(text, *content))
        for source, cue, content in drafts
    ]
    return Surroundings(text, 0, len(text), quotations(text), made)


def contents(here: Surroundings) -> list[list[str]]:
    return [[here.text[start:end] for start, end in draft.content] for draft in here.drafts]


@pytest.mark.parametrize(
    ("text", "draft", "expected"),
    [
        (
            "The pilots waited for an answer. Holm said: “No.”",
            ("Holm", "said", ["an answer", "“No.”"]),
            [["“No.”"]],
        ),
        (
            "“It is shut,” said Holm. “We open it soon.” The ferries wait outside.",
            ("Holm", "said", ["“It is shut,”", "“We open it soon.” The ferries wait outside"]),
            [["“It is shut,”", "“We open it soon.”"]],
        ),
        (
            "“It is shut,” said Holm. “We open it soon.”",
            ("Holm", "said", ["“It is shut,”", "“We open it soon.”"]),
            [["“It is shut,”", "“We open it soon.”"]],
        ),
        (
            "On “The Hour,” Holm said the bridge would hold.",
            ("Holm", "said", ["On “The Hour,”", "the bridge would hold"]),
            [["the bridge would hold"]],
        ),
        (
            "Asked whether she would talk, Holm was brief. “Never.”",
            ("", "Asked", ["whether she would talk", "“Never.”"]),
            [["whether she would talk"]],
        ),
        (
            "Holm once wrote: “No bridge is finished.” I think she was right.",
            ("Holm", "think", ["she was right"]),
            [],
        ),
        (
            "The fund pays for it and not, as Holm had said, the toll.",
            ("Holm", "had said", ["The fund pays for it and not"]),
            [],
        ),
        ("The bridge will hold. So said Holm.", ("Holm", "said", ["The bridge will hold"]), None),
    ],
)
def test_the_reports_own_sentences_are_nobodys(
    text: str, draft: tuple[str, str, list[str]], expected: list[list[str]] | None
) -> None:
    here = place(text, draft)
    drop_asides([here])
    assert contents(here) == ([draft[2]] if expected is None else expected)


@pytest.mark.parametrize(
    ("text", "inner", "expected"),
    [
        (
            "Orlo pledged to send help, Holm said.",
            ("Orlo", "pledged", ["to send help"]),
            [["Orlo pledged to send help"]],
        ),
        (
            "Orlo pledged to send help, Holm said, and left the hall.",
            ("Orlo", "pledged", ["to send help"]),
            [["to send help"], []],
        ),
        (
            "Orlo got up and said: “It is late”, Holm said.",
            ("Orlo", "up and said", ["“It is late”"]),
            [["“It is late”"], []],
        ),
    ],
)
def test_a_sentence_is_its_last_cues(
    text: str, inner: tuple[str, str, list[str]], expected: list[list[str]]
) -> None:
    here = place(text, inner)
    here.drafts.append(Draft(pieces(text, "Holm"), pieces(text, " Holm said")))
    give_sentences([here])
    assert contents(here) == expected
