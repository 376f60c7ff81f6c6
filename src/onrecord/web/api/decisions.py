"""What people decided, as ``onrecord export --format annotations`` and ``corpus`` write it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import BinaryIO

from fastapi import APIRouter, Response

from onrecord.export.annotations import write_annotations, write_corpus
from onrecord.model import Article
from onrecord.record import Record
from onrecord.web.caching import file
from onrecord.web.examples import ANNOTATIONS, CORPUS
from onrecord.web.visit import Reader, Visit

router = APIRouter(tags=["decisions"])
Write = Callable[[Record, Iterable[Article], BinaryIO], None]


@router.get(
    "/annotations",
    response_class=Response,
    responses={200: {"content": {"application/ld+json": {"example": ANNOTATIONS}}}},
)
def web_annotations(visit: Reader) -> Response:
    """Each standing correction as a W3C Web Annotation (JSON-LD)."""
    return written(visit, write_annotations, "application/ld+json")


@router.get(
    "/corpus",
    response_class=Response,
    responses={200: {"content": {"application/jsonl": {"example": CORPUS}}}},
)
def training_corpus(visit: Reader) -> Response:
    """The articles in which something was decided, one a line, to train on."""
    return written(visit, write_corpus, "application/jsonl")


def written(visit: Visit, write: Write, media_type: str) -> Response:
    """What a writer writes of the articles that were reviewed."""
    return file(visit.request, partial(write, visit.record, visit.record.reviewed()), media_type)
