"""Damage is seen: when an article is loaded, and by looking at everything."""

import random
import sqlite3
from pathlib import Path

import pytest

from onrecord.record import Record, RecordError

STORY = ("Ida Holm | said | the bridge is safe", "Bo Lind | denied | that the toll would rise")


@pytest.fixture
def filled(record: Record, make) -> Record:
    record.add(make(*STORY, origin="story.txt", published="2024-03-05"))
    record.add(make("Eva Quill | said | the ferry sails", origin="other.txt"))
    record.merge("Ida Holm", "Eva Quill", by="Bo")
    record.close()
    return record


def test_a_whole_record_is_found_whole(filled: Record) -> None:
    found = filled.verify()
    assert (found.articles, found.sound, found.statements, found.faults) == (2, 2, 3, ())


@pytest.mark.parametrize(
    ("change", "fault", "shown"),
    [
        ("UPDATE articles SET text = replace(text, 'safe', 'sure')", "its text is not", True),
        ("UPDATE statements SET content = 'it is not'", "words of statement", True),
        ("UPDATE statements SET spans = '{}'", "cannot be read", True),
        ("UPDATE statements SET spans = 'x'", "cannot be read", True),
        ("UPDATE speakers SET mentions = '[[0, 999]]'", "a part of it cannot be read", True),
        ("UPDATE articles SET blocks = '[[5, 999, \"body\"]]'", "a block is outside", False),
        ("UPDATE statements SET id = 'ffff' || key", "not the one of its spans", False),
        ("INSERT INTO words(words) VALUES ('delete-all')", "the index of words", False),
        ("UPDATE names SET party = key", "by the judgements", False),
        ("DELETE FROM articles WHERE 1", "leads to one of articles", False),
    ],
)
def test_what_is_damaged_is_named(filled: Record, change: str, fault: str, shown: bool) -> None:
    with sqlite3.connect(filled.path) as connection:
        connection.execute(change)
    assert any(fault in line for line in filled.verify().faults), filled.verify().faults
    if shown:
        with pytest.raises(RecordError, match="damaged"):
            list(filled.articles())


def test_what_still_holds_is_told(filled: Record) -> None:
    with sqlite3.connect(filled.path) as connection:
        where = "(SELECT article_id FROM origins WHERE origin = 'other.txt')"
        change = f"UPDATE articles SET text = text || '!' WHERE number = {where}"  # noqa: S608
        connection.execute(change)
    found = filled.verify()
    assert (found.articles, found.sound, len(found.faults)) == (2, 1, 1)
    assert filled.article("story.txt").statements
    with pytest.raises(RecordError, match="damaged"):
        filled.search("ferry")


def test_no_flipped_byte_changes_a_text_unseen(filled: Record, tmp_path: Path) -> None:
    whole = {article.id: article.text for article in filled.articles()}
    filled.close()
    data = filled.path.read_bytes()
    chance = random.Random(17)
    for number in range(60):
        place = chance.randrange(100, len(data))
        flipped = bytearray(data)
        flipped[place] ^= 1 << chance.randrange(8)
        path = tmp_path / f"{number}.db"
        path.write_bytes(flipped)
        try:
            with Record(path, create=False) as record:
                for article in record.articles():
                    assert whole[article.id] == article.text
                record.search("bridge")
                record.verify()
        except RecordError:
            pass  # told in one line
        path.unlink()
