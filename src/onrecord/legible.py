"""A text as it is read: without characters that show nothing, each accent on its letter.

Reports from the web and from print have soft hyphens, zero-width spaces and accents beside
their letters in the middle of names, marks and dates.  Whatever reads words reads this view
of them; its offsets lead back to the text as it is.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

# Soft hyphen, joiners, zero-width spaces, signs of direction, variants, byte order mark.
HIDDEN = "".join(
    chr(number)
    for first, last in (
        (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200F),
        (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    )
    for number in range(first, last + 1)
)  # fmt: skip
ACCENTS = r"\u0300-\u036f"
ODD = re.compile(f"[{HIDDEN}{ACCENTS}]")
HIDING = re.compile(f"[{HIDDEN}]+")
# UTF-8 that was read as Windows-1252 and saved so: "â€œ" for an opening mark.
TWICE = {
    "â€œ": "“", "â€\x9d": "”", "â€": "”", "â€˜": "‘", "â€™": "’", "â€“": "–", "â€”": "—",
    "â€¦": "…",
}  # fmt: skip
ENCODED_TWICE = re.compile("|".join(sorted(TWICE, key=len, reverse=True)))
# A character with all that stands on it or hides behind it.
CLUSTER = re.compile(
    f"(?:{ENCODED_TWICE.pattern}|[^{HIDDEN}{ACCENTS}])?[{HIDDEN}{ACCENTS}]*", re.DOTALL
)
# One character for another, so that offsets stay: odd spaces and hyphens.
PLAIN = str.maketrans(
    dict.fromkeys(map(chr, (0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)), " ")
    | dict.fromkeys("\u2010\u2011", "-")
)


@dataclass(frozen=True, slots=True)
class Legible:
    """``text`` is the view; ``starts`` and ``ends`` tell where each of its characters starts and
    ends in the text as it is, None where that is the same.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def start(self, at: int) -> int:
        """Where the character at an offset of the view starts in the text as it is."""
        return at if self.starts is None else self.starts[at]

    def end(self, at: int) -> int:
        """Where the character before an offset of the view ends in the text as it is."""
        return at if self.ends is None or at == 0 else self.ends[at - 1]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the view that a stretch of the text as it is shows."""
        if self.starts is None or self.ends is None:
            return start, end
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def is_encoded_twice(text: str) -> bool:
    """Whether a text has marks that were encoded twice, as "â€œ" for an opening mark."""
    return ENCODED_TWICE.search(text) is not None


def legible(text: str) -> Legible:
    """The view of a text."""
    if ODD.search(text) is None and not is_encoded_twice(text):
        return Legible(text.translate(PLAIN))
    shown, starts, ends = [], [], []
    for cluster in CLUSTER.finditer(text):
        shows = HIDING.sub("", cluster.group())
        seen = TWICE.get(shows) or unicodedata.normalize("NFC", shows)
        hidden = HIDING.search(text, cluster.start(), cluster.end())
        trails = hidden is not None and hidden.end() == cluster.end()
        shown.append(seen)
        starts += [cluster.start()] * len(seen)
        ends += [hidden.start() if hidden and trails else cluster.end()] * len(seen)
    return Legible("".join(shown).translate(PLAIN), (*starts, len(text)), ends)
