"""Printings of one report: articles whose texts are much the same."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select, type_coerce, update

from onrecord.quotations import bands as bands_of
from onrecord.quotations import is_copy, wording
from onrecord.record.dialects import dialect_of
from onrecord.record.schema import INTEGER, articles, bands, printings

EACH = 10  # printings looked at that share one number
NEXT = select(bands.c.printing).where(bands.c.band == bindparam("band")).limit(bindparam("most"))


def put(connection: Connection, article_id: str, text: str) -> None:
    """Keeps an article among the printings of the same report; once it is there it stays, since
    its text does.
    """
    known = select(printings.c.key).where(printings.c.article_id == article_id)
    if connection.scalar(known) is not None:
        return
    words = wording(text).keys
    mine = bands_of(words)
    same = copies_among(connection, mine, words)
    connection.execute(insert(printings).values(article_id=article_id, report=0))
    key = connection.execute(known).scalar_one()
    first = min([key, *same])
    together = printings.c.report.in_(same) | (printings.c.key == key)
    connection.execute(update(printings).where(together).values(report=first))
    if mine:
        rows = [{"band": band, "printing": key} for band in mine]
        connection.execute(dialect_of(connection).insert_new(bands), rows)


def copies_among(connection: Connection, mine: Sequence[int], words: Sequence[str]) -> set[int]:
    """The reports of which a text is a printing."""
    found = {
        key for band in mine for key in connection.scalars(NEXT, {"band": band, "most": EACH}).all()
    }
    query = select(printings.c.report, articles.c.text).join(articles)
    rows = connection.execute(query.where(printings.c.key.in_(found))).all()
    return {row.report for row in rows if is_copy(words, wording(row.text).keys)}


def copies_of(connection: Connection, article: int) -> set[int]:
    """The other articles that are printings of the same report, all by their numbers."""
    number = type_coerce(printings.c.article_id, INTEGER)
    mine = select(printings.c.report).where(number == article)
    query = select(number).where(printings.c.report.in_(mine))
    return set(connection.scalars(query)) - {article}


def forget(connection: Connection, ids: Sequence[str]) -> None:
    """Takes articles, which are about to go, out from among the printings."""
    query = select(printings.c.key, printings.c.report, articles.c.text).join(articles)
    for row in connection.execute(query.where(printings.c.article_id.in_(ids))).all():
        connection.execute(delete(printings).where(printings.c.key == row.key))
        left = printings.c.report == row.report
        first = connection.scalar(select(func.min(printings.c.key)).where(left))
        connection.execute(update(printings).where(left).values(report=first))
        for band in bands_of(wording(row.text).keys):
            this = (bands.c.band == band) & (bands.c.printing == row.key)
            connection.execute(delete(bands).where(this))
