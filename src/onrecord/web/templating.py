"""The templates, and what they can call.

Whatever a template shows is escaped, and signs that would turn or hide other letters are
made visible first: a report is somebody else's text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from onrecord.web.showing import cut, doubts, pieces
from onrecord.web.wordings import quoted

HERE = Path(__file__).parent
STATIC = HERE / "static"
# Signs of direction, and what draws nothing or is no character; each stays one character.
UNSEEN = re.compile(
    r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]"
)
PLACES = (  # the pages in the head: address, name, and the key behind "g" that leads there
    ("/", "Search", "s"),
    ("/articles", "Articles", "a"),
    ("/parties", "Speakers", "p"),
    ("/commitments", "Commitments", "c"),
    ("/positions", "Positions", "o"),
    ("/changes", "New", "w"),
    ("/check", "Check", "k"),
    ("/alerts", "Saved", "v"),
    ("/review", "Review", "r"),
    ("/add", "Add", "n"),
)


def visible(value: Any) -> Any:
    """A value as a template shows it."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return "" if value is None else value
    return UNSEEN.sub("\ufffd", value)


SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}  # of EDTF


def day(edtf: str | None) -> str:
    """A date as people write it: "5 March 2024", "March 2024", "summer 2024", "2024"; what is less
    simple stays as it is.
    """
    season = re.fullmatch(r"(\d{4})-(2[1-4])", edtf or "")
    if season is not None:
        return f"{SEASONS[season[2]]} {season[1]}"
    known = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", edtf or "")
    if known is None:
        return edtf or ""
    year, month, number = known.groups()
    try:
        named = date(int(year) or 1, int(month or 1), int(number or 1)).strftime("%B")
    except ValueError:
        return edtf or ""
    return " ".join(filter(None, (str(int(number)) if number else "", month and named, year)))


def number(value: float) -> str:
    """A number with its thousands set off."""
    return f"{value:,}"


def money(value: float) -> str:
    """A sum in figures that are read at a glance: "40 million", "1.2 billion", "800,000"."""
    for size, word in ((1e9, "billion"), (1e6, "million")):
        if value >= size and round(value / size, 3) * size == value:
            return f"{value / size:,.3f}".rstrip("0").rstrip(".") + f" {word}"
    return f"{value:,.2f}".removesuffix(".00")


def roughly(value: float) -> str:
    """A sum of sums, which nobody reads to the last figure: "795 million"."""
    digits = 10 ** max(0, len(f"{value:.0f}") - 3)
    return money(round(value / digits) * digits)


def figure(value: float) -> str:
    """A number without a fraction that says nothing: "1,200", "2.5"."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def counted(number_of: int, what: str) -> str:
    """ "1 article", "2,000 articles" """
    if number_of == 1:
        return f"1 {what}"
    return f"{number_of:,} {what[:-1]}ies" if what.endswith("y") else f"{number_of:,} {what}s"


PAST = {
    "ask": "asked",
    "deny": "denied",
    "accuse": "accused",
    "refuse": "refused",
    "commit": "promised",
    "demand": "demanded",
    "warn": "warned",
    "endorse": "endorsed",
    "predict": "predicted",
    "state": "said",
}


LABELS = {  # what the record's words are called on a page
    "ask": "a question",
    "deny": "a denial",
    "accuse": "an accusation",
    "refuse": "a refusal",
    "commit": "a promise",
    "demand": "a demand",
    "warn": "a warning",
    "endorse": "support",
    "predict": "a prediction",
    "state": "a plain statement",
    "direct": "their own words",
    "indirect": "paraphrased",
    "mixed": "partly their own words",
    "unnamed-person": "an unnamed person",
    "person": "a person",
    "group": "a group",
    "organization": "an organization",
    "document": "a document",
    "none": "nobody named",
}


FIELDS = {  # what can be corrected
    "speaker": "speaker",
    "act": "what the words do",
    "target": "aimed at",
    "audience": "said to",
    "place": "said at",
    "said_on": "said on",
    "manner": "given as",
    "content": "words",
    "source": "source",
    "cue": "cue",
    "rejected": "nobody said this",
}


HAPPENED = {  # to a promise
    "announced": "announced",
    "repeated": "said again",
    "more-exact": "made more exact",
    "raised": "raised",
    "lowered": "lowered",
    "delayed": "put off",
    "delivered": "delivered",
    "withdrawn": "taken back",
    "contradicted": "contradicted",
}


def past(act: str) -> str:
    """What somebody did with words: "accused"."""
    return PAST.get(act, act)


def query(fields: Mapping[str, Any]) -> str:
    """The query of an address; what is empty is left out."""
    said = {k: "true" if v is True else v for k, v in fields.items() if v not in (None, "", False)}
    return urlencode(said)


@pass_context
def csrf(context: Context) -> Markup:
    """The field that a form brings back, so that it is known to be ours."""
    return Markup('<input type="hidden" name="csrf" value="{}">').format(context["visit"].csrf)


@cache
def static(name: str) -> str:
    """The address of a file of ours; it changes when the file does."""
    mark = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{quote(name)}?v={mark}"


def environment() -> Environment:
    """What makes pages of templates."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=visible,
    )
    made.filters |= {
        "day": day,
        "number": number,
        "counted": counted,
        "past": past,
        "money": money,
        "figure": figure,
        "roughly": roughly,
    }
    made.globals |= {
        "static": static,
        "query": query,
        "PLACES": PLACES,
        "LABELS": LABELS,
        "FIELDS": FIELDS,
        "HAPPENED": HAPPENED,
        "pieces": pieces,
        "doubts": doubts,
        "cut": cut,
        "quoted": quoted,
        "csrf": csrf,
    }
    return made


templates = environment()
