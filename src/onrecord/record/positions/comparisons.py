"""Comparisons that are kept: what the comparer found of two statements, nobody waits for twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from hashlib import blake2b

from sqlalchemy import Connection, delete, insert, select, tuple_

from onrecord.positions import MODEL, Compare, Compared, comparer, told
from onrecord.record.positions.sayings import Saying
from onrecord.record.rows import Values
from onrecord.record.schema import comparisons, statements
from onrecord.versions import version

AT_ONCE = 500  # kept together: each takes the comparer ten milliseconds
FOUND = ("relation", "confidence", "same_issue", "pivot", "stance", "stance_confidence")


class UncomparedError(Exception):
    """Statements that were not compared yet, of whoever is not to wait for the comparer."""


class Comparisons:
    """The comparer in one transaction, with what the record has kept of it.

    ``keep`` is given what is new, some at a time; ``wait`` False raises ``UncomparedError`` in
    place of comparing, ``told`` is called after each pair that was compared.
    """

    def __init__(
        self,
        connection: Connection,
        keep: Callable[[Sequence[Values]], object],
        *,
        wait: bool,
        told: Callable[[], object],
    ) -> None:
        self.connection, self.keep, self.wait, self.told = connection, keep, wait, told
        self.new: list[Values] = []

    def among(self, found: Iterable[Saying]) -> Compare:
        """Compares the texts of these statements; of several that say the same, one stands for
        all.
        """
        keys = {saying.told: saying.key for saying in found}
        known = self.known(keys.values())

        def compare(earlier: str, later: str) -> Compared:
            pair = keys[earlier], keys[later]
            kept = known.get(pair)
            if kept is None or kept[0] != mark(earlier, later):
                kept = known[pair] = mark(earlier, later), self.compared(pair, earlier, later)
            return kept[1]

        return compare

    def known(self, keys: Iterable[int]) -> dict[tuple[int, int], tuple[int, Compared]]:
        """What is kept of statements and earlier ones, each with the mark of what was compared."""
        query = select(comparisons).where(comparisons.c.later.in_(list(keys)))
        return {
            (row.earlier, row.later): (row.mark, Compared(*(getattr(row, name) for name in FOUND)))
            for row in self.connection.execute(query)
        }

    def compared(self, pair: tuple[int, int], earlier: str, later: str) -> Compared:
        """What the comparer finds of two statements, to be kept."""
        if not self.wait:
            raise UncomparedError("statements are yet to be compared for it; ask again, and wait")
        how = comparer()(earlier, later)
        values = {name: getattr(how, name) for name in FOUND}
        keys = {"earlier": pair[0], "later": pair[1], "mark": mark(earlier, later)}
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


def same_issue(connection: Connection, earlier: int, later: int) -> float:
    """How likely two statements are on one issue, as it is kept, or else as the comparer finds."""
    query = select(statements.c.key, statements.c.cue, statements.c.content)
    rows = connection.execute(query.where(statements.c.key.in_((earlier, later))))
    texts = {row.key: told(row.cue, row.content) for row in rows}
    ours = Comparisons(connection, partial(keep, connection), wait=True, told=lambda: None)
    kept = ours.known([later]).get((earlier, later))
    if kept is not None and kept[0] == mark(texts[earlier], texts[later]):
        return kept[1].same_issue
    found = ours.compared((earlier, later), texts[earlier], texts[later])
    ours.end()
    return found.same_issue


def keep(connection: Connection, new: Sequence[Values]) -> None:
    """Keeps comparisons, of what is still in the record."""
    pairs = {(one["earlier"], one["later"]): one for one in new}
    asked = statements.c.key.in_({key for pair in pairs for key in pair})
    there = set(connection.scalars(select(statements.c.key).where(asked)))
    pair = tuple_(comparisons.c.earlier, comparisons.c.later)
    connection.execute(delete(comparisons).where(pair.in_(list(pairs))))
    if rows := [pairs[one] for one in pairs if there.issuperset(one)]:
        connection.execute(insert(comparisons), rows)


def mark(earlier: str, later: str) -> int:
    """A number that is another one for other words, and for another comparer."""
    compared = "\0".join((comparer_version(), earlier, later)).encode(errors="surrogatepass")
    return int.from_bytes(blake2b(compared, digest_size=8).digest(), "big", signed=True)


@cache
def comparer_version() -> str:
    """The version of the comparer, which need not be loaded for it."""
    return version("comparer", "onrecord.positions", MODEL)
