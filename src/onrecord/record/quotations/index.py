"""What statements are found by that have the same words: an index of pairs of words.

What a look-up may take is bounded, so that it takes as long in a record of any size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from sqlalchemy import Connection, TextClause, bindparam, delete, select, text

from onrecord.quotations import Wording, landmarks, wording
from onrecord.record.dialects import dialect_of, read_by
from onrecord.record.padding import padded
from onrecord.record.rows import Line
from onrecord.record.schema import names, shingles, statements

MOST_LOOKED_UP = 64  # pairs of one wording
FEW = 5  # statements
# What tells of a statement which quotation it is.
TOLD = ("key", "article_id", "spans", "content", "quoted", "manner", "name_id", "quotation")


def wording_of(row: Line) -> Wording:
    """The words of a statement's row; ``quoted`` are those of a mixed one in quotation marks."""
    return wording(row.content, None if row.manner == "direct" else row.quoted or ())


def put(connection: Connection, rows: Iterable[Line]) -> None:
    """Has statements found by their words."""
    new = [
        {"shingle": pair, "statement": row.key}
        for row in rows
        for pair in landmarks(wording_of(row))
    ]
    if new:
        connection.execute(dialect_of(connection).insert_new(shingles), new)


def forget(connection: Connection, rows: Iterable[Line]) -> None:
    """Has statements found no more."""
    this = delete(shingles).where(
        shingles.c.shingle == bindparam("pair"), shingles.c.statement == bindparam("row")
    )
    old = [{"pair": pair, "row": row.key} for row in rows for pair in landmarks(wording_of(row))]
    if old:
        connection.execute(this, old)


def sharing(
    connection: Connection, every: Sequence[int], most: int, least: int = 1
) -> tuple[list[int], set[int]]:
    """The keys of statements that share some pairs of words, ``least`` of them or one that few
    have, those that share most and rarest first; and those of the pairs that are rare: all
    statements that are found by them were looked at, of the others no more than ``most``.
    """
    pairs = spread(every)
    if not pairs:
        return [], set()
    bound = {f"pair{number}": pair for number, pair in enumerate(padded(pairs))}
    rows = connection.execute(looked_up(len(bound)), {"most": most, **bound}).all()
    having = Counter(pair for pair, _ in rows)
    shared = Counter(key for _, key in rows)
    weights: Counter[int] = Counter()
    for pair, key in rows:
        if shared[key] >= least or having[pair] <= FEW:
            weights[key] += 1 + most // having[pair]
    rare = {pair for pair in pairs if having[pair] < most}
    return [key for key, _ in weights.most_common()], rare


@cache
def looked_up(number: int) -> TextClause:
    """The query for so many pairs: of each, the first statements that have it."""
    of_one = "SELECT shingle, statement FROM shingles WHERE shingle = :pair{0} LIMIT :most"
    each = f"SELECT * FROM ({of_one}) AS some{{0}}"  # noqa: S608 (constants)
    return text(" UNION ALL ".join(each.format(at) for at in range(number)))


def spread(pairs: Sequence[int]) -> Sequence[int]:
    """As many of the pairs as are looked up, from all over a long wording."""
    step = -(-len(pairs) // MOST_LOOKED_UP) or 1
    return pairs[::step]


def speaking_in(connection: Connection, keys: Collection[int]) -> dict[int, Line]:
    """The names of who speaks in statements, and in which articles they are, by the keys of the
    statements: from an index.
    """
    said = (statements.c.key, statements.c.article_number)
    query = select(*said, names.c.party, names.c.family, names.c.plain)
    query = read_by(query.select_from(statements.outerjoin(names)), statements, "statements_told")
    rows = connection.execute(query.where(statements.c.key.in_(keys))).all()
    return {row.key: row for row in rows}


def rows_with(connection: Connection, keys: Iterable[int]) -> dict[int, Line]:
    """What tells of statements which quotations they are, by their keys."""
    columns = [statements.c[name] for name in TOLD]
    query = select(*columns).where(statements.c.key.in_(list(keys)))
    return {row.key: row for row in connection.execute(query)}
