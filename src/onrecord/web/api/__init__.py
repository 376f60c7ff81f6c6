"""The same for programs: JSON as in ``docs/json.md``, a module for each noun."""

from fastapi import APIRouter

from onrecord.web.api import (
    articles,
    checks,
    commitments,
    decisions,
    parties,
    positions,
    statements,
)

router = APIRouter()
for noun in (statements, articles, parties, commitments, positions, checks, decisions):
    router.include_router(noun.router)
