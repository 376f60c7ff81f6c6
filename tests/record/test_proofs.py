"""Links that prove themselves."""

import dataclasses
import hashlib
import re
import sqlite3
from urllib.parse import unquote

import pytest

from onrecord.record import Record, RecordError

SAID = "we will — 100 % — hold “the bridge” & the ‘toll’\n… until #spring"


@pytest.fixture
def link(record, make) -> str:
    record.add(make(f"Ida Holm | said | {SAID} | and more", origin="https://post.example/1"))
    [hit] = record.search()
    return record.cite(hit.statement.id).link


def test_a_link_holds_and_proves_itself_without_a_record(record, link: str) -> None:
    assert record.prove(link).answer == "holds"
    [article] = record.articles()
    match = re.fullmatch(r"onrecord:(\w+)#at=(\d+)-(\d+),(\d+)-(\d+)&words=(.*)", link)
    assert match is not None
    assert match[1] == hashlib.sha256(article.text.encode()).hexdigest()
    start, end, other_start, other_end = map(int, match.group(2, 3, 4, 5))
    parts = (article.text[start:end], article.text[other_start:other_end])
    assert unquote(match[6]) == " … ".join(parts)
    assert re.fullmatch(r"[\w:#=&,.%~-]+", link), "it can stand in any text"


def test_other_words_and_places_have_changed(record, link: str) -> None:
    other = link.replace("bridge", "harbour")
    assert record.prove(other).answer == "changed"
    assert "bridge" in record.prove(other).why
    assert record.prove(re.sub(r"at=\d+", "at=2", link)).answer == "changed"
    assert record.prove(re.sub(r"at=.*&", "at=7-99999&", link)).answer == "changed"


def test_of_what_is_not_there_nobody_can_tell(record, link: str, tmp_path) -> None:
    with Record(tmp_path / "other.db") as other:
        assert other.prove(link).answer == "cannot tell"
    with sqlite3.connect(record.path) as connection:
        connection.execute("UPDATE articles SET text = 'x' || text")
    assert record.prove(link).answer == "cannot tell"


def test_an_edited_report_has_changed_where_it_lost_the_words(record, make, link: str) -> None:
    kept = make("Bo Lind | said | yes", f"Ida Holm | said | {SAID} | and more")
    assert record.add(dataclasses.replace(kept, origin="https://post.example/1")) == "edited"
    assert record.prove(link).answer == "holds"
    lost = make(
        "Bo Lind | said | yes", f"Ida Holm | said | {SAID.replace('toll', 'tax')} | and more"
    )
    assert record.add(dataclasses.replace(lost, origin="https://post.example/1")) == "edited"
    found = record.prove(link)
    assert (found.answer, lost.id in found.why) == ("changed", True)


@pytest.mark.parametrize(
    "text",
    [
        "", "onrecord:", "https://post.example/1", "onrecord:" + "0" * 64,
        f"onrecord:{'0' * 64}#at=&words=x", f"onrecord:{'0' * 64}#at=5-2&words=x",
        f"onrecord:{'0' * 64}#at=1-2", f"onrecord:{'0' * 64}#at=1-2,x&words=x",
        f"onrecord:{'0' * 64}#at={'9' * 5000}-2&words=x", "x" * 1_000_000,
    ],
)  # fmt: skip
def test_what_is_no_link_is_refused(record, text: str) -> None:
    with pytest.raises(RecordError, match="not a link"):
        record.prove(text)
