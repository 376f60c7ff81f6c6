"""Statements that were searched for, in the form that is asked for: by the end of the address,
or by what the request accepts.  What is new comes as an Atom feed (RFC 4287).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import BinaryIO, Literal

from fastapi import Request, Response

from onrecord.export import CitationFormat, export_found, write_citations
from onrecord.record import Hit, Page, Record
from onrecord.web.asked import Asked
from onrecord.web.caching import file, fresh
from onrecord.web.templating import templates
from onrecord.web.visit import Visit

Cited = Literal["bib", "csl", "md", "txt"]
File = Literal["jsonl", "csv", "parquet", "atom", Cited]
Form = File | Literal["json"]
TYPES: dict[Form, str] = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "atom": "application/atom+xml",
    "bib": "application/x-bibtex",
    "csl": "application/vnd.citationstyles.csl+json",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
ACCEPTED: dict[str, Form] = {kind.partition(";")[0]: form for form, kind in TYPES.items()} | {
    "application/x-ndjson": "jsonl",
    "text/x-bibtex": "bib",
}
CITATIONS: dict[Form, CitationFormat] = {
    "bib": "bibtex",
    "csl": "csl-json",
    "md": "markdown",
    "txt": "text",
}
ENDINGS = {"csl": "json"}  # by which Zotero knows it
AT_ONCE = 500  # statements asked for together
MOST = 20_000  # statements of one file
IN_FEED = 50


def form_accepted(request: Request) -> Form:
    """The form that a request accepts first of those there are; JSON where it does not say."""
    for part in request.headers.get("accept", "").split(","):
        if form := ACCEPTED.get(part.partition(";")[0].strip().lower()):
            return form
    return "json"


def file_of(visit: Visit, asked: Asked, form: File) -> Response:
    """All that a search finds, up to ``MOST``, as a file."""
    if form == "atom":
        return atom(visit, asked, f"/?{asked.query()}", asked.q or "onrecord")
    name = f"statements.{ENDINGS.get(form, form)}"
    return file(visit.request, partial(write, visit.record, asked, form), TYPES[form], name)


def write(record: Record, asked: Asked, form: Form, stream: BinaryIO) -> None:
    """Writes all that a search finds: the statements, or how they are cited."""
    found = parts(record, asked)
    if form == "csv":
        stream.write(b"\xef\xbb\xbf")  # by which spreadsheet programs know UTF-8
    if form in CITATIONS:
        cited = chain.from_iterable(record.cite_found(part) for part in found)
        write_citations(cited, CITATIONS[form], stream)
    elif form == "jsonl" or form == "csv" or form == "parquet":
        export_found(chain.from_iterable(found), form, stream)


def atom(visit: Visit, asked: Asked, page: str, title: str) -> Response:
    """The newest that a search finds, as a feed."""
    newest = visit.record.find(replace(asked.wanted(), sort="-date"), limit=IN_FEED)
    updated = max((hit.published or "" for hit in newest), default="") or "1970-01-01"
    base = visit.settings.address.rstrip("/")
    made = templates.get_template("feed.xml").render(
        base=base, page=page, title=title, updated=f"{updated[:10]}T00:00:00Z", found=newest
    )
    return fresh(visit.request, Response(made, media_type=TYPES["atom"]))


def parts(record: Record, asked: Asked) -> Iterator[Page[Hit]]:
    """All that a search finds, up to ``MOST``, a part at a time."""
    cursor, left = None, MOST
    while left > 0:
        page = record.find(asked.wanted(), limit=min(AT_ONCE, left), cursor=cursor)
        yield page
        left -= len(page)
        cursor = page.next
        if cursor is None:
            return
