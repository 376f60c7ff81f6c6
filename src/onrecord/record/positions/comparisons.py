"""Comparisons that are kept: what the comparer found of two statements, nobody waits for twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from functools import cache
from typing import Any

from sqlalchemy import Connection, delete, insert, select, tuple_

from onrecord.positions import MODEL, Acts, Compare, Compared, comparer
from onrecord.record.digest import digest
from onrecord.record.positions.across import Across
from onrecord.record.positions.sayings import Saying
from onrecord.record.rows import Values
from onrecord.record.schema import comparisons, statements
from onrecord.versions import version

AT_ONCE = 100  # kept together, a second of the comparer's time: what is lost where it is killed
ASIDE = 10_000  # kept of a record that is only read
FOUND = ("relation", "confidence", "same_issue", "pivot", "stance", "stance_confidence")

Pair = tuple[int, int]  # the keys of the earlier statement and the later
Kept = tuple[int, Compared]  # with the mark of what was compared


class UncomparedError(Exception):
    """Statements that were not compared yet, of whoever is not to wait for the comparer.

    ``known`` is what can be told without it, where that is something; ``left`` is how many pairs
    are to be compared for the rest.
    """

    def __init__(self, known: Any = (), left: int = 1) -> None:
        super().__init__("statements are yet to be compared for it; ask again, and wait")
        self.known, self.left = known, left


class Aside:
    """Comparisons of a record that nobody's questions change, as long as it is open: the last."""

    def __init__(self) -> None:
        self.kept: dict[Pair, Kept] = {}

    def keep(self, new: Iterable[Values]) -> None:
        """Keeps what is new in place of what is oldest."""
        for one in new:
            found = Compared(*(one[name] for name in FOUND))
            self.kept[one["earlier"], one["later"]] = one["mark"], found
        for pair in list(self.kept)[:-ASIDE]:
            self.kept.pop(pair, None)

    def of(self, later: Set[int]) -> dict[Pair, Kept]:
        """What is kept of some statements and earlier ones."""
        return {pair: found for pair, found in list(self.kept.items()) if pair[1] in later}


class Comparisons:
    """The comparer in one transaction, with what the record has kept of it.

    ``keep`` is given what is new, some at a time, ``aside`` has what is kept but not in the record;
    ``wait`` False raises ``UncomparedError`` in place of comparing, ``told`` is called after each
    pair that was compared.
    """

    def __init__(
        self,
        connection: Connection,
        keep: Callable[[Sequence[Values]], object],
        *,
        aside: Aside,
        wait: bool,
        told: Callable[[], object],
    ) -> None:
        self.connection, self.keep, self.aside = connection, keep, aside
        self.wait, self.told = wait, told
        self.across = Across(connection)
        self.looked_up: set[int] = set()
        self.found: dict[Pair, Kept] = {}
        self.new: list[Values] = []

    def among(self, found: Iterable[Saying]) -> Compare:
        """Compares the texts of these statements; of several that say the same, one stands for
        all.
        """
        sayings = {saying.told: saying for saying in found}
        self.look_up({saying.key for saying in sayings.values()})

        def compare(earlier: str, later: str) -> Compared:
            one, other = sayings[earlier], sayings[later]
            pair, acts = (one.key, other.key), (one.act, other.act)
            now, kept = mark(earlier, later, acts), self.found.get(pair)
            if kept is None or kept[0] != now:
                kept = self.found[pair] = now, self.compared(pair, earlier, later, acts)
            return kept[1]

        return compare

    def look_up(self, keys: Set[int]) -> None:
        """Gets what is kept of statements and earlier ones, once."""
        later = keys - self.looked_up
        if not later:
            return
        self.looked_up |= later
        columns = [comparisons.c[name] for name in ("earlier", "later", "mark", *FOUND)]
        rows = self.connection.execute(select(*columns).where(comparisons.c.later.in_(later)))
        kept = self.aside.of(later) | {(a, b): (mark, Compared(*how)) for a, b, mark, *how in rows}
        self.found = kept | self.found

    def compared(self, pair: Pair, earlier: str, later: str, acts: Acts) -> Compared:
        """What the comparer finds of two statements, to be kept."""
        if not self.wait:
            raise UncomparedError
        how = comparer()(earlier, later, acts)
        values = {name: getattr(how, name) for name in FOUND}
        keys = {"earlier": pair[0], "later": pair[1], "mark": mark(earlier, later, acts)}
        self.new.append(keys | values)
        if len(self.new) >= AT_ONCE:
            self.end()
        self.told()
        return how

    def end(self) -> None:
        """Keeps what is new."""
        new, self.new = self.new, []
        if new:
            self.keep(new)


def keep(connection: Connection, new: Sequence[Values]) -> None:
    """Keeps comparisons, of what is still in the record."""
    pairs = {(one["earlier"], one["later"]): one for one in new}
    asked = statements.c.key.in_({key for pair in pairs for key in pair})
    there = set(connection.scalars(select(statements.c.key).where(asked)))
    pair = tuple_(comparisons.c.earlier, comparisons.c.later)
    connection.execute(delete(comparisons).where(pair.in_(list(pairs))))
    if rows := [pairs[one] for one in pairs if there.issuperset(one)]:
        connection.execute(insert(comparisons), rows)


def mark(earlier: str, later: str, acts: Acts) -> int:
    """A number that is another one for other words or acts, and for another comparer."""
    said = (comparer_version(), earlier, later, *(act or "" for act in acts))
    return digest("\0".join(said).encode(errors="surrogatepass"))


@cache
def comparer_version() -> str:
    """The version of the comparer, which need not be loaded for it."""
    return version("comparer", "onrecord.positions", MODEL)
