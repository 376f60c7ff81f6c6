"""What a person types to search, understood: words, phrases, and what is said of them.

All words must occur.  ``OR`` lets either side do, ``-word`` and ``NOT word`` leave out what has
it, brackets hold together, ``"words in quotation marks"`` stand next to each other as they are,
``word*`` is any word that starts so.  Nothing is misread: what cannot be done is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.legible import legible
from onrecord.record.errors import RecordError

MOST = 50  # words and phrases in one search
LONGEST = 4_000  # characters of one

# A phrase in quotation marks (an unclosed one runs to the end), a bracket, or a word.
TOKEN = re.compile(r'(-?)["“”„«»]([^"“”„«»]*)["“”„«»]?|([()])|([^\s"“”„«»()]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several that stand next to each other; ``exact`` as they are written, else in
    all their forms; ``starts`` means any word that starts so.
    """

    words: str
    exact: bool = False
    starts: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """What must all occur, and what must not."""

    parts: tuple[Query, ...]
    without: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """What need not occur if another does."""

    parts: tuple[Query, ...]


Query = Term | All | Either


def query_of(typed: str, *, exact: bool = False) -> Query | None:
    """What was typed, as a query; None where there is no word in it, ``RecordError`` where it
    asks for what a search cannot do.
    """
    if len(typed) > LONGEST:
        raise RecordError(f"that are {len(typed):,} characters; a search takes {LONGEST:,}")
    typed = legible(typed.replace("\0", " ").encode("utf-8", "replace").decode()).text
    reader = Reader(TOKEN.findall(typed), exact)
    found = reader.either()
    while not reader.at_end():  # behind a bracket that nothing opened
        reader.position += 1
        more = reader.either()
        found = All(tuple(part for part in (found, more) if part is not None)) if more else found
    if reader.terms > MOST:
        raise RecordError(f"that are {reader.terms:,} words; a search takes {MOST}")
    return found


class Reader:
    """Goes once through the tokens of a search."""

    def __init__(self, tokens: list[tuple[str, str, str, str]], exact: bool) -> None:
        self.tokens = tokens
        self.exact = exact
        self.position = 0
        self.terms = 0
        self.depth = 0

    def at_end(self) -> bool:
        return self.position >= len(self.tokens)

    def ahead(self) -> str:
        """The bracket or the word that comes next; nothing before a phrase and at the end."""
        return "" if self.at_end() else "".join(self.tokens[self.position][2:])

    def either(self) -> Query | None:
        """What stands between brackets: sides of ``OR``."""
        sides = [self.together()]
        while self.ahead() == "OR":
            self.position += 1
            sides.append(self.together())
        known = tuple(side for side in sides if side is not None)
        return Either(known) if len(known) > 1 else known[0] if known else None

    def together(self) -> Query | None:
        """One side of an ``OR``."""
        parts: list[Query] = []
        without: list[Query] = []
        while not self.at_end() and self.ahead() not in ("OR", ")"):
            leave_out = self.ahead() == "NOT" or self.is_minus()
            if self.ahead() in ("AND", "NOT"):
                self.position += 1
                if self.at_end():
                    break
            part = self.part()
            if part is not None:
                (without if leave_out else parts).append(part)
        if without and not parts:
            raise RecordError("say what to look for, not only what to leave out")
        return All(tuple(parts), tuple(without)) if len(parts) > 1 or without else (*parts, None)[0]

    def is_minus(self) -> bool:
        """Whether what comes next is to be left out: ``-word``, ``-"some words"``."""
        minus, phrase, _, word = self.tokens[self.position]
        return (bool(minus) and bool(phrase)) or re.match(r"-[^\W\d]", word) is not None

    def part(self) -> Query | None:
        """A word, a phrase, or what stands in brackets."""
        _, phrase, bracket, word = self.tokens[self.position]
        self.position += 1
        if bracket == "(":
            self.depth += 1
            if self.depth > MOST:
                raise RecordError(f"brackets in brackets in brackets; a search takes {MOST}")
            inside = self.either()
            self.depth -= 1
            self.position += self.ahead() == ")"
            return inside
        if re.match(r"NEAR(/|$)", word):
            raise RecordError(
                "NEAR: not known here; put words that stand next to each other in quotation marks, "
                "or write near in small letters to look for the word"
            )
        written = phrase or word.removeprefix("-")
        if not any(map(str.isalnum, written)):
            return None
        self.terms += 1
        starts = not phrase and re.search(r"\w\*$", word) is not None
        return Term(written, exact=self.exact or bool(phrase), starts=starts)
