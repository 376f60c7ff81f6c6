"""Web archives: the pages in them, where they stand, and whether their digests fit."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from zipfile import ZipFile

import pytest

from onrecord.document import Document, PassedOver
from onrecord.model import Article, ReadError
from onrecord.pipeline import read_many
from onrecord.sources import File
from onrecord.sources.archives import fits
from onrecord.sources.formats import found_in

WGET = Path(__file__).with_name("files") / "wget.warc.gz"


def pages(path: Path) -> list[Document]:
    return [one for one in found_in(File.at(str(path))) if isinstance(one, Document)]


def test_the_pages_of_an_archive_have_place_address_and_digest() -> None:
    index, fees, empty = pages(WGET)
    assert [page.origin.rpartition("#")[2] for page in (index, fees, empty)] == [
        "offset=847",
        "offset=1820",
        "offset=3367",
    ]
    assert fees.url is not None and fees.url.endswith("/fees.html")
    assert isinstance(fees.content, bytes) and fees.content.startswith(b"<html><head><meta")
    came = fees.provenance
    assert came is not None
    assert (came.fetched_at, came.verified) == ("2026-11-28T00:46:11Z", True)
    # The offset leads to the record, in any program that reads such archives.
    record = gzip.GzipFile(fileobj=io.BytesIO(WGET.read_bytes()[1820:])).read(200)
    assert record.startswith(b"WARC/1.0\r\nWARC-Type: response")


def test_a_page_that_is_no_report_is_passed_over() -> None:
    passed_over: list[PassedOver] = []
    found = list(read_many([WGET], skip=lambda _: True, pass_over=passed_over.append))
    (article,) = found
    assert isinstance(article, Article)
    assert article.title == "Harbour fees will rise in May"
    assert [one.origin.rpartition("=")[2] for one in passed_over] == ["847", "3367"]


def test_a_changed_byte_is_found_out_and_a_missing_digest_is_not_checked(tmp_path: Path) -> None:
    whole = gzip.decompress(WGET.read_bytes())
    changed = tmp_path / "changed.warc"
    changed.write_bytes(whole.replace(b"rise by a tenth", b"fall by a tenth"))
    bare = tmp_path / "bare.warc"
    bare.write_bytes(whole.replace(b"-Digest: sha1:", b"-Digest: none:"))
    assert [p.provenance and p.provenance.verified for p in pages(changed)] == [True, False, True]
    assert [p.provenance and p.provenance.verified for p in pages(bare)] == [None] * 3


@pytest.mark.parametrize(
    ("digest", "answer"),
    [
        ("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", True),
        ("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", True),
        ("md5:900150983CD24FB0D6963F7D28E17F72", True),
        ("sha1:AAAA", False),
        ("blake3:AAAA", None),
        ("", None),
    ],
)
def test_digests_in_every_writing(digest: str, answer: bool | None) -> None:
    assert fits(b"abc", digest) is answer


def test_a_wacz_gives_the_pages_of_its_archives(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "site.wacz", "w") as packed:
        packed.writestr("datapackage.json", "{}")
        packed.write(WGET, "archive/data.warc.gz")
    found = pages(tmp_path / "site.wacz")
    assert [page.origin for page in found][1] == (
        f"{tmp_path / 'site.wacz'}#archive/data.warc.gz#offset=1820"
    )
    with ZipFile(tmp_path / "none.wacz", "w") as packed:
        packed.writestr("datapackage.json", "{}")
    with pytest.raises(ReadError, match="no WARC in this WACZ"):
        pages(tmp_path / "none.wacz")


@pytest.mark.parametrize(
    ("name", "why"),
    [(name, "; ") for name in ("a.arc", "a.arc.gz", "a.warc", "a.warc.gz", "a.wacz")],
)
def test_what_is_no_archive_says_so(name: str, why: str, tmp_path: Path) -> None:
    for content in (b"", b"no archive at all"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ReadError, match=why):
            pages(tmp_path / name)


def test_a_bomb_in_an_archive_is_left_in_it(tmp_path: Path) -> None:
    body = gzip.compress(b"<p>\0" * 30_000_000)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    block = head + body
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
        b"WARC-Date: 2024-03-05T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(block), block)
    )
    (tmp_path / "bomb.warc").write_bytes(record)
    (outcome,) = found_in(File.at(str(tmp_path / "bomb.warc")))
    assert isinstance(outcome, PassedOver)


def arc(*pages: tuple[str, bytes]) -> list[bytes]:
    """The records of an ARC with these pages, the file's own first."""
    told = b"1 0 Somebody\nURL IP-address Archive-date Content-type Archive-length\n"
    head = b"filedesc://a.arc 0.0.0.0 20080305120000 text/plain %d\n%s\n" % (len(told), told)
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return [
        head,
        *(
            f"{url} 192.0.2.1 20080305123456 text/html {len(answer + page)}\n".encode()
            + answer
            + page
            + b"\n"
            for url, page in pages
        ),
    ]


TOLL = (
    "http://paper.example/toll",
    b"<html><p>The toll will rise, Mayor Ida Holm said.</p></html>",
)
QUAY = ("http://paper.example/quay", b"<html><p>" + b"The quay holds. " * 20_000 + b"</p></html>")


@pytest.mark.parametrize("name", ["a.arc", "a.arc.gz"])
def test_the_pages_of_an_arc_have_place_address_and_time(name: str, tmp_path: Path) -> None:
    records = arc(TOLL, QUAY)
    if name.endswith(".gz"):
        records = [gzip.compress(record) for record in records]
    path = tmp_path / name
    path.write_bytes(b"".join(records))
    toll, quay = pages(path)
    assert toll.origin == f"{path}#offset={len(records[0])}"
    assert quay.origin == f"{path}#offset={len(records[0] + records[1])}"
    assert [(page.url, page.content) for page in (toll, quay)] == [TOLL, QUAY]
    assert toll.provenance is not None
    assert toll.provenance.fetched_at == "2008-03-05T12:34:56Z"
    assert toll.provenance.verified is None


def test_a_line_of_an_arc_that_never_ends_is_not_read_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = [*arc(TOLL), b"x" * 1_000_000]
    (tmp_path / "a.arc.gz").write_bytes(b"".join(gzip.compress(r) for r in records))
    with pytest.raises(ReadError, match="; "):
        pages(tmp_path / "a.arc.gz")
    head, toll, quay = arc(TOLL, QUAY)
    (tmp_path / "b.arc").write_bytes(head + toll.rstrip() + b"odd\n" + quay)
    assert [page.url for page in pages(tmp_path / "b.arc")] == [TOLL[0], QUAY[0]]
    assert capsys.readouterr() == ("", "")
