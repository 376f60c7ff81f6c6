"""One statement at its permanent address."""

from __future__ import annotations

from typing import get_args

from fastapi import APIRouter, Response

from onrecord.export import CitationFormat as Form
from onrecord.export import cited
from onrecord.web.marked import around
from onrecord.web.visit import Reader

router = APIRouter()


@router.get("/statements/{id}")
def statement(visit: Reader, id: str) -> Response:
    """The words, where they stand, who said them to whom and when."""
    if visit.is_early:
        return visit.nothing_yet()
    article, found = visit.record.statement(id)
    if found.id != id:
        return visit.go(f"/statements/{found.id}")
    citation = visit.record.cite(id)
    replies = visit.unless_uncompared(
        lambda wait: visit.kept(
            "replies", found.id, ask=lambda: visit.record.replies(found.id, wait=wait)
        )
    )
    speaker = next((one for one in article.speakers if one.id == found.speaker), None)
    return visit.page(
        "statement.html",
        article=article,
        statement=found,
        speaker=speaker,
        party=visit.record.speaking(article.id).get(found.id),
        around=around(article, found),
        corrections=visit.record.corrections_of(found.id),
        variants=visit.record.variants(id),
        replies=replies,
        waits=replies is None,
        proof=visit.record.prove(citation.link),
        citation=citation,
        forms={name: cited(citation, name) for name in get_args(Form)},
        address=f"{visit.settings.address.rstrip('/')}/statements/{found.id}",
        versions=visit.record.versions(article.id),
    )
