"""A statement cited: for readers as text or Markdown, for programs as BibTeX or CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Literal
from urllib.parse import quote

from onrecord.model import GAP

if TYPE_CHECKING:
    from onrecord.record import Citation

Format = Literal["text", "markdown", "bibtex", "csl-json"]
MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~])")
ENDS = (".", "!", "?", "…", "”", "’", "»", '"', "'")  # behind which a sentence may begin
# What TeX would obey, and what stands for it.
TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}$&%#_"},
}


def cited(citation: Citation, format: Format) -> str:
    """A citation in one of these forms, without a line end."""
    match format:
        case "text":
            return text(citation)
        case "markdown":
            return markdown(citation)
        case "bibtex":
            return bibtex(citation)
        case "csl-json":
            return json.dumps([csl(citation)], ensure_ascii=False, indent=2)


def write_citations(citations: Iterable[Citation], format: Format, stream: BinaryIO) -> None:
    """Writes citations to a binary stream, one below the other; as CSL-JSON one list of them."""
    if format == "csl-json":
        made = json.dumps([csl(one) for one in citations], ensure_ascii=False, indent=2) + "\n"
        stream.write(made.encode("utf-8", "replace"))
        return
    for number, citation in enumerate(citations):
        between = "\n" if number else ""
        stream.write(f"{between}{cited(citation, format)}\n".encode("utf-8", "replace"))


def text(citation: Citation) -> str:
    """One paragraph, the link below."""
    who = citation.speaker or line(citation.source) or "not named"
    role = f" ({line(citation.roles[0])})" if citation.roles else ""
    where = ", ".join(part for part in described(citation) if part)
    found = address(citation) or line(citation.origin)
    return f"{line(who)}{role}: {ended(words_of(citation))} {where}. {found}\n{citation.link}"


def ended(words: str) -> str:
    """Words after which a new sentence may begin."""
    return words if not words or words.endswith(ENDS) else f"{words}."


def described(citation: Citation) -> Iterator[str | None]:
    """By whom the report is, its title, outlet and date."""
    yield line(", ".join(citation.byline)) or None
    yield f"“{line(citation.title)}”" if citation.title else None
    yield citation.outlet and line(citation.outlet)
    said = f"said {citation.said_on}" if citation.said_on else None
    yield citation.published and f"{citation.published}"
    yield said if citation.said_on != citation.published else None


def words_of(citation: Citation) -> str:
    """The words, in the marks that they have in the report."""
    return GAP.join(line(part) for part in citation.words)


def line(words: str | None) -> str:
    """Words in one line."""
    return " ".join((words or "").split())


def address(citation: Citation) -> str:
    """The address of the report, with nothing in it that ends a field or a link."""
    return quote(citation.address or "", safe="%/:?#@!$&'()*+,;=~")


def markdown(citation: Citation) -> str:
    """The words as a block quotation, where they stand below."""
    who = citation.speaker or line(citation.source) or "not named"
    where = ", ".join(escaped(part) for part in described(citation) if part)
    found = f" <{address(citation)}>" if citation.address else ""
    return (
        f"> {escaped(words_of(citation))}\n>\n"
        f"> — {escaped(line(who))}, {where}{found} ([proof]({citation.link}))"
    )


def escaped(words: str) -> str:
    """Words that Markdown shows as they are."""
    return MARKDOWN.sub(r"\\\1", words)


def bibtex(citation: Citation) -> str:
    """An entry for the report; the words stand in its note."""
    fields = {
        "author": " and ".join(f"{{{tex(line(name))}}}" for name in citation.byline),
        "title": tex(line(citation.title)),
        "journal": tex(line(citation.outlet)),
        "date": citation.published or "",
        "url": address(citation),  # BibTeX takes it as it is
        "urldate": citation.added_on if citation.address else "",
        "note": tex(f"{citation.speaker or line(citation.source)}: {words_of(citation)}"),
        "annote": tex(citation.link),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@article{{onrecord-{citation.statement},\n" + ",\n".join(lines) + "\n}"


def tex(words: str) -> str:
    """Words that TeX prints as they are."""
    return "".join(TEX.get(character, character) for character in words)


def csl(citation: Citation) -> dict[str, Any]:
    """An item of CSL-JSON, as Zotero and pandoc read it."""
    known = {
        "id": f"onrecord-{citation.statement}",
        "type": "article-newspaper",
        "title": citation.title,
        "container-title": citation.outlet,
        "author": [{"literal": name} for name in citation.byline],
        "issued": csl_date(citation.published),
        "accessed": csl_date(citation.added_on) if citation.address else None,
        "language": citation.language,
        "URL": address(citation),
        "note": f"{citation.speaker or line(citation.source)}: {words_of(citation)}",
        "annote": citation.link,
    }
    return {name: value for name, value in known.items() if value}


def csl_date(date: str | None) -> dict[str, list[list[int]]] | None:
    """A date as CSL has it."""
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None
