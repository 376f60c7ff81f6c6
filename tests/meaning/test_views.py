"""What the reader is given of a statement: its own pieces first, mentions where they stand."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from onrecord.meaning import BODY, PERSON, Mention
from onrecord.meaning.views import CONTENT, CUE, SOURCE, WINDOW, Words, view, window
from onrecord.model import Span, Statement
from onrecord.network import MODEL
from onrecord.network.tagger import Tagger
from onrecord.parsing.story import Passage

LONG = " ".join(f"word{number}" for number in range(400))
TEXT = f"It rained on the quay.\n\nIda Holm told Orlo Mills that {LONG}, she added.\n"


@pytest.fixture(scope="module")
def words() -> Words:
    ends = TEXT.index("\n")
    return read(Passage.of(TEXT, 0, ends), Passage.of(TEXT, ends + 2, len(TEXT) - 1))


def read(*story: Passage) -> Words:
    """A story in words, each with what the network made of it."""
    with ThreadPoolExecutor(1) as pool:
        return Words(Tagger(MODEL).start(story, pool).taggings())


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


STATEMENT = Statement("s", (span("Ida Holm"),), (span("told"),), (span(LONG),), "indirect")


def test_words_stand_where_their_characters_do(words: Words) -> None:
    found = [TEXT[b:e] for b, e in zip(words.starts, words.ends, strict=True) if e > b]
    assert "".join(found) == "".join(TEXT.split())


def test_a_paragraph_is_closed_by_what_has_no_state(words: Words) -> None:
    closings = np.flatnonzero(words.starts == words.ends)
    assert closings.tolist() == [words.touching([span("quay.")])[-1] + 1, len(words.states) - 1]
    assert not words.states[closings].any()
    assert np.delete(words.states, closings, axis=0).any(axis=1).all()


def test_source_and_cue_and_both_ends_of_a_long_content_are_read(words: Words) -> None:
    taken, roles = window(words, STATEMENT)
    assert len(taken) == WINDOW
    assert list(taken) == sorted(taken)
    for part, role in ((STATEMENT.source, SOURCE), (STATEMENT.cue, CUE)):
        assert set(words.touching(part)) == set(taken[roles == role])
    content = words.touching(STATEMENT.content)
    assert {content[0], content[-1]} <= set(taken[roles == CONTENT])


def test_what_stands_before_is_read_where_there_is_room(words: Words) -> None:
    short = Statement("s", (span("Ida Holm"),), (span("told"),), (span("word0 word1"),), "indirect")
    taken, _ = window(words, short)
    assert words.touching([span("It rained")])[0] in taken


def test_mentions_are_marked_at_their_words(words: Words) -> None:
    mentions = [Mention(TEXT.index("Ida"), 0, PERSON), Mention(TEXT.index("Orlo"), 1, BODY)]
    seen = view(words, STATEMENT, mentions)
    assert seen.entities == [0, 1]
    assert [seen.kinds[at] for at in seen.mentions] == [PERSON, BODY]
    assert sum(seen.kinds > 0) == 2


def test_a_mention_beyond_the_window_is_not_seen(words: Words) -> None:
    far = Mention(TEXT.index("word300"), 0, PERSON)
    assert view(words, STATEMENT, [far]).entities == []


def test_nothing_is_read_of_a_statement_outside_the_story() -> None:
    elsewhere = read(Passage.of(TEXT, 0, 10))
    taken, _ = window(elsewhere, STATEMENT)
    assert not len(taken)


def test_places_tell_how_far_apart_words_stand(words: Words) -> None:
    seen = view(words, STATEMENT, [])
    assert seen.places[:2].tolist() == [0, 1]
    assert seen.places[-1] - seen.places[1] == seen.words[-1] - seen.words[0]
    assert len(seen.places) == len(seen.states) + 1 == len(seen.roles)
