"""Spare memory: what was used while models were loaded, by a long report or a page, given back."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any


def give_back() -> None:
    """Gives memory that nothing is in back to the system, where the C library can (Linux's): also
    what lies between other pieces of the heap, which takes some thousandths of a second.
    """
    trim = trimmer()
    if trim is not None:
        trim(0)


@cache
def trimmer() -> Any:
    """The function of the C library for it, if there is one."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
