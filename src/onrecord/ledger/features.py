"""Features: what speaks for and against one statement bearing on what earlier ones do.

Each is from about 0 to 1.  A word counts by how rare it is at all, and by how few of the statements
that come into question have it; ``lead`` tells by how much a statement goes before the best other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log

from rapidfuzz.distance import Indel

from onrecord.ledger.alike import days, is_named, named, same, same_any
from onrecord.ledger.due import last_day
from onrecord.ledger.figures import Figure
from onrecord.ledger.told import Told
from onrecord.names import name_key

Features = dict[str, float]
Weigh = Callable[[str], float]
PRINTED_AGAIN = 0.88  # share of the letters from which words are the same ones
SOON = 3  # days within which the same words are the same report, printed by another outlet
NEAR = 3  # statements up or down in an article that are near each other
LARGE = 12  # numbers up to which say little
SHORT = 1.5  # weight of the words of a statement that says little by itself
LEAST = 0.1  # that a word counts which all statements in question have
YEAR = 365
LEADS = ("cosine", "actor", "share", "share later", "sum", "around earlier")
CONDITION = re.compile(r"\b(?:if|unless|provided|on condition|until|only when|the day)\b", re.I)
# Words that lead back to what was said before.
BACK = re.compile(
    r"\b(?:rest|others?|still|again|after all|promised|pledged?|vow(?:ed)?|that|it|same|remain\w*"
    r"|last|said)\b",
    re.IGNORECASE,
)
MONTHS = "january february march april may june july august september october november december"
MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS.title().split())})\b")
NUMBERS = {name.title(): number for number, name in enumerate(MONTHS.split(), start=1)}
SEASONS = {
    "spring": {3, 4, 5},
    "summer": {6, 7, 8},
    "autumn": {9, 10, 11},
    "fall": {9, 10, 11},
    "winter": {12, 1, 2},
}


def table(later: Told, earlier: Sequence[Told]) -> list[Features]:
    """The features of a statement beside each of the earlier ones in question, in this order."""
    weigh = weighing(earlier)
    itself = alone(later, "later ")
    rows = [features(later, one, weigh) | itself for one in earlier]
    for name in LEADS:
        for row, ahead in zip(rows, leads([row[name] for row in rows]), strict=True):
            row[f"lead {name}"] = ahead
    for rank, (one, row) in enumerate(zip(earlier, rows, strict=True)):
        newer = sum(one.order < o.order and same_any(o.actors, later.actors) > 0 for o in earlier)
        row["rank"], row["newer"] = rank / 20, min(newer, 10) / 10
        row["pool"] = len(rows) / 20
    return rows


def leads(values: Sequence[float]) -> list[float]:
    """By how much each goes before the best of the others; 0 where there is no other."""
    if len(values) < 2:
        return [0.0 for _ in values]
    first, second = sorted(values, reverse=True)[:2]
    return [value - (second if value == first else first) for value in values]


def weighing(earlier: Sequence[Told]) -> Weigh:
    """How much a word tells the statements in question apart, from ``LEAST`` to 1."""
    having = Counter(stem for one in earlier for stem in one.stems)
    number = len(earlier) + 5
    return lambda stem: max(LEAST, log(number / (having[stem] + 1)) / log(number))


def alone(told: Told, which: str) -> Features:
    """What a statement is by itself."""
    found: Features = {
        f"{which}length": min(len(told.words.split()), 40) / 40,
        f"{which}stems": min(len(told.stems), 10) / 10,
        f"{which}figures": min(len(told.figures), 3) / 3,
        f"{which}place": min(told.position, 30) / 30,
        f"{which}condition": has_condition(told),
        f"{which}due": bool(told.due_words),
        f"{which}back": min(len(BACK.findall(told.words)), 4) / 4,
        f"{which}promises": told.promises,
        f"{which}act {told.act}": True,
    }
    return found | {f"{which}tells {kind}": True for kind in sorted(told.outcomes)}


def features(later: Told, earlier: Told, weigh: Weigh) -> Features:
    """What speaks for and against two statements bearing on one thing."""
    words = like_words(later, earlier, weigh)
    found: Features = {
        "one": 1.0,
        **words,
        **like_figures(later.figures, earlier.figures),
        **like_times(later, earlier),
        **like_names(later, earlier),
        **like_places(later, earlier, words),
        **like_parties(later, earlier, words),
        **alone(earlier, "earlier "),
        "category": later.category == earlier.category and later.category not in (None, "other"),
        "other category": None not in (later.category, earlier.category)
        and later.category != earlier.category,
        "printed again": is_printed_again(later, earlier),
    }
    return found


def like_words(later: Told, earlier: Told, weigh: Weigh) -> Features:
    """How many of the words they share, and how many of those around either are the other's."""
    ours, theirs, around_us, around_them = (
        {stem: (weight * weigh(stem)) ** 2 for stem, weight in stems.items()}
        for stems in (later.stems, earlier.stems, later.around, earlier.around)
    )
    common = ours.keys() & theirs.keys()
    shared = sum(ours[stem] for stem in common)
    least = min(sum(ours.values()), sum(theirs.values())) or 1.0
    text = Indel.normalized_similarity(later.words, earlier.words)
    apart = later.article != earlier.article
    both = share(around_us, around_them) * share(around_them, around_us)
    return {
        "cosine": shared / (((sum(ours.values()) * sum(theirs.values())) ** 0.5) or 1.0),
        "share": shared / least,
        "share later": share(ours, theirs),
        "share earlier": share(theirs, ours),
        "rarest": max((ours[stem] for stem in common), default=0.0),
        "sum": min(2.0, shared),
        "two": len(common) > 1,
        "three": len(common) > 2,
        "none": not common,
        "text": text**2,
        "same text": text >= 0.75,
        "around later": apart * share(ours, around_them),
        "around earlier": apart * share(theirs, around_us),
        "around both": apart * both**0.5,
    }


def share(ours: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    """How much of the weight of some words others have too."""
    return sum(ours[stem] for stem in ours.keys() & theirs.keys()) / (sum(ours.values()) or 1.0)


def like_parties(later: Told, earlier: Told, words: Features) -> Features:
    """Whether the same ones act and speak, beside what the words have in common."""
    actor, speaker = same_any(later.actors, earlier.actors), same(later.speaker, earlier.speaker)
    by, names, cosine = same(later.by, earlier.by), named(later, earlier), words["cosine"]
    promise = "promise" in later.outcomes
    delivered = not later.promises and "delivered" in later.outcomes
    both = later.promises and earlier.promises
    together = later.article == earlier.article
    beside = together and abs(later.position - earlier.position) == 1
    found: Features = {
        "actor": actor,
        "actor and words": actor * cosine,
        "actor and rarest": actor * words["rarest"],
        "by": by,
        "other by": bool(later.by and earlier.by) - by,
        "speaker": speaker,
        "names": names,
        "to": same(later.to, earlier.to),
        "to named": is_named(earlier.to, later.words),
        "target": same_any((name_key(later.target),), earlier.actors) if later.target else 0.0,
        "beside speaker": beside * speaker,
        "paragraph speaker": together
        and later.paragraph == earlier.paragraph
        and later.speaker == earlier.speaker,
        "short beside": (is_short(later) and beside) * (0.3 + actor),
        "both promise": both,
        "both promise, words": both * cosine,
        "both promise together none": both and together and words["none"],
        "refuses one": (later.act == "refuse") != (earlier.act == "refuse"),
        "tells of a promise, actor": promise * max(actor, names),
        "delivered actor": delivered * actor,
    }
    for act, given in (("deny", actor), ("accuse", names), ("state", actor)):
        found[f"{act}, party"] = (later.act == act) * given
        found[f"{act}, words"] = (later.act == act) * cosine
    return found


def like_places(later: Told, earlier: Told, words: Features) -> Features:
    """How near they stand in one article."""
    together = later.article == earlier.article
    apart = abs(later.position - earlier.position) if together else 50
    lines = abs(later.paragraph - earlier.paragraph) if together else 20
    return {
        "together": together,
        "together words": together * words["cosine"],
        "together none": together and words["none"],
        "apart words": (not together) * words["cosine"],
        "apart none": not together and words["none"],
        "beside": apart == 1,
        "near": apart <= NEAR,
        "near names": (apart <= NEAR) * named(later, earlier),
        "short": is_short(later),
        "statements between": min(apart, 50) / 50,
        "paragraph": together and lines == 0,
        "lines between": min(lines, 20) / 20,
    }


def like_names(later: Told, earlier: Told) -> Features:
    """Which names of places, ships and the like they share, and which the other has nothing of."""
    ours, theirs = later.names, earlier.names
    around_us, around_them = later.names_around, earlier.names_around
    apart = later.article != earlier.article
    around = len(around_us & around_them) / (1 + min(len(around_us), len(around_them)))
    return {
        "name": bool(ours & theirs),
        "names shared": min(len(ours & theirs), 3) / 3,
        "other names": bool(ours and theirs) and not ours & theirs,
        "name unknown to the earlier": bool(ours - theirs - around_them),
        "name unknown to the later": bool(theirs - ours - around_us),
        "name around the earlier": apart and bool(ours & around_them),
        "name around the later": apart and bool(theirs & around_us),
        "names around both": apart * around,
    }


def like_times(later: Told, earlier: Told) -> Features:
    """Days, months and deadlines that they share, and the time between them."""
    ours, theirs = last_day(later.due), last_day(earlier.due)
    together = later.article == earlier.article
    between = 0 if together else min(days(later, earlier), YEAR)
    return {
        "due": later.due is not None and later.due == earlier.due,
        "due later": bool(ours and theirs and ours > theirs),
        "due sooner": bool(ours and theirs and ours < theirs),
        "date": bool(later.dates & earlier.dates),
        "month of the earlier": earlier.day[5:7].isdecimal()
        and int(earlier.day[5:7]) in months(later.words),
        "days apart": 0.0 if together else log(1 + days(later, earlier)) / 6,
        "years apart": between / YEAR,
    }


def months(words: str) -> set[int]:
    """The numbers of the months that words name, themselves or by the season."""
    found = {NUMBERS[name] for name in MONTH.findall(words)}
    small = words.lower()
    return found.union(*(of for season, of in SEASONS.items() if season in small))


def like_figures(ours: Sequence[Figure], theirs: Sequence[Figure]) -> Features:
    """Whether the numbers count the same, and are the same."""
    units = units_of(ours) & units_of(theirs)
    equal = [
        one
        for one in ours
        for other in theirs
        if one.value == other.value and (one.units & other.units or not (one.units and other.units))
    ]
    return {
        "same units": bool(units),
        "same number": bool(equal),
        "same large number": any(one.value > LARGE for one in equal),
        "other number": bool(units) and not equal,
    }


def units_of(figures: Iterable[Figure]) -> set[str]:
    """What some numbers count."""
    return {unit for one in figures for unit in one.units}


def is_short(told: Told) -> bool:
    """Whether a statement says little by itself."""
    return sum(weight**2 for weight in told.stems.values()) < SHORT


def has_condition(told: Told) -> bool:
    """Whether a statement sets a condition."""
    return bool(told.condition or CONDITION.search(told.words))


def is_printed_again(told: Told, earlier: Told) -> bool:
    """Whether a statement has the words of one in another outlet's report of these days."""
    return (
        told.article != earlier.article
        and days(told, earlier) <= SOON
        and same(told.speaker, earlier.speaker) > 0
        and Indel.normalized_similarity(told.words, earlier.words) >= PRINTED_AGAIN
    )
