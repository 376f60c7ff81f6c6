"""The pages, a module for each family."""

from fastapi import APIRouter

from onrecord.web.pages import articles, parties, saved, search, signing, statements

router = APIRouter()
for family in (search, articles, statements, parties, saved, signing):
    router.include_router(family.router)
