"""One quotation in many reports: statements that are the same words again.

A quotation goes by the key of its first statement.  Which statements are one follows from
pairs alone, so that it does not matter in which order they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz
from sqlalchemy import Connection, select, update

from onrecord.quotations import RUN, Wording, landmarks, same_quotation
from onrecord.record.quotations.copies import copies_of
from onrecord.record.quotations.index import (
    MOST_LOOKED_UP,
    forget,
    put,
    rows_with,
    sharing,
    speaking_in,
    wording_of,
)
from onrecord.record.rows import Line
from onrecord.record.schema import statements

EACH = 50  # statements looked at that have a pair of words
LOOKED_AT = 30  # of which those that share most are compared
# Words of a wording of which all pairs are looked up, and one in common is not enough.
LONG = range(12, MOST_LOOKED_UP + 1)
WORDING = ("content", "quoted", "manner", "name_id")  # what makes statements one quotation
SPELLED = 90  # likeness of two names, of 100, from which one may be a slip of the other


def link(connection: Connection, article_id: str) -> None:
    """Finds the statements of the record that are the same quotations as those of an article."""
    mine = statements.c.article_id == article_id
    rows = connection.execute(select(statements).where(mine).order_by(statements.c.key)).all()
    put(connection, rows)
    join_all(connection, rows)


def link_again(connection: Connection, key: int) -> None:
    """Finds what is the same quotation as a statement that has other words or is back."""
    rows = connection.execute(select(statements).where(statements.c.key == key)).all()
    put(connection, rows)
    join_all(connection, rows)


def join_all(connection: Connection, rows: Sequence[Line]) -> None:
    """Joins statements with those of the record that are the same quotations."""
    words = {row.key: wording_of(row) for row in rows}
    near = {key: near_to(connection, words[key]) for key in words}
    told = speaking_in(connection, {*words, *(key for keys in near.values() for key in keys)})
    copies = {row.article_number: copies_of(connection, row.article_number) for row in rows}

    def is_copied(row: Line, key: int) -> bool:
        return told[key].article_number in copies[row.article_number]

    def is_same(row: Line, other: Line) -> bool:
        ours, theirs = words[row.key], words_of(other)
        if is_copied(row, other.key) and theirs.keys == ours.keys:
            return True  # what the reporter paraphrased is the same in copies of the report alone
        return may_be_one(told[row.key], told[other.key]) and same_quotation(ours, theirs)

    def words_of(other: Line) -> Wording:
        if other.key not in words:
            words[other.key] = wording_of(other)
        return words[other.key]

    # Who speaks comes first: in a large record most of those alike are other people's, and to
    # read them and take their words apart would cost more than all the rest of adding.
    for row in rows:
        near[row.key] = [
            key
            for key in near[row.key]
            if key in told and (may_be_one(told[row.key], told[key]) or is_copied(row, key))
        ]
    others = rows_with(connection, {key for keys in near.values() for key in keys})
    for row in rows:
        found = (others[key] for key in near[row.key] if key in others)
        join(connection, row, [one for one in found if not overlap(row, one) and is_same(row, one)])


def near_to(connection: Connection, words: Wording) -> list[int]:
    """The statements that may be the same quotation as a wording.

    A long one has a pair of words in common with very many, and what is the same nearly always has
    two that it is found by, or one that few have.
    """
    is_long = len(words) in LONG and not 0 < sum(words.quoted) < RUN
    return sharing(connection, landmarks(words), EACH, least=2 if is_long else 1)[0][:LOOKED_AT]


def overlap(one: Line, other: Line) -> bool:
    """Whether two statements have some of the very same characters of one article."""
    return one.article_id == other.article_id and any(
        start < end_there and start_there < end
        for start, end in one.spans["content"]
        for start_there, end_there in other.spans["content"]
    )


def may_be_one(one: Line, other: Line) -> bool:
    """Whether two speakers may be the same: two people with other names are not.

    A body may be told by its people's words, and a name may be misspelled.
    """
    if one.party is None or other.party is None or one.party == other.party:
        return True
    if one.family != other.family or one.family != "person":
        return True
    return fuzz.ratio(one.plain, other.plain) >= SPELLED


def join(connection: Connection, row: Line, others: Iterable[Line]) -> None:
    """Makes statements one quotation, with all that each was one with before."""
    keys = [row.key, *(other.key for other in others)]
    if len(keys) == 1:
        return
    known = select(statements.c.quotation).where(
        statements.c.key.in_(keys), statements.c.quotation.is_not(None)
    )
    groups = set(connection.scalars(known))
    these = statements.c.key.in_(keys) | statements.c.quotation.in_(groups)
    first = min([*keys, *groups])
    connection.execute(update(statements).where(these).values(quotation=first))


def leave(connection: Connection, rows: Sequence[Line]) -> None:
    """Takes statements, which are about to go or to get other words, out of the index and out of
    their quotations; what these held together is looked at anew.
    """
    forget(connection, rows)
    groups = {row.quotation for row in rows if row.quotation is not None}
    if not groups:
        return
    keys = {row.key for row in rows}
    query = select(statements).where(statements.c.quotation.in_(groups))
    left = [row for row in connection.execute(query).all() if row.key not in keys]
    members = statements.c.quotation.in_(groups)
    connection.execute(update(statements).where(members).values(quotation=None))
    join_all(connection, left)
