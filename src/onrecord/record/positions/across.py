"""Across: the statements that may stand on the other side of one, an accusation or its denial.

They are found by the words of the names on both sides, and the next in time are taken, so that it
takes as long in a large record as in a small one.  What a word finds is asked once for all
statements of a page, which are by and at the same few.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import Connection, select

from onrecord.names import EMPTY_WORDS, name_key
from onrecord.record.dialects import dialect_of
from onrecord.record.positions.sayings import Saying, sayings
from onrecord.record.schema import statements

NEAR = 40  # statements that come into question, those next in time
WORDS = 12  # of the names on one side
SPEAKS, MEANT = ("speaker_key", "roles"), ("target", "about")  # columns of each side

Acts = tuple[str, ...]
Place = tuple[int, int]  # a day as a number, which falls where one looks back; and the key
LAST = 10**9  # the day of what has none, after all others


class Across:
    """What may stand on the other side, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.having: dict[tuple[Acts, bool, str, str], list[Place]] = {}
        self.read: list[Saying] = []

    def read_ahead(self, some: Iterable[Saying], acts: Acts, *, later: bool) -> None:
        """Reads at once what is going to be asked of some."""
        self.read = self.those({key for one in some for key in self.keys(one, acts, later)})

    def near(self, saying: Saying, acts: Acts, *, later: bool) -> list[Saying]:
        """The statements that do one of these and may stand on the other side of one, before or
        after it: the nearest in time, in order of time.
        """
        wanted = self.keys(saying, acts, later)
        found = [one for one in self.read if one.key in wanted]
        return found if len(found) == len(wanted) else self.those(wanted)

    def those(self, keys: Collection[int]) -> list[Saying]:
        """Statements by their keys, in order of time."""
        if not keys:
            return []
        return sayings(self.connection, statements.c.key.in_(list(keys)), most=len(keys))

    def keys(self, saying: Saying, acts: Acts, later: bool) -> set[int]:
        """The keys of the nearest."""
        day = None if saying.day is None else as_number(saying.day, later=later)
        places: set[Place] = set()
        for column, word in across(saying):
            known = self.with_word(acts, later, column, word)
            start = 0 if day is None else bisect_left(known, (day, 0))
            places.update(known[start : start + NEAR])
        return {key for _, key in sorted(places)[:NEAR]}

    def with_word(self, acts: Acts, later: bool, column: str, word: str) -> list[Place]:
        """The places of all statements that do one of these and have a word in a column."""
        asked = (acts, later, column, word)
        if asked not in self.having:
            with_it = dialect_of(self.connection).keys_with(column, [word])
            query = select(statements.c.last_day, statements.c.key).where(
                statements.c.act.in_(acts),
                statements.c.key.in_(with_it),
                statements.c.successor.is_(None),
            )
            rows = self.connection.execute(query)
            self.having[asked] = sorted((as_number(day, later=later), key) for day, key in rows)
        return self.having[asked]


def as_number(day: str | None, *, later: bool) -> int:
    """A day as a number that grows the way one looks; a statement without one comes last."""
    if day is None:
        return LAST
    number = int(day.replace("-", ""))
    return number if later else -number


def across(saying: Saying) -> Iterator[tuple[str, str]]:
    """What a statement has that is by those whom one is aimed at or about, or the other way round:
    in one of these columns one of these words.
    """
    at = last_words((saying.target or "", *(saying.about or "").split("; ")))
    by = [*last_words([saying.speaker or ""]), *words_of(saying.roles)]
    for words, columns in ((at, SPEAKS), (by, MEANT)):
        for column in columns:
            for word in dict.fromkeys(words[:WORDS]):
                yield column, word


def last_words(names: Iterable[str]) -> Sequence[str]:
    """By what names are looked for: many are called Ann, and few Ann Basa."""
    return [words[-1] for name in names if (words := words_of(name))]


def words_of(name: str) -> list[str]:
    """The words of a name or a role that tell it from others."""
    return [w for w in name_key(name).split() if w not in EMPTY_WORDS and w.isalnum()]
