"""Web archives: the pages in a WARC, also within a WACZ, each where it stands in the file."""

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
WARCS = (".warc", ".warc.gz")
ARC = (
    "this is an ARC, the older form of a WARC; convert it first: "
    "warcio recompress OLD.arc.gz NEW.warc.gz"
)


def archived(stream: BinaryIO, origin: str) -> Iterator[Found]:
    """The pages in a WARC or a WACZ, one at a time in memory; ReadError if it is neither.

    A page that holds no story is passed over: most pages of an archive are lists of others.
    """
    name = origin.lower()
    with library_for("a web archive"):
        if name.endswith((".arc", ".arc.gz")):
            raise ReadError(ARC)
        if name.endswith(".wacz"):
            yield from in_wacz(stream, origin)
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
        yield from page_of(record, where)
    if not found:
        raise ReadError("there is no page in this archive; give one with what servers answered")


def page_of(record: Any, where: str) -> Iterator[Found]:
    """The page of a record, where it has one: what a server answered with a page."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    said = record.headers
    block = record.reader.read(MAX_BYTES)
    url = (said.get("WARC-Target-URI") or "").strip("<>")
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
            fetched_at=said.get("WARC-Date"),
            canonical=canonical_of(body, url),
            headers=tuple(pair for pair in headers if pair[0].lower() in KEPT_HEADERS),
            verified=verified(block, said),
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
