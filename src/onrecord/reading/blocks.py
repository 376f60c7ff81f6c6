"""What each paragraph of a report is: story, or what stands around the story.

Some paragraphs show what they are by themselves ("Photo: …", "Follow us on …").  The
others go by where they stand: before the story, in it or after it, where the story runs
from the first paragraph that reads like prose to the last.  In doubt a paragraph is story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from onrecord.model import BlockKind
from onrecord.reading.boilerplate import (
    DATE_LINE,
    GLUED_SECTION,
    OCCUPATION,
    OUTLET,
    PHOTO_CREDIT,
    POSTED_BY,
    WHOLE_LINES,
)
from onrecord.reading.bylines import bare_name, is_capitalised, signed
from onrecord.reading.datelines import ALONE, dateline_before
from onrecord.reading.headers import header
from onrecord.reading.language import READ, is_foreign
from onrecord.reading.listings import without_listings

# What is longer is story, whatever it begins with.
LONGEST_PHRASE = 600
MOST_WORDS_OF_ODD_LINE = 20
MOST_ODD_LINES = 200
MOST_WORDS_OF_HEADING = 16
MOST_WORDS_OF_CHROME = 7
MOST_WORDS_OF_PLACE = 5
FEWEST_WORDS_OF_PROSE = 3
# A paragraph of so many words is prose even without a full stop.
WORDS_OF_PROSE = 17
QUOTATION_MARKS = tuple("\"'“”‘’„«»‹›「『`")
ENDS_SENTENCE = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
DISTINCTLY_ENGLISH = re.compile(
    r"\b(?:the|and|of|to|said|says|that|with|for|from|she|they|is|are|it|by)\b", re.IGNORECASE
)
REPORTING = re.compile(
    r"\b(?:said|told|added|asked|warned|promised|showed|found|revealed|denied)\b"
)
BEEN_THERE = re.compile(r"\b(?:in|at|from|to|near)((?: [A-Z][\w'’.-]*){1,4})")
SMALL_WORD = re.compile(r"\b[a-z]+\b")


class Labelled(NamedTuple):
    """A stretch of a report and what it is; ``text`` is the stretch itself."""

    start: int
    end: int
    text: str
    kind: BlockKind


def label(text: str, paragraphs: list[tuple[int, int]], language: str | None) -> list[Labelled]:
    """Every paragraph with its kind, in order; what stands before a story's first words apart."""
    lines = [text[start:end] for start, end in paragraphs]
    kinds = Layout(lines, language).kinds()
    labelled: list[Labelled] = []
    begun = False
    for (start, end), line, kind in zip(paragraphs, lines, kinds, strict=True):
        if kind == "body" and (opening := opening_of(line, text, begins_story=not begun)):
            length, what = opening
            labelled.append(Labelled(start, start + length, line[:length], what))
            start += length
        labelled.append(Labelled(start, end, text[start:end], kind))
        begun = begun or kind == "body"
    return labelled


def opening_of(line: str, text: str, *, begins_story: bool) -> tuple[int, BlockKind] | None:
    """How much of a paragraph stands before its first sentence, and what that is."""
    section = GLUED_SECTION.match(line) if begins_story else None
    if section and text.count(section["last"] + section["first"]) == 1:  # twice it is a name
        return section.end("label"), "chrome"
    dateline = dateline_before(line, begins_story=begins_story)
    return (dateline.end(), "dateline") if dateline else None


class Layout:
    """The paragraphs of one report, seen together."""

    def __init__(self, lines: list[str], language: str | None) -> None:
        self.lines = lines
        # Odd lines show in English only; so many are looked at, as the look is slow.
        self.odd_lines_left = MOST_ODD_LINES if language == READ else 0
        # A word that the report also writes small is not part of a name.
        self.small_words = {word for line in lines for word in SMALL_WORD.findall(line)}

    def kinds(self) -> list[BlockKind]:
        """What each paragraph is."""
        known = [self.by_itself(line) for line in self.lines]
        for i, what in self.headers():
            known[i] = what
        if prose := self.prose(known):
            known = without_listings(self.lines, known, prose[0])
            prose = self.prose(known)
        elif None in known:  # no line reads like a story, so the longest will be it
            undecided = [i for i, kind in enumerate(known) if kind is None]
            prose = [max(undecided, key=lambda i: len(self.lines[i]))]
            known[prose[0]] = "body"
        first, last = (prose[0], prose[-1]) if prose else (len(known), len(known))
        kinds: list[BlockKind] = []
        for i, (kind, line) in enumerate(zip(known, self.lines, strict=True)):
            before = kinds[-1] if kinds else None
            if kind is None and i < first:
                kind = self.before_story(line, before)
            elif kind is None and i > last:
                kind = self.after_story(line, before)
            elif kind is None:
                kind = "heading" if is_heading(line) else "body"
            kinds.append(kind)
        return kinds

    def headers(self) -> Iterator[tuple[int, BlockKind]]:
        """The lines above the story that tell its day beside its outlet and who wrote it."""
        for i, line in enumerate(self.lines):
            if found := header(line):
                yield i, "byline" if found.signed else "dateline"
            elif is_prose(line):
                return

    def prose(self, known: list[BlockKind | None]) -> list[int]:
        """Which paragraphs are plainly story."""
        return [
            i
            for i, (kind, line) in enumerate(zip(known, self.lines, strict=True))
            if kind == "body" or (kind is None and is_prose(line))
        ]

    def by_itself(self, line: str) -> BlockKind | None:
        """What a paragraph is wherever it stands; None if that depends on its place."""
        if len(line) > LONGEST_PHRASE:
            return "body"
        if POSTED_BY.fullmatch(line):
            return "body"
        if PHOTO_CREDIT.fullmatch(line) and not reports_speech(line):
            return "caption"
        if line.startswith(QUOTATION_MARKS):
            return None
        if not reports_speech(line):
            for kind, pattern in WHOLE_LINES:
                if pattern.fullmatch(line):
                    return kind
        if is_dateline(line):
            return "dateline"
        if signed(line):
            return "byline"
        return "caption" if self.is_odd(line) else None

    def before_story(self, line: str, before: BlockKind | None) -> BlockKind:
        """What a line above the story is: its headings, then who wrote it, where and when."""
        if before == "byline" and self.is_place(line):
            return "dateline"
        if before is not None and self.is_byline(line):
            return "byline"
        return "heading"

    def after_story(self, line: str, before: BlockKind | None) -> BlockKind:
        """What a line below the story is: who wrote it and where, then the site's own words."""
        if before == "byline" and self.is_place(line):
            return "dateline"
        if self.is_byline(line):
            return "byline"
        if ENDS_SENTENCE.search(line) or line.startswith(QUOTATION_MARKS):
            return "body"
        return "chrome" if len(line.split()) <= MOST_WORDS_OF_CHROME else "heading"

    def is_odd(self, line: str) -> bool:
        """Whether a short line is in another language than the English around it."""
        words = line.split()
        if not 2 <= len(words) <= MOST_WORDS_OF_ODD_LINE or DISTINCTLY_ENGLISH.search(line):
            return False
        if not any(word[0].isalpha() and not word[0].isupper() for word in words):
            return False  # a name may look like any language
        self.odd_lines_left -= 1
        return self.odd_lines_left >= 0 and is_foreign(line)

    def is_byline(self, line: str) -> bool:
        """Whether a line is no more than a name, or what its bearer does."""
        name = bare_name(line)
        if name is None:
            return bool(OCCUPATION.fullmatch(line) or OUTLET.fullmatch(line))
        return not any(word.lower() in self.small_words for word in name.split())

    def is_place(self, line: str) -> bool:
        """Whether a line under a byline names a place: no name, or where the report says it is."""
        place = line.rstrip(".")
        if len(line.split()) > MOST_WORDS_OF_PLACE or not is_capitalised(place):
            return False
        if OUTLET.fullmatch(line):
            return False
        if bare_name(line) is None:
            return True
        return place in self.places

    @cached_property
    def places(self) -> set[str]:
        """Where the report says that people were: "Tel Marsh" of "in Tel Marsh Harbour", too."""
        found = (match.split() for line in self.lines for match in BEEN_THERE.findall(line))
        return {" ".join(words[:n]) for words in found for n in range(1, len(words) + 1)}


def is_prose(line: str) -> bool:
    """Whether a paragraph reads like a part of a story: like sentences."""
    words = line.split()
    if len(words) >= WORDS_OF_PROSE:
        return True
    has_small_word = any(word[0].islower() for word in words)
    return (
        len(words) >= FEWEST_WORDS_OF_PROSE
        and has_small_word
        and ENDS_SENTENCE.search(line) is not None
    )


def is_heading(line: str) -> bool:
    """Whether a line between paragraphs is a heading: short, begun large, not a sentence."""
    return (
        line[0].isupper()
        and len(line.split()) <= MOST_WORDS_OF_HEADING
        and not ENDS_SENTENCE.search(line)
    )


def reports_speech(line: str) -> bool:
    """Whether a line is a sentence of a story, though it may begin like a set phrase."""
    return ENDS_SENTENCE.search(line) is not None and REPORTING.search(line) is not None


def is_dateline(line: str) -> bool:
    """Whether a line says no more than when, or where and when."""
    return bool(DATE_LINE.fullmatch(line) or ALONE.fullmatch(line))
