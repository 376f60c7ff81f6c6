"""Whom an article names: by the fullest name, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from string import ascii_lowercase

import pytest

from onrecord.acts.named import Named
from onrecord.model import Span
from onrecord.parsing import Analysis, Parser
from onrecord.reading import from_text


@pytest.fixture(scope="module")
def parse() -> Callable[[str], Analysis]:
    """A report parsed, and nothing else known of it."""
    parser = Parser()

    def parse(text: str) -> Analysis:
        [analysis] = parser([Analysis.of(from_text(text, "test"))])
        return analysis

    return parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Ida Holm met Tom Arvid. Then Holm left.", ["Ida Holm", "Tom Arvid"]),
        ("Ida Holm met Tom Holm. Mr. Holm left.", ["Ida Holm", "Tom Holm", "Holm"]),
        ("The United States voted. The U.S. won.", ["United States"]),
        ("The International Monetary Fund met. The IMF rose.", ["International Monetary Fund"]),
    ],
)
def test_each_by_the_fullest_name(
    text: str, expected: list[str], parse: Callable[[str], Analysis]
) -> None:
    about = Named(parse(text)).about([Span.of(text, 0, len(text))])
    assert [party.name for party in about] == expected
    assert all(text[s.start : s.end] == s.text for party in about for s in party.spans)


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("Norway’s envoy to Sweden", "Norway"),
        ("president of Norway", "Norway"),
        ("Bank of Norway governor", "Bank of Norway"),
        ("the head who chairs the Harbor Trust", "Harbor Trust"),
        ("Defense Secretary", None),
        ("Secretary of State", None),
        ("mayor", None),
    ],
)
def test_the_body_that_a_role_names(
    role: str, body: str | None, parse: Callable[[str], Analysis]
) -> None:
    assert Named(parse("The Defense Department in Oslo said so.")).body_in(role) == body


def test_time_grows_with_the_names(
    parse: Callable[[str], Analysis],
    growth: Callable[[Callable[[int], object], int], float],
) -> None:
    random = Random(1)

    def name() -> str:
        return "".join(random.choices(ascii_lowercase, k=7)).title()

    sizes = (100, 400)
    parsed = {
        size: parse(
            "\n\n".join(f"{name()} {name()} met the {name()} Council." for _ in range(size))
        )
        for size in sizes
    }
    assert growth(lambda size: Named(parsed[size]), sizes[0]) < 8
