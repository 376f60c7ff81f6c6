"""The rooms of the house: who may import what from whom, as docs/how-it-works.md lists them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src" / "onrecord"
TABLE = re.compile(r"^\| (`\w+(?:/|\.py)`[^|]*) \|", re.MULTILINE)
LISTED = TABLE.findall((ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8"))
ROOMS = [room for cell in LISTED for room in re.findall(r"`(\w+)(?:/|\.py)`", cell)]


def room_of(module: Path) -> str:
    """The folder or the single module of the package that a module belongs to."""
    return module.relative_to(HOUSE).parts[0].removesuffix(".py")


def imports(module: Path) -> Iterator[tuple[str, str, bool]]:
    """What a module imports of other rooms: the room, the name in it, whether for types alone."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    checks = (node for node in ast.walk(tree) if isinstance(node, ast.If))
    typing = {n for c in checks if ast.unparse(c.test) == "TYPE_CHECKING" for n in ast.walk(c)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "onrecord":
            for name in node.names:
                _, first, *rest = f"{node.module}.{name.name}".split(".")
                room = first if first in ROOMS else "__init__"
                if room != room_of(module):
                    yield room, rest[0] if rest else "", node in typing


@pytest.mark.parametrize(
    "module", sorted(HOUSE.rglob("*.py")), ids=lambda m: str(m.relative_to(HOUSE))
)
def test_a_room_imports_only_what_the_rooms_above_it_give(module: Path) -> None:
    here = ROOMS.index(room_of(module))
    for room, name, for_types in imports(module):
        assert ROOMS.index(room) < here or for_types, f"{room} is not above {ROOMS[here]}"
        if name and (HOUSE / room).is_dir():
            given = import_module(f"onrecord.{room}").__all__
            assert name in given, f"{room} does not give {name}"
