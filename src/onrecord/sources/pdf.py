"""The text of a PDF, page by page."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from onrecord.document import Document
from onrecord.model import Part, ReadError
from onrecord.sources.libraries import library_for

MAX_PAGES = 500
MAX_CHARACTERS = 200_000  # as many as a report may have
BETWEEN_PARAGRAPHS = 1.35  # times the usual distance of two lines
SHORT_LINE = 0.8  # of a full one: from here on a line that ends a sentence ends a paragraph
ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’»)\]]*$")
HYPHEN = re.compile(r"(?<=[a-z])-$")
SOFT_HYPHEN = "\u00ad"
SCANNED = (
    "this PDF holds pictures of pages, no text; put it through a program that recognizes text "
    "(OCR) first"
)

Line = tuple[str, float]  # its text, and how high on the page it stands


def pdf(data: bytes, origin: str) -> Iterator[Document]:
    """The text of a PDF, its lines put together to paragraphs, and which page has what."""
    with library_for("a PDF"):
        import pypdf

        # What it tells of a damaged file goes to whoever asks for logs, not onto the screen.
        logging.getLogger("pypdf").addHandler(logging.NullHandler())
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("this PDF is locked by a password; save it without one")
        text, parts = "", []
        for number, page in enumerate(reader.pages, start=1):
            if number > MAX_PAGES or len(text) > MAX_CHARACTERS:
                raise ReadError("this PDF is longer than any report; split it into its reports")
            story = "\n\n".join(paragraphs(list(lines_of(page))))
            if story:
                text += between_pages(text, story)
                parts.append(Part(len(text), len(text) + len(story), f"page {number}"))
                text += story
        if not text.strip():
            raise ReadError(SCANNED)
        yield Document(text + "\n", origin, kind="text", parts=tuple(parts))


def between_pages(text: str, story: str) -> str:
    """What stands between two pages: a sentence may run on from one to the other."""
    if not text:
        return ""
    return " " if story[0].islower() and not ENDS_SENTENCE.search(text) else "\n\n"


def lines_of(page: Any) -> Iterator[Line]:
    """The lines of a page in the order in which they were written."""
    pieces: list[tuple[str, float]] = []

    def seen(text: str, matrix: Sequence[float], at: Sequence[float], *_: object) -> None:
        pieces.append((text, at[5] * matrix[3] + matrix[5]))

    page.extract_text(visitor_text=seen)
    line, height = "", 0.0
    for text, place in pieces:
        for number, piece in enumerate(text.split("\n")):
            if number and line.strip():
                yield line.strip(), height
                line = ""
            if piece.strip():
                line, height = line + piece, height if line.strip() else place
            elif line:
                line += piece
    if line.strip():
        yield line.strip(), height


def paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """Lines put together: a new paragraph begins behind a gap, or behind a line that ends both
    a sentence and early.
    """
    usual = between_lines([height for _, height in lines])
    full = max((len(text) for text, _ in lines), default=0)
    together = ""
    for number, (text, height) in enumerate(lines):
        if number and begins(lines[number - 1], height, usual, full):
            yield together
            together = ""
        together = joined(together, text)
    if together:
        yield together


def between_lines(heights: Sequence[float]) -> float:
    """How far apart the lines of a paragraph stand: most distances of a page may be longer."""
    distances = sorted(above - below for above, below in pairwise(heights) if above > below)
    return distances[len(distances) // 4] if distances else 0.0


def begins(before: Line, height: float, usual: float, full: int) -> bool:
    """Whether a paragraph begins at this height, behind the line before."""
    text, above = before
    early = len(text) < SHORT_LINE * full and ENDS_SENTENCE.search(text) is not None
    return early or abs(above - height) > BETWEEN_PARAGRAPHS * usual


def joined(together: str, line: str) -> str:
    """A paragraph with its next line; the hyphen of a word that was cut is a soft one then, which
    is shown nowhere.
    """
    if HYPHEN.search(together) and line[:1].islower():
        return f"{together[:-1]}{SOFT_HYPHEN}{line}"
    return f"{together} {line}" if together else line
