"""Statements as the ledger sees them: kept as JSON where they are in an entry, told anew from
their rows where they are in none, as most are.
"""

from __future__ import annotations

from collections.abc import Collection
from struct import iter_unpack, pack

import msgspec
from sqlalchemy import Connection, select

from onrecord.ledger import Told, place_in, told
from onrecord.model import Commitment
from onrecord.record.digest import digest
from onrecord.record.rows import Line
from onrecord.record.schema import articles, statements

decoder = msgspec.json.Decoder(Told)


def encoded(line: Told) -> str:
    """A statement as it is kept."""
    return msgspec.json.encode(line, order="deterministic").decode()


def mark_of(line: Told) -> int:
    """A number that is another where anything of a statement is."""
    return digest(encoded(line).encode())


def packed(sought: Collection[int]) -> bytes:
    """What a statement is looked up under, as it is kept: so that it is found again whatever
    became of its words.
    """
    return pack(f"<{len(sought)}i", *sought)


def unpacked(kept: bytes) -> list[int]:
    """The keys that were kept."""
    return [key for (key,) in iter_unpack("<i", kept)]


def told_in(connection: Connection, row: Line) -> Told:
    """The statement of a row of ``bearings``."""
    if row.told is not None:
        return decoder.decode(row.told)
    return told_by(connection, [row.statement])[row.statement]


def told_of(connection: Connection, article_id: str) -> dict[int, Told]:
    """The statements of an article; what the next version of the article repeats is told there
    alone.
    """
    mine = (statements.c.article_id == article_id) & statements.c.successor.is_(None)
    return told_by(connection, connection.scalars(select(statements.c.key).where(mine)).all())


def told_by(connection: Connection, wanted: Collection[int]) -> dict[int, Told]:
    """Statements by their keys."""
    columns = (articles.c.published, articles.c.outlet, articles.c.text)
    query = select(statements, *columns).join(articles).where(statements.c.key.in_(wanted))
    rows = connection.execute(query)
    return {row.key: told_from(row) for row in rows}


def told_from(row: Line) -> Told:
    """A statement as the ledger sees it, from its row and its article's."""
    return told(
        id=row.id,
        article=row.article_id,
        position=row.position,
        act=row.act,
        speaker=row.speaker,
        cue=row.cue,
        words=row.content,
        published=row.published,
        said_on=row.said_on,
        outlet=row.outlet,
        target=row.target,
        commitment=row.commitment and msgspec.convert(row.commitment, Commitment),
        **place_in(row.text, row.spans["content"][0][0]),
    )
