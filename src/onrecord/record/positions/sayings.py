"""Sayings: the statements of a record as positions are made from them, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from onrecord.names import name_key
from onrecord.positions import Said, told
from onrecord.record.dialects import dialect_of
from onrecord.record.errors import RecordError
from onrecord.record.parties.browse import near
from onrecord.record.parties.decide import find_party
from onrecord.record.schema import articles, names, statements
from onrecord.record.search import called, keys_with, of_parties, spoken_by

MOST = 5_000  # statements of one party that are looked at, the newest


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement with what is known of its saying; ``day`` is the last that it may mean, of the
    saying or else of publication.
    """

    key: int
    id: str
    article: str
    said_on: str | None
    published: str | None
    outlet: str | None
    speaker: str | None
    party: int | None
    roles: str
    cue: str
    words: str
    act: str | None
    target: str | None
    about: str | None
    day: str | None

    @property
    def told(self) -> str:
        """Cue and content as the comparer reads them."""
        return told(self.cue, self.words)

    def said(self) -> Said:
        """As it goes into a line."""
        return Said(self.id, self.words, self.told, self.day)


def sayings(connection: Connection, *wanted: ColumnElement[bool], most: int = MOST) -> list[Saying]:
    """The statements that fulfil some conditions, in order of time and, of a day, of the reports;
    of more than ``most`` the newest.
    """
    columns = (
        statements.c.key,
        statements.c.id,
        statements.c.article_id.label("article"),
        statements.c.said_on,
        articles.c.published,
        articles.c.outlet,
        statements.c.speaker,
        names.c.party,
        statements.c.roles,
        statements.c.cue,
        statements.c.content.label("words"),
        statements.c.act,
        statements.c.target,
        statements.c.about,
        statements.c.last_day.label("day"),
    )
    found = connection.execute(newest(*columns).where(*wanted).limit(most))
    return [Saying(*tuple(row)) for row in found][::-1]


def newest(*columns: ColumnElement[Any]) -> Select[Any]:
    """Columns of statements, of their articles and of who speaks, the newest first."""
    return (
        select(*columns)
        .select_from(statements)
        .join(articles, articles.c.number == statements.c.article_id)
        .outerjoin(names, names.c.key == statements.c.name_id)
        .where(statements.c.successor.is_(None))
        .order_by(
            statements.c.last_day.desc().nulls_first(),
            articles.c.published.desc().nulls_first(),
            articles.c.added_at.desc(),
            articles.c.id.desc(),
            statements.c.position.desc(),
        )
    )


def by(connection: Connection, name: str, *, body: bool) -> ColumnElement[bool]:
    """Whether a statement is by somebody: words of a name, or a party's number.  With ``body`` also
    by those who speak for it: in whose role it stands.
    """
    dialect = dialect_of(connection)
    if name.isdecimal():
        party = find_party(connection, name)
        mine = of_parties(select(names.c.party).where(names.c.party == party))
        known = select(names.c.name).where(names.c.party == party)
        called_so: Sequence[str] = list(connection.scalars(known))
    else:
        mine = spoken_by(keys_with(dialect, "speaker_key", called(name)))
        called_so = [name]
    if not body:
        return mine
    roles = (statements.c.key.in_(keys_with(dialect, "roles", name_key(n))) for n in called_so)
    return or_(mine, *roles)


def check_known(connection: Connection, condition: ColumnElement[bool], name: str) -> None:
    """``RecordError`` where nobody fulfils a condition."""
    if connection.execute(select(statements.c.key).where(condition).limit(1)).first() is None:
        close = ", ".join(near(connection, name, 3))
        raise RecordError(
            f"nobody in the record is called {name}"
            + (f"; near it are: {close}" if close else "; `onrecord speakers` shows who is")
        )
