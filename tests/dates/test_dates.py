"""When it was said: days beside the cue, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Article

Analyse = Callable[..., Article]
PUBLISHED = "2023-11-22"  # a Wednesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Holm said Wednesday that the bridge would hold.", "2023-11-22"),
        ("Holm said Thursday that the bridge would hold.", "2023-11-16"),
        ("On Monday, Holm said that the bridge would hold.", "2023-11-20"),
        ("Holm said on June 1 that the bridge would hold.", "2023-06-01"),
        ("Holm said on Dec. 24 that the bridge would hold.", "2022-12-24"),
        ("Holm said on March 3, 2021, that the bridge would hold.", "2021-03-03"),
        ("Holm said yesterday that the bridge would hold.", "2023-11-21"),
        ("Holm said that the bridge would open on Monday.", None),
        ("Holm said that the bridge would hold.", None),
        ("“It broke on Monday,” Holm said.", None),
    ],
)
def test_the_day_of_saying(text: str, expected: str | None, analyse: Analyse) -> None:
    [statement] = analyse(text, PUBLISHED).statements
    assert statement.said_on == expected


def test_a_weekday_needs_a_publication_date(analyse: Analyse) -> None:
    [statement] = analyse("Holm said Wednesday that the bridge would hold.").statements
    assert statement.said_on is None
