"""Which program wrote a file, told by how it begins and what it is called, and what is in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from pathlib import PurePath
from typing import BinaryIO
from zipfile import ZipFile

from onrecord.document import Document, Found
from onrecord.model import Failure, ReadError
from onrecord.sources import bundles
from onrecord.sources.archives import archived
from onrecord.sources.files import MAIL, MARKDOWN, File, bounded, kind_by_name
from onrecord.sources.mail import mail, page
from onrecord.sources.pdf import pdf
from onrecord.sources.tables import Columns, rows
from onrecord.sources.written import docx, markdown, odt, rtf

# Mail in mail, pages in ZIPs: one in the other so often, and no more.
MAX_DEPTH = 4
ZIPPED = b"PK\x03\x04"
SAVED_BY_BROWSER = b"From: <Saved by "
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
# What else is packed as ZIP, by what is in it.
OTHERS = {
    "xl/workbook.xml": "a spreadsheet; save it as CSV and give it with --text COLUMN",
    "ppt/presentation.xml": "a presentation; save its words as text first",
    "META-INF/container.xml": "an e-book; save it as text or HTML first",
    "content.xml": "an OpenDocument file without a text; save it as text or CSV first",
}


def found_in(file: File, columns: Columns | None = None) -> Iterator[Found]:
    """The reports in a file; ReadError where there are none that can be read.

    ``columns`` are those of a table, where they are not called as usual.
    """
    kind = kind_by_name(file.origin)
    if kind == "table":
        yield from rows(file, columns or Columns())
        return
    with file.opened() as given:
        if kind == "archive":
            yield from archived(given, file.origin)
            return
        stream = given if given.seekable() else io.BytesIO(bounded(given))
        start = stream.read(len(ZIPPED))
        stream.seek(0)
        if start == ZIPPED:
            yield from unzipped(stream, file.origin, 0)
            return
        data = bounded(stream)
    yield from opened(data, file.origin, file.origin)


def opened(data: bytes, origin: str, name: str, depth: int = 0) -> Iterator[Found]:
    """The reports in the bytes of a file that is called so, ``depth`` files deep in others.

    ReadError where it cannot be read; of what lies in another file that is a ``Failure``.
    """
    try:
        if depth > MAX_DEPTH:
            raise ReadError("it lies too deep in other files; save it by itself")
        yield from by_kind(data, origin, name, depth)
    except ReadError as error:
        if not depth:
            raise
        yield Failure(origin, str(error))


def by_kind(data: bytes, origin: str, name: str, depth: int) -> Iterator[Found]:
    """The reports in a file, as the program that wrote it would show them."""
    suffix = PurePath(name).suffix.lower()
    if data.startswith(ZIPPED):
        return unzipped(io.BytesIO(data), origin, depth)
    if data.startswith(b"%PDF-"):
        return pdf(data, origin)
    if data.startswith(b"{\\rtf"):
        return rtf(data, origin)
    if data.startswith(SAVED_BY_BROWSER) or suffix in MAIL - {".eml"}:
        return page(data, origin)
    if suffix in MAIL:
        return mail(data, origin, partial(opened, depth=depth + 1))
    if suffix in MARKDOWN:
        return markdown(data, origin)
    return iter([Document(data, origin)])


def unzipped(stream: BinaryIO, origin: str, depth: int) -> Iterator[Found]:
    """The reports in a ZIP, or the one in a document that is packed as one."""
    try:
        with ZipFile(stream) as packed:
            names = set(packed.namelist())
            kind = packed.read("mimetype")[:100] if "mimetype" in names else b""
    except bundles.UNREADABLE as error:
        raise ReadError(bundles.DAMAGED) from error
    stream.seek(0)
    if "word/document.xml" in names:
        yield from docx(bounded(stream), origin)
    elif kind.startswith(OPEN_DOCUMENT):
        yield from odt(bounded(stream), origin)
    elif other := next((what for name, what in OTHERS.items() if name in names), None):
        raise ReadError(f"this is {other}")
    else:
        yield from bundles.reports(stream, origin, partial(opened, depth=depth + 1))
