"""Which first names tell a gender: ``python -m training.genders NAME_DATA.json``.

Takes the names of ``nomquamgender`` (Van Buskirk, Clauset and Larremore, 2022; MIT licence),
which counts the bearers of each first name in dozens of public sources of the world, and keeps
those that are common, by gender; those of either gender only where they are very common.
Writes ``src/onrecord/names/first_names.json``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

SHIPPED = Path(__file__).parents[1] / "src/onrecord/names/first_names.json"
SOURCES, BEARERS = 8, 300  # a name is kept where it is known at least so well
EXCEPTIONS = 0.08  # it is one gender's if at most this share of its bearers is of the other
MANY_BEARERS = 3_000  # what names of either gender need: many are words or last names, too


def main() -> None:
    """Write the names of each gender in one line."""
    counted = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    genders: dict[str, list[str]] = {"f": [], "m": [], "either": []}
    for name, (sources, bearers, feminine, *_) in sorted(counted.items()):
        if name.isalpha() and sources >= SOURCES and bearers >= BEARERS:
            if feminine >= 1 - EXCEPTIONS:
                genders["f"].append(name)
            elif feminine <= EXCEPTIONS:
                genders["m"].append(name)
            elif bearers >= MANY_BEARERS:
                genders["either"].append(name)
    lines = {gender: " ".join(names) for gender, names in genders.items()}
    SHIPPED.write_text(json.dumps(lines, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
