"""Statements as the network reads them: on one line, without marks, beginning and end if long."""

from __future__ import annotations

import re
import unicodedata

# A statement's words for the network are those of its cue and of its content.  Quotation marks
# tell how it was reported, not what was said; an apostrophe inside a word stays.
MARKS = re.compile(r"[\"“”„«»‘‹›`]|(?<!\w)['’]|['’](?!\w)")
LONGEST = 20_000  # characters looked at, half at either end of a text


def plain(text: str) -> str:
    """A statement's words on one line."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
    whole = text.encode("utf-8", "replace").decode()  # half characters are none
    return " ".join(MARKS.sub(" ", unicodedata.normalize("NFC", whole)).split())


def told(cue: str, content: str) -> str:
    """A statement as one text: the words that introduce it, and what was said.

    "denied" and "having met him" are a position only together.
    """
    return f"{cue} {content}".strip() if cue else content
