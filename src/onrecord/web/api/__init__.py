"""The same for programs: JSON as in ``docs/json.md``, a module for each noun."""

from fastapi import APIRouter

from onrecord.web.api import statements

router = APIRouter()
for noun in (statements,):
    router.include_router(noun.router)
