"""The pages, a module for each family."""

from fastapi import APIRouter

from onrecord.web.pages import (
    adding,
    answers,
    articles,
    checking,
    commitments,
    parties,
    positions,
    review,
    saved,
    search,
    signing,
    statements,
)

router = APIRouter()
for family in (search, articles, statements, parties, commitments, positions, answers):
    router.include_router(family.router)
for family in (checking, saved, review, adding, signing):
    router.include_router(family.router)
