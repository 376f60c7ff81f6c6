"""Whether two wordings are one quotation: cut, re-punctuated, corrected, told again."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from onrecord.quotations.weight import telling
from onrecord.quotations.words import Wording

SHORTEST = 5  # words of a part of another quotation; "by New Year's Eve" is in many
SHORT = 3  # words of one that is quoted again whole: "moved, not muzzled"
RUN = 4  # words in a row that both have
LONG_RUN = 5  # and from this on a single telling word does
SHARE = 0.7  # of the words of the shorter one that the longer one has in the same order
TELLING = 0.8  # of those of its words that tell something
LEAST = 2  # of these


def same_quotation(one: Wording, other: Wording) -> bool:
    """Whether what one of two has in quotation marks is what the other has, in marks or not.

    The other may have more before and behind, may have turned the tense ("would" for "will")
    or left words out.  Who speaks is not looked at.
    """
    ours, others = in_marks(one), in_marks(other)
    if ours == others:
        return len(ours) >= SHORT and bool(telling(ours))
    return repeats(ours, other.keys) or repeats(others, one.keys)


def in_marks(words: Wording) -> Sequence[str]:
    """The words in quotation marks."""
    return [key for key, quoted in zip(words.keys, words.quoted, strict=True) if quoted]


def repeats(quoted: Sequence[str], told: Sequence[str]) -> bool:
    """Whether words that were quoted, or a part of them, are told again."""
    short, long = sorted((quoted, told), key=len)
    if len(short) < SHORTEST:
        return False
    shared = [
        short[block.src_start : block.src_end]
        for block in LCSseq.opcodes(short, long)
        if block.tag == "equal"
    ]
    run = max(map(len, shared), default=0)
    words = [word for some in shared for word in some]
    tell = len(telling(words))
    return (
        run >= RUN
        and len(words) >= SHARE * len(short)
        and tell >= TELLING * len(telling(short))
        and tell >= (1 if run >= LONG_RUN else LEAST)
    )
