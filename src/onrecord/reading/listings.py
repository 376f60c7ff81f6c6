"""What stands under labels such as "Most read" and "Comments": not the story, but the site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import BlockKind
from onrecord.reading.boilerplate import COMMENTS, LISTING

NUMBERED = re.compile(r"\W*\d{1,2}(?:[.):]?\s.*|\W*)", re.DOTALL)
# A headline may end in a question mark; what ends like this is the story again.
ENDS_STATEMENT = re.compile(r"[.…:;,][\"'”’»)\]]*$")
# As many words are story even without a full stop.
WORDS_OF_STORY = 17


def without_listings(
    lines: Sequence[str], kinds: Sequence[BlockKind | None], begun: int
) -> list[BlockKind | None]:
    """The kinds of the lines, with "chrome" for other stories' headlines and for comments.

    ``begun`` is where the story begins: above it, such labels are sections of the site.
    """
    found = list(kinds)
    listing = False
    for i in range(begun, len(lines)):
        if COMMENTS.fullmatch(lines[i]):
            found[i:] = ["chrome"] * (len(lines) - i)
            break
        if LISTING.fullmatch(lines[i]):
            listing = True
            found[i] = "chrome"
        elif listing and found[i] in (None, "body"):
            listing = is_headline(lines[i])
            found[i] = "chrome" if listing else found[i]
    return found


def is_headline(line: str) -> bool:
    """Whether a line in a list of stories names another one."""
    few = len(line.split()) < WORDS_OF_STORY
    return few and bool(NUMBERED.match(line) or not ENDS_STATEMENT.search(line))
