"""Topics: which of a party's statements bear on what was asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from onrecord.names import name_key
from onrecord.record import lookup
from onrecord.record.errors import RecordError
from onrecord.record.parties.decide import written
from onrecord.record.positions.sayings import Saying
from onrecord.record.schema import articles, bearings, statements
from onrecord.stems import stems_of

SHORTEST = 8  # characters of an id: "facade" is a word
ENOUGH = 0.5  # of a topic's words, where no statement has all of them
AROUND = 1_000  # statements around which one looks, the last


def bearing(connection: Connection, found: Sequence[Saying], topic: str) -> list[Saying]:
    """The statements that bear on a topic, in their order.

    It is an entry of the ledger, given by the id of a statement in it; or a party that they are
    about or aimed at; or words, in some form, which they have themselves, or else, where none
    does, in their paragraphs or the titles of their reports.  With a statement comes what bears on
    the same promise in other words.
    """
    if (entry := in_entry(connection, topic)) is not None:
        return [saying for saying in found if saying.id in entry]
    if called_so := {row.name_key for row in written(connection, topic)}:
        mentioning = [saying for saying in found if mentions(saying, called_so)]
        if mentioning:
            return mentioning
    wanted = stems_of(topic)
    if not wanted:
        raise RecordError(f"{topic}: say with a word or two what it is about")
    for texts in (own_words, paragraphs, titles):
        if keys := with_most(wanted, texts(connection, found)):
            keys |= on_the_same(connection, keys)
            return [saying for saying in found if saying.key in keys]
    return []


def with_most(wanted: set[str], texts: Mapping[int, str]) -> set[int]:
    """The statements in whose texts all the words are, or else as many as in any, if that are half
    of them.
    """
    having = {key: len(wanted & stems_of(text)) for key, text in texts.items()}
    most = max(having.values(), default=0)
    if most < len(wanted) * ENOUGH:
        return set()
    return {key for key, number in having.items() if number == most}


def own_words(_: Connection, found: Sequence[Saying]) -> dict[int, str]:
    """What each statement says, at whom and about whom."""
    return {
        one.key: " ".join((one.cue, one.words, one.about or "", one.target or "")) for one in found
    }


def paragraphs(connection: Connection, found: Sequence[Saying]) -> dict[int, str]:
    """The paragraphs in which the last of the statements stand."""
    query = select(statements.c.key, statements.c.spans, articles.c.text).join(articles)
    rows = connection.execute(query.where(statements.c.key.in_(last_of(found))))
    return {row.key: paragraph(row.text, row.spans["content"]) for row in rows}


def paragraph(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """What stands between the empty lines around some spans of a text."""
    start = text.rfind("\n\n", 0, spans[0][0])
    end = text.find("\n\n", spans[-1][1])
    return text[max(start, 0) : end if end >= 0 else len(text)]


def titles(connection: Connection, found: Sequence[Saying]) -> dict[int, str]:
    """The titles of the reports of the last of the statements."""
    query = select(statements.c.key, statements.c.headline)
    rows = connection.execute(query.where(statements.c.key.in_(last_of(found))))
    return {key: headline or "" for key, headline in rows}


def last_of(found: Sequence[Saying]) -> list[int]:
    """The keys of the last of some statements: their reports take a while to be looked through."""
    return [one.key for one in found[-AROUND:]]


def on_the_same(connection: Connection, keys: set[int]) -> set[int]:
    """The statements that bear on the same promises or refusals as some."""
    theirs = select(bearings.c.entry).where(bearings.c.statement.in_(keys))
    query = select(bearings.c.statement).where(bearings.c.entry.in_(theirs))
    return set(connection.scalars(query))


def in_entry(connection: Connection, topic: str) -> set[str] | None:
    """The ids of the statements in the entry of the ledger that a topic names, if it names one."""
    if len(topic) < SHORTEST or (row := lookup.statement_called(connection, topic)) is None:
        return None
    entry = select(bearings.c.entry).where(bearings.c.statement == row.key).scalar_subquery()
    query = select(statements.c.id).join(bearings, bearings.c.statement == statements.c.key)
    return set(connection.scalars(query.where(bearings.c.entry == entry))) or None


def mentions(saying: Saying, called_so: set[str]) -> bool:
    """Whether a statement is about or aimed at somebody whose names have these keys."""
    named = f"{saying.about or ''}; {saying.target or ''}".split("; ")
    return not called_so.isdisjoint(map(name_key, named))
