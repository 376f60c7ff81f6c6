"""Likeness: how likely a statement bears on what an earlier one promised or told of.

A few sound features of the two, with weights that ``training/ledger`` learned.  A word counts by
how rare it is at all, and by how few of the statements that come into question have it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from math import exp, log

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

from onrecord.ledger.figures import Figure
from onrecord.ledger.told import Told
from onrecord.names import name_key
from onrecord.stems import stem_of

VERSION = "2"  # of the weights and rules
UNSURE = 0.4  # likeness from which a person is asked
SAME = 0.6  # from which the likeliest of the statements in question is joined
SURE = 0.65  # from which others are joined too
ALIKE = 88  # of 100, from which two names are one misspelt
NEAR = 3  # statements up or down in an article that are near each other
LARGE = 12  # numbers up to which say little
SHORT = 1.5  # weight of the words of a statement that says little by itself
LEAST = 0.1  # that a word counts which all statements in question have

Weigh = Callable[[str], float]


def likely(later: Told, earlier: Sequence[Told]) -> list[float]:
    """How likely a statement bears on what each of some earlier ones does, from 0 to 1."""
    model = weights()["promise" if later.promises else "other"]
    weigh = weighing(earlier)
    return [
        chance(
            sum(model.get(name, 0.0) * value for name, value in features(later, one, weigh).items())
        )
        for one in earlier
    ]


def chance(total: float) -> float:
    """A sum of weights as a likelihood."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def weighing(earlier: Sequence[Told]) -> Weigh:
    """How much a word tells the statements in question apart, from ``LEAST`` to 1."""
    having = Counter(stem for one in earlier for stem in one.stems)
    number = len(earlier) + 5
    return lambda stem: max(LEAST, log(number / (having[stem] + 1)) / log(number))


def features(later: Told, earlier: Told, weigh: Weigh) -> dict[str, float]:
    """What speaks for and against two statements bearing on one thing; each from 0 to about 1."""
    ours = {stem: (weight * weigh(stem)) ** 2 for stem, weight in later.stems.items()}
    theirs = {stem: (weight * weigh(stem)) ** 2 for stem, weight in earlier.stems.items()}
    common = ours.keys() & theirs.keys()
    shared = sum(ours[stem] for stem in common)
    our_weight, their_weight = sum(ours.values()), sum(theirs.values())
    least = min(our_weight, their_weight) or 1.0
    cosine = shared / ((our_weight * their_weight) ** 0.5 or 1.0)
    rarest = max((ours[stem] for stem in common), default=0.0)
    together = later.article == earlier.article
    apart = abs(later.position - earlier.position) if together else NEAR + 1
    beside, near = apart == 1, apart <= NEAR
    actor, speaker = same_any(later.actors, earlier.actors), same(later.speaker, earlier.speaker)
    names = named(later, earlier)
    by = same(later.by, earlier.by)
    text = Indel.normalized_similarity(later.words, earlier.words)
    short = sum(weight**2 for weight in later.stems.values()) < SHORT
    figures = like_figures(later.figures, earlier.figures)
    both = later.promises and earlier.promises
    promise_word = "promise" in later.outcomes
    delivered = not later.promises and "delivered" in later.outcomes
    found: dict[str, float] = {
        "one": 1.0,
        "cosine": cosine,
        "share": shared / least,
        "share later": shared / (our_weight or 1.0),
        "share earlier": shared / (their_weight or 1.0),
        "rarest": rarest,
        "sum": min(2.0, shared),
        "two": len(common) > 1,
        "three": len(common) > 2,
        "none": not common,
        "actor": actor,
        "actor and words": actor * cosine,
        "actor and rarest": actor * rarest,
        "by": by,
        "other by": bool(later.by and earlier.by) - by,
        "speaker": speaker,
        "names": names,
        "to": same(later.to, earlier.to),
        "to named": is_named(earlier.to, later.words),
        "target": same_any((name_key(later.target),), earlier.actors) if later.target else 0.0,
        "text": text**2,
        "same text": text >= 0.75,
        "category": later.category == earlier.category and later.category not in (None, "other"),
        "other category": None not in (later.category, earlier.category)
        and later.category != earlier.category,
        "due": later.due is not None and later.due == earlier.due,
        "date": bool(later.dates & earlier.dates),
        **figures,
        "together": together,
        "together words": together * cosine,
        "together none": together and not common,
        "apart words": (not together) * cosine,
        "apart none": not together and not common,
        "beside": beside,
        "beside speaker": beside * speaker,
        "near": near,
        "near names": near * names,
        "short": short,
        "short beside": (short and beside) * (0.3 + actor),
        "days apart": 0.0 if together else log(1 + days(later, earlier)) / 6,
        "promises": later.promises,
        "earlier promises": earlier.promises,
        "both promise": both,
        "both promise, words": both * cosine,
        "both promise together none": both and together and not common,
        "refuses one": (later.act == "refuse") != (earlier.act == "refuse"),
        "denies": later.act == "deny",
        "denies actor": (later.act == "deny") * actor,
        "denies words": (later.act == "deny") * cosine,
        "accuses": later.act == "accuse",
        "accuses names": (later.act == "accuse") * names,
        "accuses words": (later.act == "accuse") * cosine,
        "states": later.act == "state",
        "states actor": (later.act == "state") * actor,
        "states words": (later.act == "state") * cosine,
        "tells of a promise": promise_word,
        "tells of a promise, actor": promise_word * max(actor, names),
        "delivered actor": delivered * actor,
        "delivered number": delivered * figures["same number"],
    }
    return found


def like_figures(ours: Sequence[Figure], theirs: Sequence[Figure]) -> dict[str, float]:
    """Whether the numbers count the same, and are the same."""
    units = {unit for one in ours for unit in one.units} & {u for one in theirs for u in one.units}
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


def days(later: Told, earlier: Told) -> int:
    """The days between two statements; a year where either is undated."""
    try:
        return abs((date.fromisoformat(later.day) - date.fromisoformat(earlier.day)).days)
    except ValueError:
        return 365


def same(one: str | None, other: str | None) -> float:
    """Whether two names are likely one party's: equal, one within the other, or misspelt."""
    if not one or not other:
        return 0.0
    return alike(name_key(one), name_key(other))


def same_any(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Whether any of these names, given by their keys, is one of those."""
    return max((alike(one, other) for one in ours for other in theirs), default=0.0)


def alike(one: str, other: str) -> float:
    """Whether two keys of names are likely one party's."""
    if one == other:
        return 1.0
    ours, theirs = set(one.split()), set(other.split())
    if ours <= theirs or theirs <= ours:
        return 0.8
    return 0.8 if ratio(one, other) >= ALIKE else 0.0


def named(later: Told, earlier: Told) -> bool:
    """Whether the words of either name who acts or speaks in the other."""
    return any(
        is_named(name, f"{one.words} {one.target or ''}")
        for one, other in ((later, earlier), (earlier, later))
        for name in other.actors
    )


def is_named(name: str | None, words: str) -> bool:
    """Whether words have the last word of a name."""
    called = name_key(name or "").split()
    return bool(called) and called[-1] in name_key(words).split()


def why(later: Told, earlier: Told) -> str:
    """What two statements have in common, for whoever judges them."""
    common = sorted(later.stems.keys() & earlier.stems.keys(), key=lambda stem: -later.stems[stem])
    said = set(name_key(later.words).split())
    words = [next((word for word in said if stem_of(word) == stem), stem) for stem in common]
    reasons = [f"both of {', '.join(sorted(words))}"] if words else []
    if same_any(later.actors, earlier.actors):
        reasons.append("the same party")
    if like_figures(later.figures, earlier.figures)["same number"]:
        reasons.append("the same number")
    if later.due and later.due == earlier.due:
        reasons.append(f"both by {later.due}")
    return "; ".join(reasons) or "one beside the other"


@cache
def weights() -> dict[str, dict[str, float]]:
    """The learned weights, for what promises itself and for what does not."""
    kept = files(__package__).joinpath("likeness.json").read_text(encoding="utf-8")
    return dict(json.loads(kept))
