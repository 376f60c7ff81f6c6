"""What people decided, as ``onrecord export --format annotations`` and ``corpus`` write it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from typing import BinaryIO, cast

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from onrecord.export.annotations import write_annotations, write_corpus
from onrecord.model import Article
from onrecord.record import Record
from onrecord.web.examples import ANNOTATIONS, CORPUS
from onrecord.web.formats import IN_MEMORY, pieces
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
    kept = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  closed behind its last piece
    write(visit.record, visit.record.reviewed(), cast(BinaryIO, kept))
    kept.seek(0)
    return StreamingResponse(pieces(kept), media_type=media_type)
