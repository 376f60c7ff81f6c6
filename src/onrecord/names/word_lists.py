"""Lists of words, as people can read and mend them: TOML files beside this module."""

from __future__ import annotations

import tomllib
from importlib.resources import files


def word_lists(name: str) -> dict[str, frozenset[str]]:
    """The lists of one file by their names."""
    kept = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return {title: frozenset(words.split()) for title, words in kept.items()}
