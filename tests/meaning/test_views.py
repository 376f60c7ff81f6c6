"""What the reader is given of a statement: its own pieces first, mentions where they stand."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from onrecord.meaning import BODY, PERSON, Mention
from onrecord.meaning.reader import Reader
from onrecord.meaning.views import CLOSING, CONTENT, CUE, SOURCE, WINDOW, Pieces, view, window
from onrecord.model import Span, Statement
from onrecord.network import MODEL
from onrecord.network.tagger import Tagger
from onrecord.parsing.story import Passage

LONG = " ".join(f"word{number}" for number in range(400))
TEXT = f"It rained on the quay.\n\nIda Holm told Orlo Mills that {LONG}, she added.\n"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def pieces(reader: Reader) -> Pieces:
    ends = TEXT.index("\n")
    return read(reader, Passage.of(TEXT, 0, ends), Passage.of(TEXT, ends + 2, len(TEXT) - 1))


def read(reader: Reader, *story: Passage) -> Pieces:
    """A story in pieces, each with what the network made of its word."""
    with ThreadPoolExecutor(1) as pool:
        taggings = Tagger(MODEL).start(story, pool).taggings()
    return Pieces(reader.tokenizer, TEXT, story, taggings)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


STATEMENT = Statement("s", (span("Ida Holm"),), (span("told"),), (span(LONG),), "indirect")


def test_pieces_stand_where_their_characters_do(pieces: Pieces) -> None:
    words = [TEXT[b:e] for b, e in zip(pieces.starts, pieces.ends, strict=True) if e > b]
    assert "".join(words) == "".join(TEXT.split())


def test_each_piece_has_the_state_of_its_word(pieces: Pieces) -> None:
    lind, rained = (pieces.touching([span(word)])[0] for word in ("told", "rained"))
    assert pieces.words[lind] != pieces.words[rained]
    [first, *others] = pieces.words[pieces.touching([span("word17")])]
    assert all(word == first for word in others)
    closing = np.flatnonzero(pieces.ids == CLOSING)
    assert not pieces.states[pieces.words[closing]].any()
    assert pieces.states[pieces.words[lind]].any()


def test_source_and_cue_and_both_ends_of_a_long_content_are_read(pieces: Pieces) -> None:
    taken, roles = window(pieces, STATEMENT)
    assert len(taken) == WINDOW - 2
    assert list(taken) == sorted(taken)
    for part, role in ((STATEMENT.source, SOURCE), (STATEMENT.cue, CUE)):
        assert set(pieces.touching(part)) == set(taken[roles == role])
    content = pieces.touching(STATEMENT.content)
    assert {content[0], content[-1]} <= set(taken[roles == CONTENT])


def test_what_stands_before_is_read_where_there_is_room(pieces: Pieces) -> None:
    short = Statement("s", (span("Ida Holm"),), (span("told"),), (span("word0 word1"),), "indirect")
    taken, _ = window(pieces, short)
    assert pieces.touching([span("It rained")])[0] in taken


def test_mentions_are_marked_at_their_pieces(pieces: Pieces) -> None:
    mentions = [Mention(TEXT.index("Ida"), 0, PERSON), Mention(TEXT.index("Orlo"), 1, BODY)]
    seen = view(pieces, STATEMENT, mentions)
    assert seen.entities == [0, 1]
    assert [seen.kinds[at] for at in seen.mentions] == [PERSON, BODY]
    assert sum(seen.kinds > 0) == 2


def test_a_mention_beyond_the_window_is_not_seen(pieces: Pieces) -> None:
    far = Mention(TEXT.index("word300"), 0, PERSON)
    assert view(pieces, STATEMENT, [far]).entities == []


def test_nothing_is_read_of_a_statement_outside_the_story(reader: Reader) -> None:
    elsewhere = read(reader, Passage.of(TEXT, 0, 10))
    taken, _ = window(elsewhere, STATEMENT)
    assert not len(taken)
