"""Versions of the stages: a name for people, and digits that tell whether anything has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

COUNTED = (".py", ".json")
DIGITS = 8


def version(name: str, *rooms: str, model: Traversable | None = None) -> str:
    """``name`` with digits that are others whenever a file of the rooms or the model is.

    Of a model's weights the settings tell the hash.
    """
    found = [file for room in rooms for file in code(files(room))]
    if model is not None:
        found += data(model)
    digest = hashlib.sha256()
    for file in found:
        # A checkout on Windows may have other line ends than the wheel.
        digest.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n"))
    return f"{name}+{digest.hexdigest()[:DIGITS]}"


def code(room: Traversable) -> Iterator[Traversable]:
    """The modules and data of a room and of the rooms in it, always in the same order."""
    yield from data(room)
    for inner in sorted(room.iterdir(), key=lambda file: file.name):
        if inner.is_dir() and (inner / "__init__.py").is_file():
            yield from code(inner)


def data(folder: Traversable) -> list[Traversable]:
    """The files of one folder that decide what a stage finds."""
    found = [file for file in folder.iterdir() if file.name.endswith(COUNTED)]
    return sorted(found, key=lambda file: file.name)
