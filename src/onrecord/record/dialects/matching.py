"""What every database's index of words answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause

OPEN, CLOSE = "\ufdd0", "\ufdd1"  # noncharacters: mark what was found, while it is handed over


@dataclass(frozen=True, slots=True)
class Matching:
    """The statements with some words: the index to be joined, where it has a statement's key,
    the condition that the words are there, and the rank, the lowest being the best; ``words``
    is the search as the database has it.
    """

    index: FromClause
    key: ColumnElement[int]
    condition: ColumnElement[bool]
    rank: ColumnElement[Any]
    words: Any
