"""The lists of words that are data."""

import tomllib
from importlib.resources import files

import pytest

from onrecord import names
from onrecord.names.forms import SHORTENED
from onrecord.names.kinds import DOCUMENTS, PIECES
from onrecord.names.word_lists import word_lists

LISTS = sorted(f.name.removesuffix(".toml") for f in files(names).iterdir() if ".toml" in f.name)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_each_word_once_in_small_letters(name: str) -> None:
    kept = tomllib.loads(files(names).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    lists = word_lists(name)
    assert kept.keys() == lists.keys()
    for title, words in kept.items():
        assert len(words.split()) == len(lists[title]) > 0
        assert words == words.lower()


def test_they_are_what_they_are_called() -> None:
    assert {"letter", "op-ed"} <= DOCUMENTS
    assert PIECES <= DOCUMENTS
    assert SHORTENED["gov"] == "governor"
