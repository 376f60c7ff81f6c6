"""The corpus as the tagger is to see it: words with tags, and which spans belong together.

A corpus file holds one article a line, with ``text`` and ``attributions`` (lists of
``source``, ``cue`` and ``content`` offsets), as PolNeAR 1.0 (Newell, Margolin and
Ruths, LREC 2018) does.  Every annotator's version of an article is an example.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.network.tags import INSIDE, ROLES, TAGS
from onrecord.network.words import MARKS, Numbers, Splitter, Words
from onrecord.parsing import story
from onrecord.reading import from_text

NOBODY = -1  # the source of a cue that has none


@dataclass(frozen=True, slots=True)
class Example:
    """One paragraph: ``tags[i]`` belongs to word ``i``.

    A link names the first words of two spans: (content piece, cue) and (cue, source or NOBODY).
    """

    words: Words
    tags: Numbers
    contents: list[tuple[int, int]] = field(default_factory=list)
    cues: list[tuple[int, int]] = field(default_factory=list)


def rows(path: Path) -> list[dict[str, Any]]:
    """The articles of a corpus file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def examples(row: dict[str, Any], splitter: Splitter) -> list[Example]:
    """The paragraphs of one article in which somebody may be quoted, with what is marked there."""
    article = from_text(row["text"], row["id"])
    paragraphs = splitter(list(story(article)))
    return [example(words, row) for words in paragraphs if len(words)]


def example(words: Words, row: dict[str, Any]) -> Example:
    """One paragraph with the tags and links that an article's attributions give it."""
    found = Example(words, np.zeros(len(words), dtype=np.int64))
    for attribution in row["attributions"]:
        firsts = {
            role: [
                first
                for piece in attribution[role]
                for first in mark(found, role, widened(row["text"], role, piece))
            ]
            for role in ROLES
        }
        link(found, **firsts)
    return found


def mark(found: Example, role: str, piece: Sequence[int]) -> Iterator[int]:
    """Tag the words of one piece; its first word, if it has any in this paragraph."""
    start, end = piece
    inside = np.flatnonzero((found.words.starts < end) & (found.words.ends > start))
    begin, within = TAGS.index(f"B-{role}"), INSIDE[role]
    free = inside[found.tags[inside] == 0]  # where spans overlap, the earlier one stays
    if len(free):
        found.tags[free] = within
        found.tags[free[0]] = begin
        yield int(free[0])
    elif len(inside) and found.tags[inside[0]] == begin:
        yield int(inside[0])  # one source of several cues


def widened(text: str, role: str, piece: Sequence[int]) -> Sequence[int]:
    """A content with the quotation marks at its edges, which some annotators left outside."""
    start, end = piece
    if role != "content":
        return piece
    if text[start - 1 : start] in MARKS and text[start - 1 : start]:
        start -= 1
    if text[end : end + 1] in MARKS and text[end : end + 1]:
        end += 1
    return start, end


def link(found: Example, source: list[int], cue: list[int], content: list[int]) -> None:
    """Note which of the spans, named by their first words, belong together."""
    if not cue:
        return
    found.contents.extend((first, cue[0]) for first in content)
    found.cues.append((cue[0], source[0] if source else NOBODY))
