"""Narration: whether a paragraph is somebody's own words, or tells what others said."""

from __future__ import annotations

import re

from onrecord.attribution.drafts import Draft
from onrecord.attribution.uncued import Surroundings

OF_ONESELF = re.compile(r"\b(?:I|we|my|our|me|us)\b", re.IGNORECASE)
# A reporter writes "told us" and "our city", but hardly "I" or "you".
TO_SOMEBODY = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Yy]ours?|[Yy]ou)\b|\?")
LABELLED = re.compile(r"[\"“](?:[QA]|[A-ZÀ-Þ][A-ZÀ-Þ’'-]+)(?:\s[A-ZÀ-Þ][A-ZÀ-Þ’'-]+){0,4}[:.]\s")
BRACKETED = re.compile(r"\s*(?:\[[^\[\]]*\]|\([^()]*\))\s*")


def is_narration(here: Surroundings) -> bool:
    """Whether a paragraph tells what others said, and no "I", "you" or question is its own."""
    return any(draft.source and has_words(draft, here.text) for draft in here.drafts) and not (
        speaks(here)
    )


def has_words(draft: Draft, text: str) -> bool:
    """Whether a draft's cue is a word, and not the colon behind a label."""
    return any(text[at].isalpha() for at, _ in draft.cue)


def is_told(here: Surroundings) -> bool:
    """Whether a paragraph quotes somebody, with a cue and a source."""
    return any(
        draft.source and draft.cue and any(draft.covers(q.start, q.end) for q in here.quotations)
        for draft in here.drafts
    )


def is_bracketed(here: Surroundings) -> bool:
    """Whether a paragraph tells what goes on: "[The committee recessed.]"."""
    return BRACKETED.fullmatch(here.text, here.start, here.end) is not None


def speaks(here: Surroundings) -> bool:
    """Whether a paragraph speaks to somebody or asks, outside quotation marks."""
    return is_outside(TO_SOMEBODY, here)


def says_i(here: Surroundings) -> bool:
    """Whether somebody speaks of himself in a paragraph, outside quotation marks."""
    return is_outside(OF_ONESELF, here)


def is_outside(pattern: re.Pattern[str], here: Surroundings) -> bool:
    """Whether a pattern is found in a paragraph outside quotation marks.

    Marks around a turn with its label are none: "“HOLM: I will.”" is what Holm says herself.
    """
    inside = [
        (quotation.start, quotation.end)
        for quotation in here.quotations
        if not LABELLED.match(here.text, quotation.start, quotation.end)
    ]
    return any(
        not any(start < found.start() < end for start, end in inside)
        for found in pattern.finditer(here.text, here.start, here.end)
    )
