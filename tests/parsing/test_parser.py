"""The parser takes as many paragraphs at once as fit into bounded memory."""

from __future__ import annotations

import pytest

from onrecord.parsing import parser
from onrecord.parsing.parser import CHARACTERS_AT_ONCE, PARAGRAPHS_AT_ONCE, Parser, at_once


def test_what_is_parsed_at_once_is_bounded() -> None:
    texts = ["short"] * 200 + ["x" * 5_000] * 7 + ["y" * 20_000, "z"]
    groups = list(at_once(texts))
    assert [text for group in groups for text in group] == texts
    assert all(len(group) <= PARAGRAPHS_AT_ONCE for group in groups)
    assert all(len(g) == 1 or sum(map(len, g)) <= CHARACTERS_AT_ONCE for g in groups)


def test_spacy_is_begun_anew_when_it_has_learned_too_many_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parse = Parser()
    first = parse.parse()
    list(parse([]))
    assert parse.parse() is first
    monkeypatch.setattr(parser, "MOST_WORDS", 3)
    first(["Skarnvik Holmbrand Vorstad Brandtorp"])
    list(parse([]))
    assert parse.parse() is not first
    assert not parse.parse().is_full()
