"""Articles, as ``onrecord export --format jsonl`` has them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from onrecord.model import Article
from onrecord.record import ArticleSummary
from onrecord.web.api.answers import Items, json
from onrecord.web.examples import ARTICLE, SUMMARY, shown, shown_list
from onrecord.web.visit import Reader

router = APIRouter(tags=["articles"])


@router.get("/articles", response_model=Items[ArticleSummary], responses=shown_list(SUMMARY))
def articles(
    visit: Reader,
    limit: Annotated[int, Query(ge=1, le=1000)] = 50,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """A line for each article in its newest version, those added last first."""
    return json(visit, visit.record.contents(limit=limit, cursor=cursor or None))


@router.get("/articles/{id}", response_model=Article, responses=shown(ARTICLE))
def article(visit: Reader, id: Annotated[str, Path(max_length=200)]) -> Response:
    """One article, by its id, the start of it, or the id of one of its statements."""
    return json(visit, visit.record.article(id))
