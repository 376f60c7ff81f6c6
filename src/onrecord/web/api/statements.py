"""Statements, found as ``onrecord search`` finds them."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Path, Query, Request, Response

from onrecord.export import export_found, write_citations
from onrecord.record import Hit, Replies
from onrecord.web.api.answers import Items, json
from onrecord.web.asked import Asked, Search
from onrecord.web.caching import fresh
from onrecord.web.examples import CITATION, HIT, REPLIES, shown, shown_list, written
from onrecord.web.formats import CITATIONS, TYPES, File, file_of, form_accepted
from onrecord.web.visit import Reader

router = APIRouter(tags=["statements"])
# An example of each file; Parquet cannot be read, and a feed has nothing of its own.
WRITTEN: dict[str, dict[str, Any]] = {form: {} for form in get_args(File)}
for table in ("csv", "jsonl"):
    WRITTEN[table] = written(partial(export_found, [HIT], table))
for form, cited in CITATIONS.items():
    WRITTEN[form] = written(partial(write_citations, [CITATION], cited))
FILES: dict[str, Any] = {
    "content": {TYPES[form].partition(";")[0]: WRITTEN[form] for form in get_args(File)}
}
CITED = {TYPES[form].partition(";")[0]: WRITTEN[form] for form in CITATIONS}
ONE = shown(HIT)
ONE[200]["content"] |= CITED
ANSWERS = shown_list(HIT)
ANSWERS[200]["content"] |= FILES["content"]


class AskedInParts(Asked):
    """A search, and which part of what it finds."""

    limit: int = Query(20, ge=1, le=1000, description="At most so many.")
    cursor: str | None = Query(None, max_length=200, description="`next` of the part before.")


@router.get("/statements", response_model=Items[Hit], responses=ANSWERS)
def statements(
    visit: Reader, request: Request, asked: Annotated[AskedInParts, Query()]
) -> Response:
    """Statements with all these words, best first; without words, the newest first.

    Accept `text/csv`, `application/vnd.apache.parquet`, `application/jsonl` or
    `application/atom+xml` for a file instead; `application/x-bibtex`,
    `application/vnd.citationstyles.csl+json`, `text/markdown` or `text/plain` for its citations.
    """
    form = form_accepted(request)
    if form != "json":
        return file_of(visit, asked, form)
    return json(
        visit, visit.record.find(asked.wanted(), limit=asked.limit, cursor=asked.cursor or None)
    )


@router.get("/statements.{form}", responses={200: FILES}, response_class=Response)
def statements_file(visit: Reader, form: File, asked: Search) -> Response:
    """All that a search finds, up to 20,000 statements, as a file: `statements.csv`,
    `statements.parquet`, `statements.jsonl`; `statements.atom` has the newest 50.  Cited they are
    in `statements.bib` (BibTeX), `statements.csl` (CSL-JSON), `statements.md` and `statements.txt`.
    """
    return file_of(visit, asked, form)


@router.get("/statements/{id}", response_model=Hit, responses=ONE)
def statement(
    visit: Reader, request: Request, id: Annotated[str, Path(max_length=200)]
) -> Response:
    """One statement, by its id or the start of it; cited, as `onrecord cite`, where a form of
    citation is accepted.
    """
    form = form_accepted(request)
    if form not in CITATIONS:
        return json(visit, visit.record.hit(id))
    stream = BytesIO()
    write_citations([visit.record.cite(id)], CITATIONS[form], stream)
    return fresh(request, Response(stream.getvalue(), media_type=TYPES[form]))


@router.get("/statements/{id}/replies", response_model=Replies, responses=shown(REPLIES))
def replies(visit: Reader, id: Annotated[str, Path(max_length=200)]) -> Response:
    """What a statement answers, and what answers it, across articles, as `onrecord answers ID`."""
    return json(visit, visit.kept("replies", id, ask=lambda: visit.record.replies(id)))
