"""Where reports come from: files, folders of files, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.model import ReadError

REPORT_SUFFIXES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})
REPORT_FILES = ", ".join(sorted(REPORT_SUFFIXES))
MAX_BYTES = 20_000_000
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One place that a report comes from: a path, or ``-`` for standard input.

    ``origin`` is the path as the user gave it, normalised and printable; ``path`` is the
    file system's name for it where that differs.
    """

    origin: str
    path: str | None = None

    @classmethod
    def at(cls, path: str) -> Source:
        """The source at a path as the file system names it."""
        normal = os.path.normpath(path) if path else path
        if normal == STANDARD_INPUT != path:  # "./-" is a file
            normal = path
        origin = os.fsencode(normal).decode("utf-8", "replace")
        return cls(origin, path if path != origin else None)

    def data(self) -> bytes:
        """The report's bytes, at most ``MAX_BYTES``; ReadError if there are none to be had."""
        if self.origin == STANDARD_INPUT:
            return bounded(sys.stdin.buffer)
        if not self.origin:
            raise ReadError("the path is empty; give a file or a folder")
        try:
            with Path(self.path or self.origin).open("rb") as file:
                return bounded(file)
        except FileNotFoundError:
            raise ReadError("there is no such file or folder; check the path") from None
        except IsADirectoryError:
            raise ReadError(f"no reports in this folder; it needs {REPORT_FILES} files") from None
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise ReadError(f"it cannot be opened ({why}); check the path") from None


def find(paths: Iterable[str | Path]) -> Iterator[Source]:
    """The reports at the given paths, in order: files as given, folders searched recursively.

    In folders only files named like reports count and hidden ones do not; links to
    folders are not followed.  ``-`` is standard input.  A path that cannot be read, or a
    folder without reports, is a ``Source`` too: its ``data()`` says what is wrong.
    """
    for path in map(str, paths):
        if path != STANDARD_INPUT and os.path.isdir(path):  # noqa: PTH112 (odd paths are False)
            yield from reports_in(path)
        else:
            yield Source.at(path)


def reports_in(folder: str) -> Iterator[Source]:
    """The reports in a folder and the folders in it, sorted by name; the folder if it has none."""
    empty = True
    closed: list[str] = []
    for parent, folders, names in os.walk(folder, onerror=lambda e: closed.append(e.filename)):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if is_report(path):
                empty = False
                yield Source.at(str(path))
    yield from map(Source.at, closed)
    if empty and not closed:
        yield Source.at(folder)


def is_report(path: Path) -> bool:
    """Whether a file in a folder is named like a report; pipes and sockets are none."""
    named = path.suffix.lower() in REPORT_SUFFIXES and not path.name.startswith(".")
    return named and (path.is_file() or path.is_symlink())


def bounded(file: BinaryIO) -> bytes:
    """All of the file's bytes; ReadError if there are more than ``MAX_BYTES``."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ReadError(
            f"it is larger than {MAX_BYTES // 1_000_000} MB; split it into one file per report"
        )
    return data
