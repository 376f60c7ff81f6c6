"""Versions of the stages: a name for people, and digits that tell whether anything has changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

COUNTED = (".py", ".json", ".toml")
DIGITS = 8


def version(name: str, room: str, model: Traversable | None = None) -> str:
    """``name`` with digits that change with the room, a package, and all that it rests on.

    It rests on what it imports of the house, and on a model, of whose weights the settings
    tell the hash.
    """
    digest = hashlib.sha256()
    for file in [*rests_on(room), *(data(model) if model is not None else ())]:
        digest.update(file.name.encode() + b"\0" + content(file))
    return f"{name}+{digest.hexdigest()[:DIGITS]}"


def rests_on(room: str) -> list[Traversable]:
    """The files of a room, and of whatever in its house they import, always in the same order."""
    house, _, name = room.partition(".")
    imports = re.compile(rf"^\s*(?:from|import) {house}(?:\.| import )(\w+)".encode(), re.MULTILINE)
    found: dict[str, list[Traversable]] = {}
    wanted = {name}
    while wanted:
        for name in sorted(wanted):
            found[name] = list(code(files(house), name))
        used = (imports.findall(content(file)) for name in wanted for file in found[name])
        wanted = {name.decode() for names in used for name in names} - found.keys()
    return [file for name in sorted(found) for file in found[name]]


def code(folder: Traversable, name: str) -> Iterator[Traversable]:
    """The modules and data of a package in a folder, or the one module of that name."""
    if (folder / f"{name}.py").is_file():
        yield folder / f"{name}.py"
    if not (folder / name / "__init__.py").is_file():
        return
    yield from data(folder / name)
    for inner in sorted((folder / name).iterdir(), key=lambda file: file.name):
        if inner.is_dir():
            yield from code(folder / name, inner.name)


def data(folder: Traversable) -> list[Traversable]:
    """The files of one folder that decide what a stage finds."""
    found = [file for file in folder.iterdir() if file.name.endswith(COUNTED)]
    return sorted(found, key=lambda file: file.name)


def content(file: Traversable) -> bytes:
    """What a file says; a checkout on Windows may have other line ends than the wheel."""
    return file.read_bytes().replace(b"\r\n", b"\n")
