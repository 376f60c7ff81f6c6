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
    """How many of what, or which share: "six launchers", "3.5 percent"; None if it is not told."""
    for entity in phrase.ents:
        if entity.label_ == "PERCENT":
            return str(entity.text)
    for token in phrase:
        is_rate = token.head.lower_ == "at"  # "30 to the dollar"
        if token.pos_ == "NUM" and token.ent_type_ not in NOT_COUNTED and not is_rate:
            return counted(token, phrase)
    return None


def counted(number: Token, phrase: Phrase) -> str:
    """A number with the noun that it counts."""
    first = number
    while first.i > phrase.start and first.nbor(-1).pos_ == "NUM":
        first = first.nbor(-1)
    noun = number.head if number.dep_ in ("nummod", "compound", "amod") else number
    while noun.dep_ == "compound" and noun.head.i > noun.i:
        noun = noun.head
    last = max(number.i, noun.i if noun in phrase and noun.i - number.i <= REACH else number.i)
    return str(phrase.doc[first.i : last + 1].text)
