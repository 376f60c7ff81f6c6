"""Datelines: the place, day and agency before a story's first words, and lines that give a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from onrecord.reading.boilerplate import AGENCY, DATE, MONTH, MONTHS, WEEKDAY
from onrecord.reading.headers import header

# Possessive, so that a line of capitals is read once; "--" is no part of a word.
CAPITALS = r"[A-ZÀ-ÖØ-Þ](?:[A-ZÀ-ÖØ-Þ'’.]|-(?!-))++"
NAMED = r"[A-ZÀ-ÖØ-Þ](?:[\w'’.]|-(?!-))*+"
REGION = rf"(?:,\s+(?!(?:{MONTH})\s){NAMED}(?:\s{NAMED}){{0,2}})?"
IN_MONTH = rf"(?:(?i:{MONTH})\s+\d\d?|\d\d?\s+(?i:{MONTH}))"
DAY = rf"(?:,?\s+(?:{WEEKDAY},?\s+)?{IN_MONTH}(?:,?\s+\d{{4}})?)?"
DASH = r"(?:\s*(?:—|―|--+)\s*|\s+[–-]\s+)"
PLACE = rf"{CAPITALS}(?:[\s/]{CAPITALS}){{0,3}}{REGION}"
OPEN = r"(?=[\"'“”‘’«„]?[A-ZÀ-ÖØ-Þ0-9$€£])"

# "BRUSSELS (Reuters) —", "Brussels, May 3 (AFP) –", "(AP) May 3 -": an agency makes it certain.
WITH_AGENCY = re.compile(
    rf"(?:{NAMED}(?:[\s/]{NAMED}){{0,3}}{REGION}{DAY}\s*)?"
    rf"\((?P<agency>{AGENCY})\){DAY}(?:{DASH}|\s*:\s+){OPEN}"
)
# "BRUSSELS, May 3 —", "PORT TALLOW —": only where a story begins.
LABEL = r"(?:EXCLUSIVE|BREAKING|WATCH|UPDATED?|OPINION|ANALYSIS|LIVE|VIDEO|POLL|REPORT|EDITORIAL)\b"
BARE = re.compile(rf"(?!{LABEL}){PLACE}{DAY}{DASH}{OPEN}")
# "Brussels (May 3, 2022) —", "BRUSSELS, 23/05/2022 (TNA) —": a day with its year makes it certain
# there, whatever the agency.
FILED = re.compile(
    rf"\(?{NAMED}(?:[\s/]{NAMED}){{0,3}}{REGION}(?:\s?\({AGENCY}\))?(?:,?\s{{1,3}}\(?|{DASH})"
    rf"(?i:{DATE.pattern})\)?(?:\s?\([A-Z][\w .-]{{1,30}}\))?\.?(?:{DASH}|:\s+){OPEN}"
)
# The same on a line of its own, with a day or an agency: a headline may be in capitals too.
ALONE = re.compile(rf"{PLACE}(?:(?:{DAY})\s*\((?P<agency>{AGENCY})\)|(?=.*\d){DAY})\W*")
# "PORT ASH, Tarn / ACCESSWIRE / March 4, 2024 /", "LONDON, March 4, 2024 /PRNewswire/ --",
# "TALLOW--(BUSINESS WIRE)--": a press release says who sent it round.
WIRE = r"[A-Z][\w-]*+(?:\s[A-Z][\w-]*+){0,3}+"
SENT = rf"{NAMED}(?:\s{NAMED}){{0,3}}{REGION}"
RELEASED = re.compile(
    rf"{SENT}(?:\s*+/\s*+{WIRE}\s*+/\s*+{IN_MONTH},?\s+\d{{4}}\s*+/(?:\s*+--?)?"
    rf"|{DAY}\s*+(?:--|—)?\s*+(?:/{WIRE}/|\((?i:{WIRE}wire)\))\s*+(?:--?|—|–))\s*+{OPEN}"
)
# "BRUSSELS (May 3, 2024) —"
DAY_IN_BRACKETS = re.compile(rf"{PLACE}\s*+\({IN_MONTH}(?:,?\s+\d{{4}})?\){DASH}{OPEN}")


def dateline_before(paragraph: str, *, begins_story: bool) -> re.Match[str] | None:
    """The dateline that a paragraph begins with, up to its first word; None if it has none."""
    found = WITH_AGENCY.match(paragraph)
    if begins_story:
        forms = (FILED, RELEASED, DAY_IN_BRACKETS, BARE)
        found = found or next((f for form in forms if (f := form.match(paragraph))), None)
    return found if found and found.end() < len(paragraph) else None


def published_on(above: Sequence[str], below: Sequence[str]) -> str | None:
    """The one day (YYYY-MM-DD) that the header lines above or below a story say it came out.

    A line that says "published" counts before one with a day only, and that before the day
    of filing in a dateline.  Below the story only the first counts: other days there are
    of corrections.  None if lines disagree.
    """
    said = {day for line in (*above, *below) if (day := day_of(line, announced=True))}
    days = said or {day for line in above if (day := day_of(line, announced=False))}
    days = days or {day for line in above if (day := day_filed(line))}
    return days.pop() if len(days) == 1 else None


def day_filed(line: str) -> str | None:
    """The day of a dateline, where it tells the year: "BRUSSELS, May 3, 2022 (AFP) —"."""
    return None if header(line) else iso_day(line)


def day_of(line: str, *, announced: bool) -> str | None:
    """The day on a header line that says, or does not say, that the report was published then."""
    found = header(line)
    if found is None or found.published is None or found.announced != announced:
        return None
    return iso_day(found.published)


def iso_day(written: str) -> str | None:
    """A day with its year ("June 1, 2022", "1 June 2022", "23/6/2022") as YYYY-MM-DD.

    None where it may be two: "5/6/2022", unless the weekday beside it tells which.
    """
    found = DATE.search(written)
    days = set(readings(found)) if found else set()
    return days.pop().isoformat() if len(days) == 1 else None


def readings(found: re.Match[str]) -> Iterator[date]:
    """The days that a date may be."""
    if found["iso"]:
        year, month, day = map(int, re.split("[-/]", found["iso"]))
        numbers = [(year, month, day)]
    elif found["one"]:
        year, one, two = int(found["year2"]), int(found["one"]), int(found["two"])
        numbers = [(year, two, one)] + [(year, one, two)] * (found["by"] == "/")
    else:
        name = (found["month"] or found["month2"]).lower()[:3]
        month = [full[:3] for full in MONTHS].index(name) + 1
        numbers = [(int(found["year"]), month, int(found["day"] or found["day2"]))]
    weekday = (found["weekday"] or "").lower()[:3] if found["one"] else ""
    for year, month, day in numbers:
        with suppress(ValueError):
            when = date(year, month, day)
            if f"{when:%a}".lower().startswith(weekday):
                yield when
