"""An article: its text with what was said in it marked, and the versions that it had."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from onrecord.model import Article
from onrecord.sourcing import profile
from onrecord.web.marked import in_order, paragraphs, voices
from onrecord.web.visit import Reader
from onrecord.web.wordings import texts

router = APIRouter()


@router.get("/articles")
def articles(
    visit: Reader,
    q: Annotated[str, Query(max_length=4000)] = "",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """What is in the record, added last first; or the articles with some words, best first."""
    if q.strip():
        found = visit.record.search_articles(q, cursor=cursor or None)
        return visit.page("articles_found.html", found=found, q=q)
    return visit.page("articles.html", found=visit.record.contents(cursor=cursor or None), q=q)


@router.get("/articles/{id}")
def article(visit: Reader, id: str) -> Response:
    """One article."""
    found = visit.record.article(id)
    if found.id != id:
        where = f"#s-{id}" if any(s.id == id for s in found.statements) else ""
        return visit.go(f"/articles/{found.id}{where}")
    speaking = voices(found, visit.record.named_in(id))
    return visit.page(
        "article.html",
        article=found,
        voices=speaking,
        paragraphs=paragraphs(found, speaking),
        statements=list(in_order(found.statements)),
        profile=profile(found),
        versions=visit.record.versions(id),
        copies=visit.record.copies(id),
    )


@router.get("/articles/{id}/changes")
def changes(visit: Reader, id: str, since: str | None = None) -> Response:
    """What changed in an article since another of its versions, side by side."""
    found = visit.record.compare(id, since)
    both = texts(in_paragraphs(found.older), in_paragraphs(found.newer))
    return visit.page("changes.html", changes=found, texts=list(both))


def in_paragraphs(article: Article) -> list[str]:
    """The text of an article, block by block."""
    return [article.text[block.start : block.end] for block in article.blocks]
