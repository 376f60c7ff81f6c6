"""The same for programs: JSON as in ``docs/json.md``, a module for each noun."""

from fastapi import APIRouter, Depends, HTTPException, Request

from onrecord.web.api import (
    articles,
    checks,
    commitments,
    decisions,
    deliveries,
    parties,
    positions,
    statements,
)

NOUNS = (statements, articles, deliveries, parties, commitments, positions, checks, decisions)
PREFIX = "/api"  # of all addresses here


async def known(request: Request) -> None:
    """Refuses a question with a parameter that none of its kind has: what was meant to narrow it
    would be left out in silence.
    """
    path = PREFIX + request.scope["route"].path
    told = request.app.openapi()["paths"][path][request.method.lower()]
    names = {one["name"] for one in told.get("parameters", ()) if one["in"] == "query"}
    for name in request.query_params:
        if name not in names:
            has = ", ".join(sorted(names)) or "none"
            raise HTTPException(422, f"there is no parameter {name}; there are: {has}")


router = APIRouter(dependencies=[Depends(known)])
for noun in NOUNS:
    router.include_router(noun.router)
