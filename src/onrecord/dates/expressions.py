"""Expressions of time: where a text has them, and which days they mean.

A weekday alone is the last such day on or before publication.  What is less exact
than a day stays so: "last week" is known to the month, "two years ago" to the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_date
from dateutil.relativedelta import relativedelta

from onrecord.dates.feasts import FEAST, day_in

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY = "|".join(WEEKDAYS)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\b\.?|July?\b\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)"
)
YEAR = r"(?:1[89]|20)\d\d"
NUMBERS = {
    word: number
    for number, words in enumerate(
        "one a an,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve".split(","), start=1
    )
    for word in words.split()
}
NUMBER = rf"\d{{1,2}}|{'|'.join(NUMBERS)}"
WEEK = timedelta(days=7)
SPOKEN_DAY = r"day|morning|afternoon|evening|night"

# What "a September debate", "an October TNA interview" go on with; not "the March on the capital".
OF_THEN = r"(?!(?:on|for|of|in|to|at|and|or)\b)(?:[a-z]|[A-Z]{2,}\s[a-z])"

# What each expression is, by the name of its group.  Capitals tell "May" from "may".
EXPRESSION = re.compile(
    rf"""(?<![\w-])(?:
      (?P<iso>{YEAR}-\d\d-\d\d)
    | (?P<date>(?i:{MONTH}\s\d{{1,2}}|\d{{1,2}}\s{MONTH}),?\s{YEAR}
              |{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?!,*+\d|%)(?:,?\s{YEAR})?
              |\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?)
    | (?P<month>{MONTH},?\s(?:of\s)?{YEAR}
              |(?:(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s)(?!May\sDay){MONTH}(?=\s{OF_THEN})
              |(?:[Ii]n|[Bb]y|[Ll]ast|[Tt]his(?:\spast)?|[Ee]arly|[Ll]ate|[Mm]id)[\s-](?:early\s|late\s|mid-)?
               {MONTH}(?:\sof\s(?P<of>last|this)\syear)?(?!\s\d|,\s{YEAR}))
    | (?P<weekday>(?<!\bSuper\s)(?<!\bGood\s)(?<!\bBlack\s)(?<!\bPalm\s)(?<!\bAsh\s)(?<!\bBloody\s)
               (?:(?P<last>[Ll]ast|[Nn]ext|[Ee]very|[Ee]ach|[Cc]oming)\s)?(?P<named>{WEEKDAY})
               (?:\s(?:night|morning|afternoon|evening))?(?P<week>(?:\sof|,)?\s(?:earlier\s)?(?:last|this)\sweek)?)
    | (?P<today>[Tt]oday|[Tt]onight|[Tt]his\s(?:morning|afternoon|evening))
    | (?P<eve>(?:[Tt]he\s)?(?:day\sbefore\syesterday|night\sbefore\slast))
    | (?P<yesterday>[Yy]esterday|[Ll]ast\snight)
    | (?P<feast>(?P<named_feast>{FEAST})(?:,?\s(?:of\s)?(?P<feast_of>last\syear|{YEAR}))?)
    | (?P<ago>(?<!\bthan\s)(?i:{NUMBER})\s(?P<unit>day|week|month|year)s?\sago)
    | (?P<recent>(?:(?i:several|a\sfew)\s(?P<before>days|weeks|months)\sago
               |(?i:the|these)\s(?:past|last)\s(?:few|several|couple\sof)\s(?P<units>days|weeks|months)))
    | (?P<span>(?:(?P<which>[Tt]his\spast|[Tt]his|[Ll]ast|(?:[Tt]he|[Tt]his)\s(?:past|last))\s
               |(?P<the>[Oo]ver|[Dd]uring|[Oo]n)\sthe\s(?=weekend))
               (?P<length>week(?!\sof)|weekend|month|year))
    | (?P<year>{YEAR})(?![,.-]*+\d|s\b)
    | (?P<shift>(?P<days>(?i:{NUMBER}|the|the\svery))\sdays?\s(?P<way>after|later|before|earlier)
               |(?:[Tt]he|that)\s(?P<next>next|following|previous)\s(?:{SPOKEN_DAY}))
    | (?P<unknown>(?:(?i:{NUMBER}|several|many|a\sfew|some|more\sthan\s\w+|\w+-\w+)\s)?
               (?:weeks?|months?|years?|decades?|days)\s(?:after|later|before|earlier|ago)
               |[Ii]n\s(?:recent|past)\s(?:days|weeks|months|years))
    | (?P<same>(?:earlier|later)\s(?:in\sthe|that|the\ssame)\s(?:{SPOKEN_DAY})
               |(?:[Tt]he\ssame|[Tt]hat(?:\ssame)?)\s(?:{SPOKEN_DAY})
               |(?:[Mm]oments|[Mm]inutes|[Hh]ours|[Ss]hortly)\s(?:later|earlier|afterwards?)
               |(?:at\sthe|at\sthat|by\sthat)\stime(?!\sof)|then)
    )(?!\w)(?!-)""",
    re.VERBOSE,
)


OPENING = re.compile(
    rf"(?:^|[.!?][\"'”’)\]]{{0,2}}\s{{1,2}})[\"'“‘(\[]{{0,2}}"
    rf"(?:(?:Then|And|But|Later),?\s)?(?:(?:[Ii]n|[Bb]y|[Oo]n)\s)?"
    rf"(?:(?:early|late|mid)[\s-])?(?:\d\d?\s)?{MONTH}(?:\s\d\d?)?$"
)


@dataclass(frozen=True, slots=True)
class When:
    """A date as the record keeps it (``edtf``), and the first and the last day it may be."""

    edtf: str
    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """Whether the very day is known."""
        return self.first == self.last

    def holds(self, other: When) -> bool:
        """Whether the other lies within this."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time at [start, end) of a paragraph's parse, not yet resolved.

    ``told``: the day or month that a narration had come to before it.
    """

    start: int
    end: int
    found: re.Match[str]
    told: When | None = None

    @property
    def kind(self) -> str:
        """The group of ``EXPRESSION`` that it is."""
        return next(k for k in KINDS if self.found[k] is not None)

    @property
    def leans(self) -> bool:
        """Whether it counts from another occasion, as "a day later" does."""
        return self.kind in ("shift", "same")

    @property
    def lacks_year(self) -> bool:
        """Whether it is a day or month of some year, as "in June" is."""
        words = self.found[self.kind]
        given = re.search(rf"{YEAR}|year$|^(?i:last|this)\b", words)
        return self.kind in ("month", "date") and given is None

    @property
    def opens(self) -> bool:
        """Whether it opens a sentence, as what a narration goes on with does."""
        return OPENING.search(self.found.string, 0, self.found.end()) is not None

    @property
    def introduces(self) -> bool:
        """Whether it tells the time of the clause after it: "a day after it closed"."""
        return self.kind == "shift" and self.found["way"] in ("after", "before")

    def resolved(self, published: date | None, since: When | None = None) -> When | None:
        """The days meant in a report published on that day; ``since``: the occasion before."""
        if self.leans:
            return leaning(self.found, since)
        if self.kind == "unknown":
            return None
        following = self.resolved_by(year_from(self.told)) if self.told else None
        when = self.resolved_by(published)
        if following and (published is None or following.first <= published):
            when = following
        return None if when and published and when.first > published else when

    def resolved_by(self, published: date | None) -> When | None:
        """The days meant, by themselves, in a report published on that day."""
        try:
            return RESOLVE[self.kind](self.found, published)
        except (ParserError, ValueError, OverflowError):
            return None


def find_expressions(text: str) -> Iterator[Expression]:
    """The expressions of time of a paragraph, in order."""
    for found in EXPRESSION.finditer(text):
        yield Expression(found.start(), found.end(), found)


def told_in_order(paragraphs: Iterable[str]) -> list[list[Expression]]:
    """The expressions of each paragraph of a report.

    "In May 2023 … By August … In September": a month without a year that opens a sentence
    follows the one told before it, in that paragraph or the one before, until another kind of
    day is told.
    """
    told: When | None = None
    at, found = 0, []
    for number, text in enumerate(paragraphs):
        found.append(list[Expression]())
        for expression in find_expressions(text):
            if expression.lacks_year and expression.opens and told and number - at <= 1:
                expression = replace(expression, told=told)
            found[-1].append(expression)
            if expression.told or not (expression.lacks_year or expression.kind in LOOSE):
                told, at = expression.resolved(None), number
    return found


def year_from(told: When) -> date:
    """The last day of the year that begins with the month of what was told."""
    return told.first.replace(day=1) + relativedelta(years=1, days=-1)


def day(when: date) -> When:
    """A known day."""
    return When(when.isoformat(), when, when)


def month(when: date) -> When:
    """The month in which a day lies."""
    first = when.replace(day=1)
    return When(f"{when:%Y-%m}", first, first + relativedelta(months=1, days=-1))


def year(number: int) -> When:
    """A whole year."""
    return When(f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def within(first: date, last: date) -> When | None:
    """Some day from first to last: the month, for a week that of most days, or else the year."""
    if (first.year, first.month) == (last.year, last.month):
        return When(f"{first:%Y-%m}", first, last)
    if last - first < WEEK:
        return When(f"{first + (last - first) / 2:%Y-%m}", first, last)
    return When(f"{first:%Y}", first, last) if first.year == last.year else None


def of_iso(found: re.Match[str], published: date | None) -> When | None:
    return day(date.fromisoformat(found["iso"]))


def of_date(found: re.Match[str], published: date | None) -> When | None:
    """ "June 1, 2022", or "June 1" as the last one on or before publication."""
    written = re.sub(r"\bof\b", "", found["date"])
    if re.search(YEAR, written):
        return day(parse_date(written).date())
    if published is None:
        return None
    last = parse_date(written, default=datetime(published.year, 1, 1)).date()
    return day(last if last <= published else last.replace(year=last.year - 1))


def of_month(found: re.Match[str], published: date | None) -> When | None:
    """ "March 2021", or "in June" as the last one that had begun by publication."""
    words = found["month"]
    number = MONTHS.index(re.findall(MONTH, words)[0][:3].lower()) + 1
    if given := re.search(YEAR, words):
        return month(date(int(given.group()), number, 1))
    if published is None:
        return None
    first = published.replace(month=number, day=1)
    back = found["of"] == "last" or first > published
    back |= words.lower().startswith("last") and number == published.month
    return month(first - relativedelta(years=back))


def of_weekday(found: re.Match[str], published: date | None) -> When | None:
    """The last such day on or before publication; "next Monday" is no day of saying."""
    if published is None or (found["last"] or "last").lower() != "last":
        return None
    number = WEEKDAYS.index(found["named"])
    if found["week"]:
        back = published.weekday() + 7 * found["week"].endswith("last week")
        monday = published - timedelta(back)
        return day(monday + timedelta(number))
    back = (published.weekday() - number) % 7
    return day(published - timedelta(back or 7 * bool(found["last"])))


def of_today(found: re.Match[str], published: date | None) -> When | None:
    return day(published) if published else None


def of_eve(found: re.Match[str], published: date | None) -> When | None:
    """The day before yesterday."""
    return day(published - timedelta(2)) if published else None


def of_feast(found: re.Match[str], published: date | None) -> When | None:
    """A feast of a given year, or else the last such day on or before publication."""
    feast, of = found["named_feast"], found["feast_of"]
    if of and of.isdigit():
        return day(day_in(feast, int(of)))
    if published is None:
        return None
    this_year = day_in(feast, published.year)
    back = of is not None or this_year > published
    return day(day_in(feast, published.year - 1) if back else this_year)


def of_yesterday(found: re.Match[str], published: date | None) -> When | None:
    return day(published - timedelta(1)) if published else None


def of_ago(found: re.Match[str], published: date | None) -> When | None:
    """ "Two days ago" is a day, "two weeks ago" known to the month, "two years ago" to the year."""
    if published is None:
        return None
    number = count(found["ago"].split()[0])
    then = published - relativedelta(**{found["unit"] + "s": number})  # type: ignore[arg-type]
    if found["unit"] == "day":
        return day(then)
    return year(then.year) if found["unit"] == "year" else month(then)


def of_recent(found: re.Match[str], published: date | None) -> When | None:
    """ "A few days ago", "the past several weeks": the month or year that surely holds them."""
    if published is None:
        return None
    length = {"days": 6, "weeks": 56, "months": 240}[found["before"] or found["units"]]
    return within(published - timedelta(length), published)


def of_span(found: re.Match[str], published: date | None) -> When | None:
    """ "This week", "the weekend", "last month", "last year"."""
    if published is None:
        return None
    words = (found["which"] or "this").lower()
    length = found["length"]
    back = words == "last" or (length == "year" and words.endswith("last"))
    if length == "year":
        return year(published.year - back)
    if length == "month":
        return month(published - relativedelta(months=back))
    if length == "weekend":
        saturday = published - timedelta((published.weekday() + 2) % 7)
        return within(saturday, min(saturday + timedelta(1), published))
    monday = published - timedelta(published.weekday() + 7 * back)
    return within(monday, min(monday + timedelta(6), published))


def of_year(found: re.Match[str], published: date | None) -> When | None:
    return year(int(found["year"]))


def leaning(found: re.Match[str], since: When | None) -> When | None:
    """The day so many days from the occasion before, or that same day.

    Of "a day after it closed", said of that occasion, it is the day on which it closed.
    """
    if since is None or found["same"] or not since.is_day:
        return since  # the day after a day in July is still in July, as far as is known
    number = count(found["days"]) if found["days"] else 1
    back = (found["way"] or found["next"]) in ("after", "earlier", "previous")
    return day(since.first + timedelta(-number if back else number))


def count(word: str) -> int:
    """The number that a word or figure stands for."""
    return int(word) if word.isdigit() else NUMBERS.get(word.lower(), 1)


RESOLVE = {
    "iso": of_iso,
    "date": of_date,
    "month": of_month,
    "weekday": of_weekday,
    "today": of_today,
    "eve": of_eve,
    "yesterday": of_yesterday,
    "feast": of_feast,
    "ago": of_ago,
    "recent": of_recent,
    "span": of_span,
    "year": of_year,
}
KINDS = (*RESOLVE, "shift", "same", "unknown")
LOOSE = ("year", "shift", "same", "unknown")  # what a narration does not go by: "the 2016 vote"
