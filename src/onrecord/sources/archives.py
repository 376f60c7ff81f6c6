"""Web archives: the pages in a WARC, also within a WACZ, or in an ARC, the older form; each where
it stands in the file.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO
from zipfile import ZipFile

from onrecord.document import Document, Found, PassedOver
from onrecord.model import Provenance, ReadError
from onrecord.sources.bundles import DAMAGED, UNREADABLE
from onrecord.sources.files import MAX_BYTES
from onrecord.sources.libraries import library_for
from onrecord.sources.pages import KEPT_HEADERS, canonical_of

PAGES = ("text/html", "application/xhtml+xml")
MAX_PAGE = 10_000_000  # bytes, unpacked
LONGEST_LINE = 65_536  # bytes of what stands before a page in an ARC
WARCS, ARCS = (".warc", ".warc.gz"), (".arc", ".arc.gz")
NO_PAGE = "there is no page in this archive; give one with what servers answered"


def archived(stream: BinaryIO, origin: str) -> Iterator[Found]:
    """The pages in a WARC, a WACZ or an ARC, one at a time in memory; ReadError if it is none.

    A page that holds no story is passed over: most pages of an archive are lists of others.
    """
    name = origin.lower()
    with library_for("a web archive"):
        if name.endswith(".wacz"):
            yield from in_wacz(stream, origin)
        elif name.endswith(ARCS):
            yield from in_arc(stream, origin)
        else:
            yield from in_warc(stream, origin)


def in_wacz(stream: BinaryIO, origin: str) -> Iterator[Found]:
    """The pages in the WARCs of a WACZ."""
    try:
        with ZipFile(stream) as packed:
            names = [name for name in packed.namelist() if name.lower().endswith(WARCS)]
            if not names:
                raise ReadError("there is no WARC in this WACZ; make it again")
            for name in names:
                with packed.open(name) as file:
                    yield from in_warc(file, f"{origin}#{name}")  # type: ignore[arg-type]
    except UNREADABLE as error:
        raise ReadError(DAMAGED) from error


def in_warc(stream: BinaryIO, origin: str) -> Iterator[Found]:
    """The pages in a WARC."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    records = ArchiveIterator(
        stream,
        record_types=WarcRecordType.response,
        parse_http=False,
        max_content_length=MAX_BYTES,
        strict_mode=False,
    )
    found = False
    for record in records:
        found = True
        where = f"{origin}#offset={record.stream_pos}"
        said, block = record.headers, record.reader.read(MAX_BYTES)
        url = (said.get("WARC-Target-URI") or "").strip("<>")
        yield from page_of(block, where, url, said.get("WARC-Date"), verified(block, said))
    if not found:
        raise ReadError(NO_PAGE)


def in_arc(stream: BinaryIO, origin: str) -> Iterator[Found]:
    """The pages in an ARC, which has no digests."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.bufferedreaders import DecompressingBufferedReader  # type: ignore[import-untyped]
    from warcio.timeutils import timestamp_to_iso_date  # type: ignore[import-untyped]

    class Lines(DecompressingBufferedReader):  # type: ignore[misc]
        """Has lines that end, whatever the file."""

        def readline(self, length: int | None = None) -> bytes:
            line: bytes = super().readline(length or LONGEST_LINE)
            return line

    class Records(ArchiveIterator):  # type: ignore[misc]
        """Keeps off the screen what is odd about one."""

        INC_RECORD = ""

    records = Records(stream, no_record_parse=True)
    records.reader = Lines(records.fh)
    found = False
    for record in records:
        if record.rec_type != "response":
            continue
        found = True
        said = record.rec_headers
        where = f"{origin}#offset={records.offset}"
        fetched_at = timestamp_to_iso_date(said.get_header("archive-date"))
        url = said.get_header("uri")
        yield from page_of(content_of(record), where, url, fetched_at, None)
    if not found:
        raise ReadError(NO_PAGE)


def content_of(record: Any) -> bytes:
    """What an ARC holds under an address."""
    content = b""
    while len(content) < MAX_BYTES and (more := record.raw_stream.read(MAX_BYTES - len(content))):
        content += more
    return content


def page_of(
    block: bytes, where: str, url: str, fetched_at: str | None, holds: bool | None
) -> Iterator[Found]:
    """The page in what a server answered, where it is one; ``holds``: whether digests fit."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    answer = WarcRecord()
    answer.init_headers(WarcRecordType.response)
    answer.set_bytes_content(block)
    answer.is_http = True
    try:
        answer.parse_http(auto_decode="all", strict_mode=False)
        body = answer.reader.read(MAX_PAGE + 1)
    except Exception:  # a server that did not keep to HTTP, or a record that is damaged
        yield PassedOver(where, "what the server answered cannot be read")
        return
    if answer.http_headers.status_code != 200 or answer.http_content_type not in PAGES:
        return
    if not body or len(body) > MAX_PAGE:
        yield PassedOver(where, "the page is empty, or larger than any report")
        return
    headers = answer.http_headers.astuples()
    yield Document(
        body,
        where,
        url=url or None,
        charset=answer.http_charset,
        kind="page",
        provenance=Provenance(
            fetched_at=fetched_at,
            canonical=canonical_of(body, url),
            headers=tuple(pair for pair in headers if pair[0].lower() in KEPT_HEADERS),
            verified=holds,
            archived=where,
        ),
        unsure=True,
    )


def verified(block: bytes, said: Any) -> bool | None:
    """Whether what an archive holds fits its digests; None where it has none that we know."""
    payload = block.partition(b"\r\n\r\n")[2]
    answers = [
        fits(data, digest)
        for data, digest in (
            (block, said.get("WARC-Block-Digest")),
            (payload, said.get("WARC-Payload-Digest")),
        )
        if digest
    ]
    known = [answer for answer in answers if answer is not None]
    return all(known) if known else None


def fits(data: bytes, digest: str) -> bool | None:
    """Whether bytes have a digest such as "sha1:…", in base 32 or in hexadecimal."""
    kind, _, value = digest.strip().partition(":")
    if kind.lower() not in ("sha1", "sha-1", "sha256", "sha-256", "md5"):
        return None
    made = hashlib.new(kind.lower().replace("-", ""), data, usedforsecurity=False)
    return value.upper() in (
        base64.b32encode(made.digest()).decode(),
        made.hexdigest().upper(),
    )
