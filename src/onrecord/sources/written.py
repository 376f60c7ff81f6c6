"""The text of what word processors write: Word, OpenDocument, RTF, Markdown."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from onrecord.document import Document
from onrecord.model import ReadError
from onrecord.sources.libraries import SAVE_AS_TEXT, library_for

MAX_UNPACKED = 100_000_000  # bytes, of all that is packed in one document
BESIDE_STORY = "text:note office:annotation text:tracked-changes office:forms".split()
# What no library of its kind reads without a call for each: as many as no document nests.
MAX_NESTING = 200
TAKEN_OUT = re.compile(r"\\deleted(?![a-z0-9])")  # in RTF: what a tracked change took out
FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n.*?^\1[ \t]*\n", re.MULTILINE | re.DOTALL)


def docx(data: bytes, origin: str) -> Iterator[Document]:
    """The text of a Word document, a paragraph a line."""
    with library_for("a Word document"):
        import mammoth  # type: ignore[import-untyped]

        refuse_bombs(data)
        yield written(mammoth.extract_raw_text(io.BytesIO(data)).value, origin)


def odt(data: bytes, origin: str) -> Iterator[Document]:
    """The text of an OpenDocument text without notes, comments and what was taken out of it."""
    with library_for("an OpenDocument text"):
        import odfdo

        refuse_bombs(data)
        body = odfdo.Document(io.BytesIO(data)).body
        beside = " or ".join(f"ancestor::{name}" for name in BESIDE_STORY)
        paragraphs = body.get_elements(f"(//text:p | //text:h)[not({beside})]")
        yield written("\n\n".join(words_of(paragraph) for paragraph in paragraphs), origin)


def words_of(element: Any) -> str:
    """The text of an element of OpenDocument, without the notes in it."""
    words = [element.text if element.children or element.text else element.inner_text]
    for child in element.children:
        if child.tag not in (*BESIDE_STORY, "text:p", "text:h", "draw:frame"):
            words.append(spaces_of(child) or words_of(child))
        words.append(child.tail or "")
    return "".join(words)


def spaces_of(element: Any) -> str:
    """The white space that an element of OpenDocument stands for; "" if it is none."""
    if element.tag == "text:s":
        return " " * min(int(element.get_attribute("text:c") or 1), 100)
    return {"text:tab": "\t", "text:line-break": "\n"}.get(element.tag, "")


def rtf(data: bytes, origin: str) -> Iterator[Document]:
    """The text of an RTF document."""
    with library_for("an RTF document"):
        from striprtf.striprtf import rtf_to_text

        kept = TAKEN_OUT.sub(r"\\*\g<0>", data.decode("latin-1"))
        text = rtf_to_text(kept, errors="replace")  # type: ignore[no-untyped-call]
        yield written(text, origin)


def markdown(data: bytes, origin: str) -> Iterator[Document]:
    """The text of a Markdown document as a reader sees it, a paragraph a line."""
    with library_for("Markdown"):
        from markdown_it import MarkdownIt

        source = FRONT_MATTER.sub("", data.decode("utf-8-sig"), count=1)
        tokens = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).parse(source)
        shown = (token for token in tokens if token.type in ("inline", "fence", "code_block"))
        yield written("\n\n".join(map(shown_by, shown)) + "\n", origin)


def shown_by(token: Any) -> str:
    """What a reader sees of a paragraph in Markdown, without its line ends."""
    if token.type != "inline":
        return str(token.content).rstrip("\n")
    pieces = {"softbreak": " ", "hardbreak": "\n", "html_inline": "", "image": ""}
    return "".join(pieces.get(child.type, child.content) for child in token.children or ())


def written(text: str, origin: str) -> Document:
    """The document of a text that was taken out of a file; ReadError if there is none."""
    if not text.strip():
        raise ReadError(f"there is no text in it; {SAVE_AS_TEXT}")
    return Document(text, origin, kind="text")


def refuse_bombs(data: bytes) -> None:
    """ReadError for a packed document that is small outside and huge inside."""
    with ZipFile(io.BytesIO(data)) as packed:
        if sum(member.file_size for member in packed.infolist()) > MAX_UNPACKED:
            raise ReadError(
                f"it unpacks to more than {MAX_UNPACKED // 1_000_000} MB; {SAVE_AS_TEXT}"
            )
