"""Likeness: how likely a statement bears on what an earlier one promised or told of.

A few sound features of the two, with weights that ``training/ledger`` learned.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
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

VERSION = "1"  # of the weights and rules
SAME, UNSURE = 0.5, 0.3  # likeness from which two are joined, and from which a person is asked
ALIKE = 88  # of 100, from which two names are one misspelt
NEAR = 3  # statements up or down in an article that are beside each other


def features(later: Told, earlier: Told) -> dict[str, float]:
    """What speaks for and against two statements bearing on one thing; each from 0 to about 1."""
    common = later.stems.keys() & earlier.stems.keys()
    shared = sum(later.stems[stem] ** 2 for stem in common)
    ours, theirs = weight(later), weight(earlier)
    least = min(ours, theirs)
    together = later.article == earlier.article
    apart = abs(later.position - earlier.position)
    figures = like_figures(later.figures, earlier.figures)
    actor = same_any(later.actors, earlier.actors)
    found = {
        "one": 1.0,
        "cosine": shared / (ours * theirs) ** 0.5 if least else 0.0,
        "share": shared / least if least else 0.0,
        "rarest": max((later.stems[stem] for stem in common), default=0.0),
        "two": float(len(common) > 1),
        "three": float(len(common) > 2),
        "none": float(not common),
        "actor": actor,
        "by": same(later.by, earlier.by),
        "speaker": same(later.speaker, earlier.speaker),
        "to": same(later.to, earlier.to),
        "names": named(later, earlier),
        "other by": float(bool(later.by and earlier.by)) - same(later.by, earlier.by),
        "text": Indel.normalized_similarity(later.words, earlier.words) ** 2,
        "category": float(
            later.category == earlier.category and later.category not in (None, "other")
        ),
        "other category": float(
            later.category != earlier.category and None not in (later.category, earlier.category)
        ),
        "due": float(later.due is not None and later.due == earlier.due),
        **figures,
        "together": float(together),
        "beside": float(together and apart == 1),
        "near": float(together and apart <= NEAR),
        "short": float(ours < 1.5),
        "short beside": float(ours < 1.5 and together and apart == 1) * (0.3 + actor),
        "apart": 0.0 if together else log(1 + days(later, earlier)) / 6,
        "promises": float(later.promises),
        "both promise": float(later.promises and earlier.promises),
        "earlier promises": float(earlier.promises),
        "refuses one": float((later.act == "refuse") != (earlier.act == "refuse")),
        "denies": float(later.act == "deny"),
        "accuses": float(later.act == "accuse"),
        "states": float(later.act == "state"),
        "tells of a promise": float("promise" in later.outcomes),
    }
    found["actor and words"] = actor * found["cosine"]
    found["actor and rarest"] = actor * found["rarest"]
    return found


def weight(told: Told) -> float:
    """How much the words of a statement say together."""
    return sum(one**2 for one in told.stems.values())


def like_figures(ours: Sequence[Figure], theirs: Sequence[Figure]) -> dict[str, float]:
    """Whether the numbers count the same, and are the same."""
    units = {unit for one in ours for unit in one.units} & {u for one in theirs for u in one.units}
    equal = [
        one
        for one in ours
        for other in theirs
        if one.value == other.value and (one.units & other.units or not (one.units and other.units))
    ]
    large = any(one.value > 12 for one in equal)
    return {
        "same units": float(bool(units)),
        "same number": float(bool(equal)),
        "same large number": float(large),
        "other number": float(bool(units) and not equal),
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


def same_any(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
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


def named(later: Told, earlier: Told) -> float:
    """Whether the words of either name who acts in the other."""
    for one, other in ((later, earlier), (earlier, later)):
        said = set(name_key(f"{one.words} {one.target or ''}").split())
        if any(name.split()[-1] in said for name in other.actors if name):
            return 1.0
    return 0.0


def bears_on(later: Told, earlier: Told) -> float:
    """How likely a statement bears on what an earlier one does, from 0 to 1."""
    model = weights()["promise" if later.promises else "other"]
    total = sum(model.get(name, 0.0) * value for name, value in features(later, earlier).items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@cache
def weights() -> dict[str, dict[str, float]]:
    """The learned weights, for what promises itself and for what does not."""
    kept = files(__package__).joinpath("likeness.json").read_text(encoding="utf-8")
    return dict(json.loads(kept))


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
