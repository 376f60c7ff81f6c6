"""Files, folders of files, standard input: the bytes of each, bounded."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from onrecord.document import PassedOver
from onrecord.model import ReadError

PLAIN = frozenset({".txt", ".text"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
MARKDOWN = frozenset({".md", ".markdown"})
MAIL = frozenset({".eml", ".mht", ".mhtml"})
WRITTEN = frozenset({".docx", ".odt", ".rtf", ".pdf"})
REPORT_SUFFIXES = PLAIN | PAGES | MARKDOWN | MAIL | WRITTEN
# Of these there may be many reports in one; in a folder a ZIP alone is opened without being asked.
ZIP = ".zip"
TABLES = frozenset({".csv", ".tsv", ".jsonl", ".ndjson", ".parquet"})
ARCHIVES = frozenset({".warc", ".arc", ".wacz"})
REPORT_FILES = ".txt, .html, .md, .eml, .mhtml, .docx, .odt, .rtf, .pdf or .zip"
MAX_BYTES = 20_000_000
STANDARD_INPUT = "-"
HANDED_OVER = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")  # <(…) of a shell


@dataclass(frozen=True, slots=True)
class File:
    """A file, or ``-`` for standard input.

    ``origin`` is the path as the user gave it, normalised and printable; ``path`` is the
    file system's name for it where that differs.  ``outside``: a link in a folder that
    leads out of it, and is passed over.
    """

    origin: str
    path: str | None = None
    outside: bool = False

    @classmethod
    def at(cls, path: str) -> File:
        """The file at a path as the file system names it."""
        normal = os.path.normpath(path) if path else path
        if normal == STANDARD_INPUT != path:  # "./-" is a file
            normal = path
        origin = os.fsencode(normal).decode("utf-8", "replace")
        return cls(origin, path if path != origin else None)

    def data(self) -> bytes:
        """The file's bytes, at most ``MAX_BYTES``; ReadError if there are none to be had."""
        if self.origin == STANDARD_INPUT:
            return bounded(standard_input())
        with self.opened() as file:
            return bounded(file)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The file, open for reading and seekable; ReadError if it cannot be opened or read."""
        if self.origin == STANDARD_INPUT:
            yield io.BytesIO(bounded(standard_input()))
            return
        if not self.origin:
            raise ReadError("the path is empty; give a file or a folder")
        if self.outside:
            raise ReadError("this link leads out of the folder; name the file itself to read it")
        try:
            with opened(self.path or self.origin) as file:
                yield file
        except FileNotFoundError:
            raise ReadError("there is no such file or folder; check the path") from None
        except IsADirectoryError:
            raise ReadError(f"no reports in this folder; it needs {REPORT_FILES} files") from None
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise ReadError(f"it cannot be opened ({why}); check the path") from None


def reports_in(folder: str) -> Iterator[File | PassedOver]:
    """The reports in a folder and the folders in it, sorted by name; the folder if it has none.

    Only files named like reports count, and hidden ones do not; links are followed to files
    within the folder only.
    """
    empty = True
    closed: list[str] = []
    for parent, folders, names in os.walk(folder, onerror=lambda e: closed.append(e.filename)):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith(".") or not (path.is_file() or path.is_symlink()):
                continue
            file = File.at(str(path))
            if reason := no_report(name):
                yield PassedOver(file.origin, reason)
            else:
                empty = False
                yield replace(file, outside=leads_out(path, folder))
    yield from map(File.at, closed)
    if empty and not closed:
        yield File.at(folder)


def no_report(name: str) -> str | None:
    """Why a file met in a folder is passed over, by its name; None if it may hold reports."""
    suffix = Path(name).suffix.lower()
    if suffix in REPORT_SUFFIXES or suffix == ZIP:
        return None
    if kind := kind_by_name(name):
        return f"{'an' if kind == 'archive' else 'a'} {kind}; give it by itself to read it"
    return f"no reports are read from {suffix} files" if suffix else "its name has no ending"


def kind_by_name(name: str) -> str | None:
    """table or "archive" for files that are read piece by piece, None for all others."""
    path = Path(name.lower())
    suffixes = path.suffixes[-2:]
    if path.suffix in TABLES:
        return "table"
    if path.suffix in ARCHIVES or suffixes in ([".warc", ".gz"], [".arc", ".gz"]):
        return "archive"
    return None


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


def standard_input() -> BinaryIO:
    """What standard input holds; ReadError where whoever called has closed it."""
    if sys.stdin is None or sys.stdin.closed:
        raise ReadError("standard input is closed; give a file or a folder")
    return sys.stdin.buffer


def bounded(file: BinaryIO) -> bytes:
    """All of the file's bytes; ReadError if there are more than ``MAX_BYTES``."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ReadError(
            f"it is larger than {MAX_BYTES // 1_000_000} MB; split it into one file per report"
        )
    return data
