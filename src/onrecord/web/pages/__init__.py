"""The pages, a module for each family."""

from fastapi import APIRouter

from onrecord.web.pages import adding, articles, parties, review, saved, search, signing, statements

router = APIRouter()
for family in (search, articles, statements, parties, saved, review, adding, signing):
    router.include_router(family.router)
