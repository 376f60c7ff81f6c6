"""One statement as the ledger sees it: who, whose promise, of what, how much, and by when."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypedDict

from onrecord.ledger.figures import Figure, dates, figures
from onrecord.ledger.words import stems
from onrecord.model import Amount, Article, Commitment, joined
from onrecord.names import name_key, simplified
from onrecord.stems import stem_of

PROMISED = ("commit", "refuse")
# "Would not say when", "declined to comment on the offer".
UNSAID = re.compile(
    r"\W*(?:(?:to\s+)?(?:say|comment|answer|discuss|speculate|elaborate)\b"
    r"|whether|how|when|what|where|which|who|why|if)\b",
    re.IGNORECASE,
)
SILENT = re.compile(
    r"\b(?:say|comment|answer|discuss|speculate|elaborate|specify|name|disclose|provide|reveal)$",
    re.IGNORECASE,
)
CAPITAL = re.compile(r"(?<![.!?:“\"‘'] )(?<!^)\b[A-Z][a-zA-Z]+")
NO_NAMES = frozenset(
    """A An And But He I If It Mr Mrs Ms Dr No Not She The They We Yes You January February March
    April May June July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday""".split()
)
LINE = 600  # characters of a line that are looked at


class Place(TypedDict):
    """Where a statement stands in its report, as ``told`` takes it."""

    paragraph: int
    around: str


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with what bears on a promise.

    ``day`` is the day on which its report was published, or else it was said, as YYYY-MM-DD or
    empty.  ``promises`` tells whether it promises or refuses something itself, so that an entry
    can begin with it; ``what`` are then the words for it.  ``stems`` are the words that say
    something, each with how much, ``figures`` the numbers, ``dates`` the days of the year,
    ``actors`` the keys of the names of who will act and who speaks, and ``outcomes`` the kinds of
    outcome that its words can tell of (``outcomes.json``).  ``paragraph`` is the line of the report
    in which it begins, ``around`` the stems of that line, and ``names`` and ``names_around`` the
    words with a capital inside a sentence of either.
    """

    id: str
    article: str
    position: int
    day: str
    act: str | None
    speaker: str | None
    words: str
    published: str | None
    said_on: str | None
    outlet: str | None
    target: str | None
    by: str | None
    to: str | None
    what: str | None
    category: str | None
    amount: Amount | None
    quantity: str | None
    condition: str | None
    due: str | None
    due_words: str | None
    stems: dict[str, float]
    figures: tuple[Figure, ...]
    dates: frozenset[str]
    actors: tuple[str, ...]
    outcomes: frozenset[str]
    promises: bool
    paragraph: int
    around: dict[str, float]
    names: frozenset[str]
    names_around: frozenset[str]

    @property
    def order(self) -> tuple[bool, str, str, int]:
        """Its place in time: undated ones come last, those of one article stay together."""
        return (not self.day, self.day, self.article, self.position)


def told(
    *,
    id: str,
    article: str,
    position: int,
    act: str | None,
    speaker: str | None,
    cue: str,
    words: str,
    published: str | None = None,
    said_on: str | None = None,
    outlet: str | None = None,
    target: str | None = None,
    commitment: Commitment | None = None,
    paragraph: int = 0,
    around: str = "",
) -> Told:
    """A statement as the ledger sees it; ``around`` is the line of the report it stands in."""
    promises = act in PROMISED and not (act == "refuse" and keeps_silent(cue, words))
    promise = commitment if promises else None
    by = promise.by if promise else None
    actors = tuple(dict.fromkeys(name_key(name) for name in (by, speaker) if name))
    own = {stem_of(word) for name in actors for word in name.split()}
    found = stems(words)
    return Told(
        id=id,
        article=article,
        position=position,
        day=published or said_on or "",
        act=act,
        speaker=speaker,
        words=words,
        published=published,
        said_on=said_on,
        outlet=outlet,
        target=target,
        by=by,
        to=promise.to if promise else None,
        what=promise.what.text if promise else None,
        category=promise.category if promise else None,
        amount=promise.amount if promise else None,
        quantity=promise.quantity if promise else None,
        condition=promise.condition if promise else None,
        due=promise.due if promise else None,
        due_words=promise.due_words if promise else None,
        stems={stem: weight for stem, weight in found.items() if stem not in own} or found,
        figures=tuple(figures(words)),
        dates=dates(words),
        actors=actors,
        promises=promises,
        outcomes=frozenset(outcomes_in(simplified(f"{cue} {words}").split())),
        paragraph=paragraph,
        around={stem: weight for stem, weight in stems(around).items() if stem not in own},
        names=frozenset(name for name in names_in(words) if stem_of(name.lower()) not in own),
        names_around=frozenset(
            name for name in names_in(around) if stem_of(name.lower()) not in own
        ),
    )


def keeps_silent(cue: str, words: str) -> bool:
    """Whether a refusal is one to say something, which binds nobody to anything."""
    return bool(UNSAID.match(words) or SILENT.search(cue))


def told_in(article: Article) -> list[Told]:
    """The statements of an article as the ledger sees them."""
    names = {speaker.id: speaker.name for speaker in article.speakers}
    return [
        told(
            id=statement.id,
            article=article.id,
            position=position,
            act=statement.act,
            speaker=names.get(statement.speaker or ""),
            cue=joined(statement.cue),
            words=joined(statement.content),
            published=article.published,
            said_on=statement.said_on,
            outlet=article.outlet,
            target=statement.target.name if statement.target else None,
            commitment=statement.commitment,
            **place_in(article.text, statement.content[0].start),
        )
        for position, statement in enumerate(article.statements)
    ]


def place_in(text: str, start: int) -> Place:
    """The line of a text in which a statement begins at an offset, and its number."""
    first = text.rfind("\n", 0, start) + 1
    return {
        "paragraph": text.count("\n", 0, start),
        "around": text[first : first + LINE].split("\n", 1)[0],
    }


def names_in(text: str) -> frozenset[str]:
    """The words with a capital that they do not owe to the beginning of a sentence."""
    return frozenset(CAPITAL.findall(text)) - NO_NAMES


def outcomes_in(words: Iterable[str]) -> Iterable[str]:
    """The kinds of outcome that words can tell of."""
    said = f" {' '.join(map(stem_of, words))} "
    return (kind for kind, phrases in outcomes().items() if any(map(said.__contains__, phrases)))


@cache
def outcomes() -> dict[str, tuple[str, ...]]:
    """The phrases that tell of each kind of outcome, their words cut to the stems."""
    kept = json.loads(files(__package__).joinpath("outcomes.json").read_text(encoding="utf-8"))
    return {
        kind: tuple(f" {' '.join(map(stem_of, phrase.split()))} " for phrase in phrases.split(", "))
        for kind, phrases in kept.items()
    }
