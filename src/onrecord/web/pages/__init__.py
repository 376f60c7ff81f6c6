"""The pages, a module for each family."""

from fastapi import APIRouter

from onrecord.web.pages import search, signing

router = APIRouter()
for family in (search, signing):
    router.include_router(family.router)
