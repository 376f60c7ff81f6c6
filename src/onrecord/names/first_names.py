"""First names: what people are commonly called."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from onrecord.names.key import name_key


@cache
def first_names() -> dict[str, str]:
    """First names, and the gender that (almost) alone bears each, or "either"."""
    lines = json.loads(files(__package__).joinpath("first_names.json").read_text(encoding="utf-8"))
    return {name: gender for gender, names in lines.items() for name in names.split()}


def is_first_name(word: str) -> bool:
    """Whether people are commonly called so."""
    return name_key(word) in first_names()
