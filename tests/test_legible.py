"""A text as it is read, and the way back to the text as it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.legible import legible
from onrecord.model import Article, joined

Analyse = Callable[..., Article]

REPORT = """Ida Holm-Wray faces the ice

EASTMOUTH, March 5, 2024 — The harbour will be open by June, Mayor José Lindqvist said on Monday.
“We have the ships,” he told reporters in Eastmouth. “And the men.”

Ida Holm-Wray, the transport minister, denied on March 1 that the bridge was unsafe. She said: ‘It
will hold.’ The union’s leader, Åsa Orlo, accused the council of hiding the report.

"Nobody asked us," Orlo added. Lindqvist vowed to answer “within a week”.
"""


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Lindqvist", "Lindqvist"),
        ("Lind\u00adqvist", "Lindqvist"),
        ("\ufeffIda\u200b Holm\u200e", "Ida Holm"),
        ("Jose\u0301 A\u030asen", "José Åsen"),
        ("e\u200b\u0301", "é"),
        ("Q\u0301", "Q\u0301"),  # no such letter: the accent stays beside it
        ("Ida\u00a0Holm\u2011Wray\u2009said", "Ida Holm-Wray said"),
        ("â€œIt canâ€™t,â€\x9d â€” he said", "“It can’t,” — he said"),  # encoded twice
        ("a\nb", "a\nb"),
        ("\u200b", ""),
        ("", ""),
    ],
)
def test_what_shows_nothing_is_not_seen(text: str, seen: str) -> None:
    assert legible(text).text == seen


def test_a_stretch_that_is_seen_leads_back_to_all_of_it_and_no_more() -> None:
    text = "“\u200bJose\u0301 Lind\u00adqvist\u200b, 34”"
    view = legible(text)
    start = view.text.index("José")
    end = view.text.index(",")
    assert text[view.start(start) : view.end(end)] == "Jose\u0301 Lind\u00adqvist"
    assert view.within(view.start(start), view.end(end)) == (start, end)


@given(st.text("ae \n\u0301\u030a\u00ad\u200b\ufeff\u00a0é—“", max_size=30))
def test_every_character_leads_back_to_its_own(text: str) -> None:
    view = legible(text)
    places = [(view.start(at), view.end(at + 1)) for at in range(len(view.text))]
    assert all(start < end for start, end in places)
    assert [start for start, _ in places] == sorted(start for start, _ in places)
    for at, (start, end) in enumerate(places):
        assert view.text[at] in legible(text[start:end]).text
        assert view.within(start, end)[0] <= at < view.within(start, end)[1]


def marred(text: str) -> str:
    """The text with accents beside their letters and what shows nothing in words and at marks."""
    parts = []
    for at, character in enumerate(unicodedata.normalize("NFD", text)):
        hidden = "\u00ad\u200b\u2060"[at % 3]
        if character.isalpha() and at % 7 == 0:
            parts.append(character + hidden)
        elif character in '“‘"':
            parts.append("\u200b" + character + "\u200b")
        else:
            parts.append("\u00a0" if character == " " and at % 5 == 0 else character)
    return "\ufeff" + "".join(parts)


def told(article: Article) -> Iterator[object]:
    """What is known of each statement, with the words as they are read."""
    called = {speaker.id: (speaker.name, speaker.roles) for speaker in article.speakers}
    for said in article.statements:
        spans = (*said.source, *said.cue, *said.content)
        assert all(article.text[span.start : span.end] == span.text for span in spans)
        words = [legible(joined(part)).text for part in (said.source, said.cue, said.content)]
        beside = [party and party.name for party in (said.place, said.audience)]
        yield called.get(said.speaker or ""), said.said_on, said.act, said.manner, words, beside


def test_a_report_is_read_the_same_through_what_shows_nothing(analyse: Analyse) -> None:
    plain, odd = analyse(REPORT), analyse(marred(REPORT))
    assert len(plain.statements) > 5
    assert list(told(odd)) == list(told(plain))
    assert (odd.published, odd.title) == (plain.published, plain.title)
    assert [block.kind for block in odd.blocks] == [block.kind for block in plain.blocks]
