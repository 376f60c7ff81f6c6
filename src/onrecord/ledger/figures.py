"""Figures: how many of what a statement tells, so that two statements can be set side by side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.stems import stem_of

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ROUND = {word: 10 * number for number, word in enumerate(TENS, start=2)}
BELOW_TEN = {word: number for number, word in enumerate(ONES[:10]) if number}
WORDS = (
    {f"{ten}-{one}": ROUND[ten] + BELOW_TEN[one] for ten in ROUND for one in BELOW_TEN}
    | {word: number for number, word in enumerate(ONES)}
    | ROUND
)
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "k": 10**3,
    "crore": 10**7,
    "lakh": 10**5,
}
MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
NUMBER = re.compile(
    rf"""(?P<sign>[^\w\s.,;:'"“”‘’()-])?(?<![\w.,/-])
    (?:(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)|(?P<word>{"|".join(WORDS)})(?!\w|-(?!year)))
    (?:[\s-]?(?P<scale>{"|".join(SCALES)})(?!\w))?(?P<percent>\s?(?:%|per\s?cent\b))?""",
    re.VERBOSE | re.IGNORECASE,
)
DATE = re.compile(
    rf"\b(?:(?:{MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s"
    rf"(?:of\s)?(?:{MONTHS})\b(?:\s\d{{4}})?|(?:19|20)\d\d)(?![\w,]*\d)",
    re.IGNORECASE,
)
MONTH_NAME = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")
DAY = re.compile(r"\b\d{1,2}(?!\d)")
BEHIND = re.compile(r"\s*(?:-\w+\s)?([^\W\d_][\w’'-]*)?(?:\s([^\W\d_][\w’'-]*))?")
NOT_COUNTED = frozenset(
    "of by in on at to for and or a an the is are was were had have has would will from out with "
    "as against instead before after more per over which that it he she they we who when".split()
)
TIME = frozenset("day week month year hour minut time night".split())
SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupe"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the stems of what it counts: "dollar" of money, "%" of a share."""

    value: float
    units: frozenset[str]


def dates(text: str) -> frozenset[str]:
    """The days of the year that a text names, as month and day: "jun 1" of "1st June"."""
    found = (one.group().lower() for one in DATE.finditer(text))
    days = ((MONTH_NAME.search(one), DAY.search(one)) for one in found)
    return frozenset(f"{month[0]} {int(day[0])}" for month, day in days if month and day)


def figures(text: str) -> list[Figure]:
    """The numbers of a text that count something; dates and lengths of time count nothing."""
    named = [found.span() for found in DATE.finditer(text)]
    return [
        figure
        for found in NUMBER.finditer(text)
        if not any(start <= found.start("digits") < end for start, end in named)
        and (figure := figure_of(found, text))
    ]


def figure_of(found: re.Match[str], text: str) -> Figure | None:
    """The number found and what it counts."""
    digits = found["digits"]
    value = float(digits.replace(",", "")) if digits else float(WORDS[found["word"].lower()])
    value *= SCALES[found["scale"].lower()] if found["scale"] else 1
    units = frozenset(units_of(found, text))
    return None if units & TIME else Figure(value, units)


def units_of(found: re.Match[str], text: str) -> Iterator[str]:
    """What a number counts: a currency, a share, or the one or two words behind it."""
    sign = found["sign"]
    if found["percent"]:
        yield "%"
    elif sign and unicodedata.category(sign) == "Sc":
        yield SIGNS.get(sign, sign)
    elif behind := BEHIND.match(text, found.end()):
        for word in behind.groups():
            if not word or word.lower() in NOT_COUNTED:
                break
            yield stem_of(word.lower())
