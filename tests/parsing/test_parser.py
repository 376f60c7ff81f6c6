"""The parser takes as many paragraphs at once as fit into bounded memory."""

from __future__ import annotations

from onrecord.parsing.parser import CHARACTERS_AT_ONCE, PARAGRAPHS_AT_ONCE, at_once


def test_what_is_parsed_at_once_is_bounded() -> None:
    texts = ["short"] * 200 + ["x" * 5_000] * 7 + ["y" * 20_000, "z"]
    groups = list(at_once(texts))
    assert [text for group in groups for text in group] == texts
    assert all(len(group) <= PARAGRAPHS_AT_ONCE for group in groups)
    assert all(len(g) == 1 or sum(map(len, g)) <= CHARACTERS_AT_ONCE for g in groups)
