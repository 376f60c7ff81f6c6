"""Deadlines: by when something is to be done, in the words of a promise and as a date.

Other than the day of a saying, these lie ahead: "in May" is the next May, "on Friday" the next
Friday.  What only an event settles ("as soon as the council agrees") has words and no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_date
from dateutil.relativedelta import relativedelta

from onrecord.dates.expressions import (
    MONTH,
    MONTHS,
    NUMBER,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    When,
    count,
    day,
    month,
    within,
    year,
)
from onrecord.dates.feasts import FEAST, day_in

SEASONS = ("spring", "summer", "autumn", "winter")
FIRST_SEASON = 21  # of the numbers that EDTF gives them
LEAD = r"""(?i:no\slater\sthan|ahead\sof|starting|beginning|as\sof|by|before|until|till|through|in
             |on|from|within|over|during|at|after|for|to|since)"""
OWNER = r"(?:the|his|her|its|their|our|my|your)"
UNIT = r"(?:hour|day|week|fortnight|month|year|decade)"
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
TENS = {"twenty": 20, "thirty": 30}
NTH = rf"(?:(?i:{'|'.join(TENS)})-)?(?i:{'|'.join(ORDINALS)}|thirtieth)|\d{{1,2}}(?:st|nd|rd|th)"
# What a day of some month goes on with: "on the 31st if it rains", not "the 31st time".
GOES_ON = r"(?!\s(?!(?:if|and|or|but|at|with|unless|as)\b)\w|-)"

NTHS = re.compile(rf"\b(?:{NTH})\b")

# What lies ahead, by the name of its group.
AHEAD = re.compile(
    rf"""(?<![\w-])(?:(?P<lead>{LEAD})\s)?(?P<clock>(?:midnight|noon)\s(?:on\s)?)?
    (?P<end>(?:the\s)?(?i:end|close)\sof\s)?
    (?P<part>(?:the\s)?(?i:middle|beginning|start|first\shalf|second\shalf)\sof\s)?
    (?:(?P<date>{YEAR}-\d\d-\d\d
               |{MONTH}\s\d{{1,2}}(?!\d)(?:st|nd|rd|th)?(?:,?\s{YEAR})?
               |(?:[Tt]he\s)?(?:{NTH}|\d{{1,2}})\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?)
     | (?P<month>(?:(?:the\s)?(?:first|second|third|last)\sweek\sof\s|next\s
                 |(?:early|late|mid)[\s-])?{MONTH}(?:,?\s(?:of\s)?(?:{YEAR}|next\syear))?)
     | (?P<feast>(?P<named_feast>{FEAST})(?:,?\s(?P<feast_of>{YEAR}))?(?!['’]s))
     | (?P<new_year>(?i:(?:the\s)?new\syear))(?!['’]s|\s[a-z])
     | (?P<season>(?:the\s|this\s|next\s)?(?:(?:early|late|mid)[\s-])?
                  (?i:spring|summer|autumn|fall|winter)(?:\s(?:of\s)?{YEAR})?(?!\s(?:recess|break|holidays?|session|term)))
     | (?P<nth>(?:[Tt]he\s)(?P<day>{NTH}){GOES_ON})
     | (?P<midnight>(?i:midnight))(?!\son\s)
     | (?P<span>(?:(?P<which>the|this|next|(?:the|this)\s(?:coming|next|following))\s)?
                (?P<length>week|month|year)(?!\s(?:of\s|(?!is\b)[a-z]+s\b)))
     | (?P<weekday>(?:next\s|this\s)?(?P<named>{WEEKDAY})(?:\s(?:night|morning|afternoon|evening))?)
     | (?P<today>(?i:today|tonight|this\s(?:morning|afternoon|evening)))
     | (?P<tomorrow>(?i:tomorrow))
     | (?P<ahead>(?:at\sleast\s|the\snext\s)?
                 (?P<number>{NUMBER}|\d+|a\s(?:few|couple\sof)|several)\s(?:working\s)?(?P<unit>{UNIT})(?:s['’]\stime|s)?(?P<of>\sof\s(?:(?:an?|the)\s\w+|\w+ing(?:\s\w+)?))?)
     | (?P<vague>(?:{OWNER}\s)?(?i:coming|next|first|following)\s(?:[\w-]+\s){{0,2}}
                 (?i:{UNIT})s?(?:\sor\sso)?(?:\s(?i:in\soffice|(?:of|as)\s(?:{OWNER}\s|an?\s)?\w+))?
                |every\s(?:(?:(?:other|{NUMBER})\s)?{UNIT}s?|{WEEKDAY})|the\s(?:near|foreseeable)\sfuture|then
                |the\sfirst\s(?!of\b)\w+|day\sone|midsummer|midwinter
                |(?:{OWNER}\s)?(?:\w+\s)?(?:recess|break|harvest|holidays)|(?!the\s)\w+\stime)
     | (?P<year>(?:(?:early|late|mid)[\s-])?{YEAR})(?![\d,.-]*\d|s\b)
    )(?P<over>\sis\s(?:out|over))?(?P<latest>\sat\sthe\slatest)?(?!\w|['’]s\s|-)""",
    re.VERBOSE,
)
SOON = re.compile(
    r"(?<![\w-])(?<!time\s)(?i:as\s(?:soon|quickly|fast)\sas\s(?:possible|(?:we|I|it|he|she|they)\s(?:can|could))"
    r"|(?:effective\s)?immediately|right\saway|straight\saway|soon|shortly)(?!\w)"
)
SOMEBODY = r"(?:the|he|she|it|they|we|I|that)\b"
# A clause that tells when, up to the next mark.
EVENT = re.compile(
    rf"""(?<![\w-])
    (?:(?i:as\ssoon\sas|for\sas\slong\sas|once(?!\s(?:in|on|at|an?|every|again|more|and)\b)|until|till|while(?=\s{SOMEBODY})
          |before(?=\s(?:he|she|it|they|we|I)\s(?!\w+ed\b))
          |before(?=\s(?:the|an?|{OWNER})\s(?:[\w-]+\s){{0,2}}[\w-]+(?:\s(?:is|are|has|have)\b|['’]s\s))
          |after(?=\s[^,.;:!?]{{0,60}}\b(?:is|are|has|have)\b)|(?:on\s)?the\s(?:very\s)?(?:day|hour|minute|moment|second)(?=\s{SOMEBODY}))
        \s(?!\w+ing\b)
      |(?i:before)\s(?=\w+ing\b))
    (?:(?!\s(?:if|unless|because|but|and\sthat|so\sthat)\s)[^,.;:!?()\[\]—–"“”])*
    (?<!\s)""",
    re.VERBOSE,
)
FIRST = re.compile(r"\b(?:day\sone|(?:day|morning|afternoon|evening|night))$")  # "on day one"
LASTING = re.compile(rf"\b(?:{UNIT}s?|future|then)\b", re.IGNORECASE)  # "the next few weeks"
ALONE = frozenset({"date", "feast", "weekday", "today", "tomorrow"})  # "will come Friday"
LIMITS = ("by", "before", "until", "till", "no later than")
LASTS = ("for", "since", "to", "at")  # "for this year": how long, not by when
NAMED = frozenset({"date", "month", "feast", "new_year"})  # but "for June", "at Easter"
FARTHEST = timedelta(270)  # "in March", if it is farther ahead, is the one just past
LENGTH = re.compile(rf"(?<![\w-])(?i:for)\s(?:at\sleast\s)?(?:{NUMBER}|\d+)\s{UNIT}s?(?![\w-])")
LAST = 31  # day of a month


@dataclass(frozen=True, slots=True)
class Deadline:
    """Words at [start, end) of a text that tell by when, and which days they mean."""

    start: int
    end: int
    words: str
    when: When | None = None

    @property
    def is_limit(self) -> bool:
        """Whether something is to be done before, rather than on that day."""
        return self.words.lower().startswith(LIMITS)


def deadlines(text: str, since: date | None) -> list[Deadline]:
    """The deadlines in words of a day, in order; those that lie before that day are none."""
    found = [*dated(text, since), *in_words(text, SOON), *in_words(text, EVENT)]
    kept: list[Deadline] = []
    for deadline in sorted(found, key=lambda d: (d.start, d.when is None, -d.end)):
        if not kept or deadline.start >= kept[-1].end:
            kept.append(deadline)
        elif kept[-1].when is None and deadline.end == kept[-1].end:
            kept[-1] = replace(kept[-1], when=deadline.when)  # "until the vote in July"
    return kept


def lasting(text: str) -> Iterator[Deadline]:
    """For how long, where nothing tells by when: "capped for ten years"."""
    return in_words(text, LENGTH)


def in_words(text: str, pattern: re.Pattern[str]) -> Iterator[Deadline]:
    """The deadlines that no calendar settles."""
    for found in pattern.finditer(text):
        words = found.group()
        if words.endswith(("’", "'")) and "‘" not in words:
            words = words[:-1]  # the mark that closes a quotation begun before
        yield Deadline(found.start(), found.start() + len(words), words)


def dated(text: str, since: date | None) -> Iterator[Deadline]:
    """The deadlines that name a time."""
    for found in AHEAD.finditer(text):
        kind = next(kind for kind in (*RESOLVE, "vague") if found[kind])
        lead = " ".join((found["lead"] or "").lower().split())
        if not is_deadline(found, kind, lead):
            continue
        when = None if kind == "vague" else resolved(found, kind, lead, since)
        if when is None or since is None or lies_ahead(found, kind, lead, when, since):
            yield Deadline(found.start(), found.end(), found.group(), when)


def is_deadline(found: re.Match[str], kind: str, lead: str) -> bool:
    """Whether words for a time can tell by when: "2,000 jobs in 2027", not "the 2027 jobs"."""
    if kind == "ahead":
        before = found.string[: found.start()]
        return lead in ("in", "within", "over", "during") and not before.endswith("time ")
    if kind == "span":
        return bool(lead and lead != "for") or (found["which"] or "the") != "the"
    if kind in ("nth", "midnight"):
        return lead in ("on", "by", "before", "until", "till", "from", "at")
    if found["vague"] and found["vague"].startswith("every"):
        return lead != "for"
    if kind == "vague" and not lead and found["vague"].lower().startswith("the coming"):
        return True  # "will spend the coming weeks"
    if kind == "season":
        return bool(lead) or found["season"].startswith(("this", "next"))
    if kind == "vague" and not LASTING.search(found["vague"]):
        return lead in LIMITS or (lead == "on" and FIRST.search(found["vague"]) is not None)
    if kind in NAMED and lead:
        return lead != "since"  # "put off to March 4"
    return lead not in LASTS or bool(found["clock"]) if lead else kind in ALONE


def lies_ahead(found: re.Match[str], kind: str, lead: str, when: When, since: date) -> bool:
    """Whether a time is not past: "in March", said in May, is last March, but not "by March"."""
    open_year = kind in ("date", "month") and not re.search(rf"{YEAR}|\bnext\b", found.group())
    is_near = when.first - since <= FARTHEST or not open_year or lead in LIMITS
    return when.last >= since and is_near


def resolved(found: re.Match[str], kind: str, lead: str, since: date | None) -> When | None:
    """The days that words for a time mean, said on a day."""
    try:
        when = RESOLVE[kind](found, since)
    except (ParserError, ValueError, OverflowError):
        return None
    if when is None or lead in ("over", "during"):
        return None  # "over the coming year": some time in it
    if found["end"] or found["over"] or found["latest"]:
        return day(when.last)
    if lead == "before" and kind in ("month", "year"):
        return day(when.first - timedelta(1))
    return when


def of_date(found: re.Match[str], since: date | None) -> When | None:
    """ "June 1, 2027", or "June 1" as the next one; "the first of June" likewise."""
    written = NTHS.sub(lambda nth: str(number_of(nth.group())), found["date"])
    written = re.sub(r"\b(?:of|the)\b", "", written, flags=re.IGNORECASE)
    if re.search(YEAR, written):
        return day(parse_date(written).date())
    if since is None:
        return None
    return day(next_of(parse_date(written, default=datetime(since.year, 1, 1)).date(), since))


def number_of(nth: str) -> int:
    """The number of "31st" or "thirty-first"."""
    if nth[0].isdigit():
        return int(nth[:-2])
    tens, _, last = nth.lower().rpartition("-")
    tenth = {"twentieth": 20, "thirtieth": 30}.get(last)
    return tenth or TENS.get(tens, 0) + ORDINALS.index(last) + 1


def of_nth(found: re.Match[str], since: date | None) -> When | None:
    """ "The 31st", as the next day of that number."""
    number = number_of(found["day"])
    if since is None or not 1 <= number <= LAST:
        return None
    months = (since.replace(day=1) + relativedelta(months=later) for later in range(3))
    days = (first + timedelta(number - 1) for first in months)
    return day(next(d for d in days if d >= since and d.day == number))


def of_midnight(found: re.Match[str], since: date | None) -> When | None:
    """The midnight that ends the day: what comes then comes the day after."""
    ends = (found["lead"] or "").lower() not in ("at", "from", "on")
    return day(since + timedelta(not ends)) if since else None


def of_month(found: re.Match[str], since: date | None) -> When | None:
    """ "March 2027", or "March" as the next one that has not ended; "next March" is left open."""
    words = found["month"]
    number = MONTHS.index(re.findall(MONTH, words)[0][:3].lower()) + 1
    if given := re.search(YEAR, words):
        return month(date(int(given.group()), number, 1))
    if since is None or words.startswith("next"):
        return None
    if words.endswith("next year"):
        return month(date(since.year + 1, number, 1))
    return month(next_of(date(since.year, number, 1), since.replace(day=1)))


def of_feast(found: re.Match[str], since: date | None) -> When | None:
    """A feast of a given year, or else the next one; "Christmas" is its day."""
    feast = found["named_feast"]
    if found["feast_of"]:
        return day(day_in(feast, int(found["feast_of"])))
    if since is None:
        return None
    days = (day_in(feast, since.year + later) for later in range(2))
    return day(next(d for d in days if d >= since))


def of_new_year(found: re.Match[str], since: date | None) -> When | None:
    """ "By New Year": the old year's last day."""
    return day(date(since.year, 12, 31)) if since else None


def of_season(found: re.Match[str], since: date | None) -> When | None:
    """ "Spring 2027", or "the summer" as the next one that has not ended."""
    words = found["season"].lower().replace("fall", "autumn")
    number = next(n for n, season in enumerate(SEASONS) if season in words)
    if given := re.search(YEAR, words):
        return season(int(given.group()), number)
    if since is None:
        return None
    these = (season(since.year + later, number) for later in (-1, 0, 1))
    return next(when for when in these if when.last >= since)


def season(number: int, which: int) -> When:
    """A season of a year; its winter ends in the next."""
    first = date(number, 3 + 3 * which, 1)
    last = first + relativedelta(months=3, days=-1)
    return When(f"{number:04}-{FIRST_SEASON + which}", first, last)


def of_span(found: re.Match[str], since: date | None) -> When | None:
    """ "This month", "next year", "the week" that is not over."""
    if since is None:
        return None
    later = int((found["which"] or "").lower().endswith(("next", "following", "coming")))
    if found["length"] == "year":
        return year(since.year + later)
    if found["length"] == "month":
        return month(since + relativedelta(months=later))
    monday = since - timedelta(since.weekday() - 7 * later)
    week = within(monday, monday + timedelta(6))
    if found["end"] or week is None:
        return day(monday + timedelta(6))
    return week


def of_weekday(found: re.Match[str], since: date | None) -> When | None:
    """The next such day: perhaps that very day; "next Friday" is left open."""
    if since is None or found["weekday"].lower().startswith("next"):
        return None
    return day(since + timedelta((WEEKDAYS.index(found["named"]) - since.weekday()) % 7))


def of_today(found: re.Match[str], since: date | None) -> When | None:
    """That day."""
    return day(since) if since else None


def of_tomorrow(found: re.Match[str], since: date | None) -> When | None:
    """The day after."""
    return day(since + timedelta(1)) if since else None


def of_ahead(found: re.Match[str], since: date | None) -> When | None:
    """ "Within three weeks" is a day, "in six months" a month, "in two years" a year."""
    if since is None or (found["lead"] or "").lower() not in ("in", "within"):
        return None
    unit = found["unit"]
    if found["of"] or " " in found["number"] or found["number"] == "several" or unit == "hour":
        return None  # "a few weeks", "within ten days of a filing"
    number = count(found["number"]) * {"fortnight": 2, "decade": 10}.get(unit, 1)
    length = {"fortnight": "week", "decade": "year"}.get(unit, unit)
    then = since + relativedelta(**{length + "s": number})  # type: ignore[arg-type]
    if length in ("day", "week"):
        return day(then)
    return year(then.year) if length == "year" else month(then)


def of_year(found: re.Match[str], since: date | None) -> When | None:
    """A year."""
    return year(int(found["year"][-4:]))


def next_of(when: date, since: date) -> date:
    """A day of the year, on or after a day."""
    return when if when >= since else when + relativedelta(years=1)


RESOLVE = {
    "date": of_date,
    "month": of_month,
    "feast": of_feast,
    "new_year": of_new_year,
    "nth": of_nth,
    "midnight": of_midnight,
    "season": of_season,
    "span": of_span,
    "weekday": of_weekday,
    "today": of_today,
    "tomorrow": of_tomorrow,
    "ahead": of_ahead,
    "year": of_year,
}
