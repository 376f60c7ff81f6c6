"""Where and to whom it was said, in the report's own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Article


@pytest.mark.parametrize(
    ("text", "audience", "place"),
    [
        ("Holm told reporters that the bridge would hold.", "reporters", None),
        (
            "“It holds,” Holm told the daily press briefing.",
            "the daily press briefing",
            None,
        ),
        ("Holm told a crowd of supporters that it would hold.", "a crowd of supporters", None),
        ("Speaking to reporters in Brussels, Holm said it would hold.", "reporters", "Brussels"),
        ("Holm said Monday in Berlin that the bridge would hold.", None, "Berlin"),
        ("Holm said in an essay in The Boston Globe that it would hold.", "The Boston Globe", None),
        ("Holm said at a rally in Paris, Texas, that it would hold.", "a rally", "Paris, Texas"),
        ("Holm told him that the bridge would hold.", None, None),
        ("Holm said that the bridge in Paris would hold.", None, None),
        ("“They told reporters in Paris,” Holm said.", None, None),
    ],
)
def test_to_whom_and_where(
    text: str, audience: str | None, place: str | None, analyse: Callable[..., Article]
) -> None:
    statement = analyse(text).statements[0]
    found = (statement.audience, statement.place)
    assert tuple(party and party.name for party in found) == (audience, place)
    spans = [span for party in found if party for span in party.spans]
    assert [text[span.start : span.end] for span in spans] == [n for n in (audience, place) if n]
