"""Where reports come from: files, folders of files, standard input."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from onrecord.model import ReadError

REPORT_SUFFIXES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})
REPORT_FILES = ", ".join(sorted(REPORT_SUFFIXES))
MAX_BYTES = 20_000_000
STANDARD_INPUT = "-"
HANDED_OVER = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")  # <(…) of a shell


@dataclass(frozen=True, slots=True)
class Source:
    """One place that a report comes from: a path, or ``-`` for standard input.

    ``origin`` is the path as the user gave it, normalised and printable; ``path`` is the
    file system's name for it where that differs.  ``outside``: a link in a folder that
    leads out of it, and is passed over.
    """

    origin: str
    path: str | None = None
    outside: bool = False

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
            return from_standard_input()
        if not self.origin:
            raise ReadError("the path is empty; give a file or a folder")
        if self.outside:
            raise ReadError("this link leads out of the folder; name the file itself to read it")
        try:
            with opened(self.path or self.origin) as file:
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

    In folders only files named like reports count and hidden ones do not; links are
    followed to files within the folder only.  ``-`` is standard input.  A path that
    cannot be read, or a folder without reports, is a ``Source`` too: its ``data()`` says
    what is wrong.
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
                yield replace(Source.at(str(path)), outside=leads_out(path, folder))
    yield from map(Source.at, closed)
    if empty and not closed:
        yield Source.at(folder)


def is_report(path: Path) -> bool:
    """Whether a file in a folder is named like a report; pipes and sockets are none."""
    named = path.suffix.lower() in REPORT_SUFFIXES and not path.name.startswith(".")
    return named and (path.is_file() or path.is_symlink())


def leads_out(path: Path, folder: str) -> bool:
    """Whether a path in a folder is a link to something that is not in there."""
    if not path.is_symlink():
        return False
    target, home = os.path.realpath(path), os.path.realpath(folder)
    return os.path.exists(target) and os.path.commonpath([target, home]) != home  # noqa: PTH110


def opened(path: str) -> BinaryIO:
    """A regular file, open, or what the shell hands over in a pipe; ReadError for all else.

    Others may never end, or never begin: pipes that nobody writes to, devices, terminals.
    """
    if path.startswith(HANDED_OVER):
        return Path(path).open("rb")
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    mode = os.fstat(number).st_mode
    if not stat.S_ISREG(mode):
        os.close(number)
        if stat.S_ISDIR(mode):
            raise IsADirectoryError
        raise ReadError("this is a device or a pipe, no file; give it to standard input, as -")
    return os.fdopen(number, "rb")


def from_standard_input() -> bytes:
    """What standard input holds; ReadError where whoever called has closed it."""
    if sys.stdin is None or sys.stdin.closed:
        raise ReadError("standard input is closed; give a file or a folder")
    return bounded(sys.stdin.buffer)


def bounded(file: BinaryIO) -> bytes:
    """All of the file's bytes; ReadError if there are more than ``MAX_BYTES``."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ReadError(
            f"it is larger than {MAX_BYTES // 1_000_000} MB; split it into one file per report"
        )
    return data
