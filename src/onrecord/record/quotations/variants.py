"""The wordings of one quotation: who carried it, and how each differs from the fullest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from onrecord.quotations import Difference, Wording, aligned, differences
from onrecord.record.quotations.index import wording_of
from onrecord.record.rows import Line
from onrecord.record.schema import printings, statements
from onrecord.record.search import Hit, hits


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a quotation.

    ``differences`` are its words beside those of the fullest wording; what was cut before and
    behind is none.  ``report`` is the same for printings of one report.
    """

    hit: Hit
    differences: tuple[Difference, ...]
    report: int | None


def variants(connection: Connection, row: Line) -> list[Variant]:
    """All wordings of the quotation of a statement's row, its own too, the fullest first and then
    in the order in which they were added.
    """
    rows = connection.execute(
        select(statements).where(together(row)).order_by(statements.c.key)
    ).all()
    words = {one.key: wording_of(one) for one in rows}
    fullest = max(rows, key=lambda one: len(words[one.key]))
    ordered = [fullest, *(one for one in rows if one is not fullest)]
    reports = reports_of(connection, {one.article_id for one in ordered})
    found = hits(connection, [one.key for one in ordered])
    return [
        Variant(
            hit, told_otherwise(words[one.key], words[fullest.key]), reports.get(one.article_id)
        )
        for one, hit in zip(ordered, found, strict=True)
    ]


def together(row: Line) -> ColumnElement[bool]:
    """Whether a statement is one quotation with another; what the next version of an article
    repeats counts there alone.
    """
    this: ColumnElement[bool] = statements.c.key == row.key
    if row.quotation is None:
        return this
    same = and_(statements.c.quotation == row.quotation, statements.c.successor.is_(None))
    return or_(this, same)


def told_otherwise(ours: Wording, fullest: Wording) -> tuple[Difference, ...]:
    """How a wording differs from the fullest, in what either has in quotation marks."""
    blocks = [
        block
        for block in aligned(ours, fullest)
        if any(ours.quoted[block.first : block.last])
        or any(fullest.quoted[block.our_first : block.our_last])
    ]
    return tuple(differences(blocks, ours, fullest))


def reports_of(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The report of which each article is a printing."""
    query = select(printings.c.article_id, printings.c.report)
    return {
        row[0]: row[1] for row in connection.execute(query.where(printings.c.article_id.in_(ids)))
    }
