"""Signs: what two statements show on the outside of how one stands to the other.

Words that deny, hedge, bind or take back; numbers that grow or shrink; how much one has of the
other's words.  Few and coarse, so that some thousand pairs are enough to learn what they weigh.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import log

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
EVERYWHERE = frozenset(
    "a an and are as at be been but by for from had has have he her his i in is it its of on or "
    "our she so than that the their them then there these they this to was we were what when "
    "which who will with would you your said told".split()
)
SPELLED = {
    word: float(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"dozen": 12.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0,
     "hundred": 100.0, "half": 0.5, "third": 1 / 3, "quarter": 0.25}  # fmt: skip
ALONE = {"one", "half", "third", "quarter"}  # too often no number


def pattern(words: str) -> re.Pattern[str]:
    """Any of these words and phrases, which stand between bars."""
    return re.compile(rf"\b(?:{words})\b")


# What stands on the outside, and the words that show it.
KINDS: dict[str, re.Pattern[str]] = {
    "denies": pattern(
        r"not|no|nor|never|none|nobody|nothing|neither|nowhere|without|cannot|\w+n't|refus\w+|"
        r"den(?:y|ies|ied|ying)|rul(?:e|ed|es|ing) out|reject\w*|oppos\w+|against|ban\w*|"
        r"abolish\w*|stop\w*|end(?:ed|ing)?|cancel\w*|forbid\w*|forbade|dismiss\w*|shut|close[ds]?"
    ),
    "hedges": pattern(
        r"may|might|could|perhaps|possibl\w+|probabl\w+|consider\w*|hop(?:e|ed|es|ing)|some|most|"
        r"almost|nearly|hardly|partly|about|up to|at the earliest|in principle|for now|imagine|"
        r"suggest\w*|think\w*|look(?:ed|ing)? (?:at|into)|in time|sooner or later|likely|"
        r"try|tried|rather|somewhat|as far as|not exclude|not rule out|gradual\w*|step by step|"
        r"concede\w*"
    ),
    "conditions": pattern(
        r"if|unless|provided|as long as|as soon as|once|until|depend\w*|only|except\w*|where|when"
    ),
    "binds": pattern(
        r"all|every|everybody|nobody|never|always|must|any|at once|immediately|whatever|ever|"
        r"without exception|entire\w*|whole|more|even|only|at least|now|today|tomorrow|demand\w*|"
        r"guarante\w+|swore|swear|vow\w*|insist\w*|altogether|sooner|war|worst|best|crime|murder"
    ),
    "takes back": pattern(
        r"no longer|instead|after all|chang\w+ (?:my|his|her|its|their|our) mind|wrong|mistake\w*|"
        r"admit\w*|acknowledg\w*|apologi[sz]\w*|sorry|withdr[ae]w\w*|tak\w+ back|reverse\w*|broke|"
        r"regret\w*|had been|too early|gone|over"
    ),
    "also": pattern(r"and|also|too|because|since|including|with|besides|among|of them|half of"),
    "repeats": pattern(r"again|repeat\w*|still|stand\w*|as (?:before|planned|promised)|remain\w*"),
    "less": pattern(
        r"less|fewer|later|lower\w*|small\w*|delay\w*|postpon\w*|put off|slow\w*|least"
    ),
    "wants": pattern(
        r"should|ought|must|need\w*|support\w*|favou?r|welcome\w*|want\w*|call\w* for"
    ),
}
SIGNS = (
    *(f"{kind} {side}" for kind in KINDS for side in ("later", "earlier", "both")),
    "of earlier", "of later", "longer", "long", "same number", "number grows", "number shrinks",
    "new number", "lost number",
)  # fmt: skip


def signs(earlier: str, later: str) -> list[float]:
    """A number for each of ``SIGNS``."""
    one, other = earlier.lower().replace("’", "'"), later.lower().replace("’", "'")
    found: list[float] = []
    for kind in KINDS.values():
        before, after = bool(kind.search(one)), bool(kind.search(other))
        found += [float(after > before), float(before > after), float(before and after)]
    found += in_common(one, other)
    found += [log((1 + len(other)) / (1 + len(one))), log(1 + len(other)) / 5]
    return found + numbers_compared(numbers(one), numbers(other))


def in_common(one: str, other: str) -> tuple[float, float]:
    """How much of the words of each of two texts in small letters is in the other."""
    mine, theirs = content(one), content(other)
    shared = len(mine & theirs)
    return shared / max(1, len(mine)), shared / max(1, len(theirs))


def content(text: str) -> set[str]:
    """The words of a text that mean something by themselves, without their endings."""
    return {word[:6] for word in WORD.findall(text) if word not in EVERYWHERE}


def numbers(text: str) -> set[float]:
    """The numbers in a text, years aside."""
    figures = {float(found.replace(",", "")) for found in NUMBER.findall(text)}
    spelled = {SPELLED[w] for w in WORD.findall(text) if w in SPELLED and w not in ALONE}
    return {number for number in figures | spelled if not 1900 <= number <= 2100}


def numbers_compared(one: set[float], other: set[float]) -> list[float]:
    """Whether numbers are the same, grow, shrink, are new or left out."""
    only_one, only_other = one - other, other - one
    grows = bool(only_one and only_other) and max(only_other) > max(only_one)
    shrinks = bool(only_one and only_other) and max(only_other) < max(only_one)
    flags: Iterable[bool] = (
        bool(one & other), grows, shrinks, bool(other) and not one, bool(one) and not other,
    )  # fmt: skip
    return [float(flag) for flag in flags]
