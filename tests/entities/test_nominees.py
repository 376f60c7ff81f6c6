"""What the words of a source may be cut to as a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.entities.nominees import Asked, names_within
from onrecord.model import Span, Statement
from onrecord.parsing import Analysis, Parser
from onrecord.reading import from_text

Cut = Callable[[str], list[str]]
SOURCES = {
    "A Quay Post poll released Sunday": "Quay Post poll",
    "Only two of the pilots, who had struck in May,": "two of the pilots",
    "Mrs. Holm's campaign": "Holm's campaign",
    "None of the harbour unions": "harbour unions",
    "A jury": "jury",
}


@pytest.fixture(scope="module")
def cut() -> Cut:
    """Names in the source that a sentence begins with."""
    parser = Parser()

    def cut(source: str) -> list[str]:
        text = f"{source} said that the bridge would fall."
        [analysis] = parser([Analysis.of(from_text(text, "quay.txt"))])
        spans = (Span.of(text, 0, len(source)),)
        statement = Statement("one", spans, (), (Span.of(text, len(source), len(text)),), "mixed")
        phrase = analysis.paragraphs[0].phrase(0, len(source))
        return names_within(Asked(statement, phrase, None, ()))

    return cut


@pytest.mark.parametrize("source", SOURCES)
def test_a_name_may_be_a_part_of_a_source(source: str, cut: Cut) -> None:
    assert SOURCES[source] in cut(source)


def test_all_of_a_source_may_be_a_name(cut: Cut) -> None:
    assert cut("Voters in the old town")[0] == "Voters in the old town"
