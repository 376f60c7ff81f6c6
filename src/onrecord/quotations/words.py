"""Words as they are compared: without marks, white space, case and what shows nothing.

Two texts have the same words when nothing but these differs.  What changes the meaning is a
word: figures with their decimals, the sign of a number, currencies, per cent.  An apostrophe
within a word stays ("we're" is not "were").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from onrecord.legible import legible

# Letters with points between them ("U.S."), the sign of a number, a figure, one character of a
# script that has nothing between its words, a word, a sign.
WORD = regex.compile(
    r"(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?:\p{L}(?!\p{L}))?"
    r"|(?<![^\s(])[-–−](?=\d)"
    r"|\d+(?:[.,:]\d+)*"
    r"|[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*"
    r"|[\p{L}\p{M}\p{N}]+(?:['’‘ʼ`´][\p{L}\p{M}\p{N}]+)*"
    r"|[\p{S}%‰]"
)
APOSTROPHE = regex.compile("[’‘ʼ`´]")
THOUSANDS = regex.compile(r",(?=\d{3}(?!\d))")
Stretch = Sequence[int]  # start and end


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text in order, each with its place there: ``text[starts[n]:ends[n]]``.

    ``quoted`` tells of each whether it stands in quotation marks.
    """

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def shown(self, first: int, last: int) -> str:
        """The words from one to another, the last excluded, as the text has them."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


def wording(text: str, quoted: Iterable[Stretch] | None = None) -> Wording:
    """The words of a text; ``quoted`` are its stretches in quotation marks, in order, None if it
    is all in such.
    """
    view = legible(text)
    found = list(WORD.finditer(view.text))
    places = [(view.start(match.start()), view.end(match.end())) for match in found]
    return Wording(
        text=text,
        keys=tuple(key_of(match.group()) for match in found),
        starts=tuple(start for start, _ in places),
        ends=tuple(end for _, end in places),
        quoted=tuple(inside(places, quoted)) if quoted is not None else (True,) * len(found),
    )


def key_of(word: str) -> str:
    """A word as it is compared with others."""
    if word[0].isdigit():
        return str(THOUSANDS.sub("", word))
    if not word.isascii():
        word = APOSTROPHE.sub("'", unicodedata.normalize("NFC", word))
    if len(word) == 1 and word in "–−":
        return "-"
    return word.casefold().replace(".", "")


def inside(places: Iterable[tuple[int, int]], stretches: Iterable[Stretch]) -> Iterator[bool]:
    """Whether each of some places, which stand in order, lies in one of the stretches."""
    remaining = iter(stretches)
    this = next(remaining, None)
    for start, end in places:
        while this is not None and this[1] <= start:
            this = next(remaining, None)
        yield this is not None and this[0] <= start and end <= this[1]
