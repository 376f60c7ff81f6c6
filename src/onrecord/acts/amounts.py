"""Amounts: how much money, and how many of what, as a promise says it."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.model import Amount

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

SCALES = {
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "m": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "crore": 10**7,
    "lakh": 10**5,
}
NEAR = 20  # characters before a sum that tell it is another one
REACH = 5  # words from a number to its noun
NOT_COUNTED = ("MONEY", "DATE", "TIME", "ORDINAL")
SHARE = re.compile(r"(?<![\w.,])\d+(?:\.\d+)?(?:\s?%|\sper\s?cent\b)")
RATE = re.compile(r"\sto\sthe\s\w")  # "30 to the dollar"
# What the sum was before, or what it is instead of: "to $5 million from $3 million".
BEFORE = re.compile(r"(?:\bfrom|\binstead\s+of|\brather\s+than|\bnot)\s+$", re.IGNORECASE)


@cache
def currencies() -> dict[str, str]:
    """The ISO 4217 code of each sign, code and name of a currency."""
    kept = files(__package__).joinpath("currencies.json").read_text(encoding="utf-8")
    return dict(json.loads(kept))


@cache
def money() -> re.Pattern[str]:
    """A sum: "$5 million", "£3m", "EUR 20,000", "350 million euros"."""
    longest = sorted(currencies(), key=len, reverse=True)
    signs = "|".join(re.escape(sign) for sign in longest if not sign.islower() and " " not in sign)
    names = "|".join(re.escape(name) for name in longest if name.isalpha() or " " in name)
    number = r"\d+(?:,\d{3})*(?:\.\d+)?"
    scale = rf"(?:[\s-]?(?i:{'|'.join(sorted(SCALES, key=len, reverse=True))})\b)?"
    return re.compile(
        rf"(?<!\w)(?P<sign>{signs})\s?(?P<value>{number})(?P<scale>{scale})"
        rf"|(?<![\w.,])(?P<number>{number})(?P<size>{scale})[\s-](?P<name>{names})(?!\w|\sof\b)"
    )


def amount(text: str) -> Amount | None:
    """The first sum of money in a text that is no sum of before; None where there is none."""
    for found in money().finditer(text):
        if BEFORE.search(text[max(0, found.start() - NEAR) : found.start()]):
            continue
        number = float((found["value"] or found["number"]).replace(",", ""))
        scale = (found["scale"] or found["size"] or "").strip(" -\u00a0").lower()
        value = round(number * SCALES.get(scale, 1), 2)
        return Amount(value, currencies()[found["sign"] or found["name"]])
    return None


def quantity(phrase: Phrase) -> str | None:
    """How many of what, or which share: "six launchers", "4 per cent"; None if it is not told."""
    if share := SHARE.search(phrase.text):
        return share.group()
    sums = [found.span() for found in money().finditer(phrase.text)]
    for token in phrase:
        at = token.idx - phrase.start_char
        in_money = any(start <= at < end for start, end in sums)
        if token.lower_ == "rest" and token.i > phrase.start and token.nbor(-1).lower_ == "the":
            return str(phrase.doc[token.i - 1 : token.i + 1].text)
        if token.pos_ == "NUM" and not in_money and is_count(token):
            words = counted(token, phrase)
            if not RATE.match(phrase.doc.text, words.end_char):
                return str(words.text)
    return None


def is_count(number: Token) -> bool:
    """Whether a number counts something: no date, no rate ("at 30"), no "the last one"."""
    if number.ent_type_ in NOT_COUNTED or number.head.lower_ == "at":
        return False
    return number.lower_ != "one" or number.dep_ == "nummod"


def counted(number: Token, phrase: Phrase) -> Phrase:
    """A number with the noun that it counts: "all ten ships", "2,000 more", "six of the ships"."""
    first = number
    while first.i > phrase.start and first.nbor(-1).pos_ == "NUM":
        first = first.nbor(-1)
    if first.i > phrase.start and first.nbor(-1).lower_ == "all":
        first = first.nbor(-1)
    noun = number.head if number.dep_ in ("nummod", "compound", "amod") else number
    while noun.dep_ == "compound" and noun.head.i > noun.i:
        noun = noun.head
    if noun == number and number.i + 1 < phrase.end:
        noun = whole(number, phrase)
    last = max(number.i, noun.i if noun in phrase and noun.i - number.i <= REACH else number.i)
    return phrase.doc[first.i : last + 1]


def whole(number: Token, phrase: Phrase) -> Token:
    """The last word of what a number alone is a part of: "six of the ten ships", "six more"."""
    following = number.nbor()
    if following.lower_ == "more":
        return following
    if (
        following.lower_ != "of"
        or following.i + 1 >= phrase.end
        or following.nbor().lower_ != "the"
    ):
        return number  # "six of Orlo's ships"
    return next((noun for noun in following.children if noun.dep_ == "pobj"), number)
