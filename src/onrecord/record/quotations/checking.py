"""Is this what they said?  A quotation held against the record."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from onrecord.legible import legible
from onrecord.names import name_key
from onrecord.quotations import (
    RUN,
    Candidate,
    Difference,
    Verdict,
    Wording,
    is_telling,
    judged,
    rows_of,
    shingles,
    windows,
    wording,
)
from onrecord.record.dialects import dialect_of
from onrecord.record.quotations.index import rows_with, sharing, wording_of
from onrecord.record.quotations.passages import Passage, passages
from onrecord.record.rows import Line
from onrecord.record.schema import articles, statements
from onrecord.record.search import Hit, called, hits, keys_with, spoken_by

LONGEST = 50_000  # characters of what is looked for; more is no quotation, but a mark forgotten
SHORTEST = 3  # words that are looked for in whole texts
NOT_SO: tuple[Verdict, ...] = ("altered", "joined", "not in the record")
EACH = 300  # statements looked at that have a pair of words
COMPARED = 30  # of which those that share most are compared, and as many by the right speaker


@dataclass(frozen=True, slots=True)
class Check:
    """What the record has of a quotation.

    ``by`` is who was asked for, ``confirmed`` whether the words are that speaker's, None where
    nobody was asked for or the record does not know who spoke.  ``found`` are the statements that
    the verdict rests on, in the order of the words; the first one gives ``statement`` and
    ``article``.  ``passage`` is where the words stand in an article that has them in no statement
    whole.  ``differences`` are the words asked for beside those on record.  ``taken_out`` tells
    that a later version of the report does not have the statement any more.
    """

    words: str
    by: str | None
    verdict: Verdict
    statement: str | None
    article: str | None
    differences: tuple[Difference, ...]
    found: tuple[Hit, ...]
    passage: Passage | None
    confirmed: bool | None
    taken_out: bool

    @property
    def holds(self) -> bool:
        """Whether it may be printed so: word for word, and by the speaker named."""
        sure = self.by is None or self.confirmed is True
        return self.verdict == "exact" and sure and not self.taken_out

    def to_json(self) -> dict[str, Any]:
        """This check as the JSON object of ``docs/json.md``."""
        first = self.found[0] if self.found else None
        where = first or self.passage
        return {
            "words": self.words,
            "by": self.by,
            "verdict": self.verdict,
            "holds": self.holds,
            "statement": self.statement,
            "article": self.article,
            "speaker": first and first.speaker,
            "date": first and first.date,
            "outlet": where and where.outlet,
            "differences": [{"theirs": one.theirs, "ours": one.ours} for one in self.differences],
            "statements": [hit.statement.id for hit in self.found],
            "taken_out": self.taken_out,
        }


def check(
    connection: Connection, words: str, by: str | None, besides: Collection[str] = ()
) -> Check:
    """A quotation held against the record, as ``Record.check`` says."""
    theirs = wording(words if len(words) <= LONGEST else "")
    keys = likely(connection, theirs, by)
    found = rows_with(connection, keys)
    rows = {key: row for key, row in found.items() if row.article_id not in besides}
    whose = by_whom(connection, rows, by) if by else {}
    gone = taken_out(connection, list(rows))
    ordered = sorted((key for key in keys if key in rows), key=lambda key: key in gone)
    finding = judged(
        theirs, [Candidate(key, wording_of(rows[key]), whose.get(key)) for key in ordered]
    )
    whole = in_whole_texts(connection, theirs, by, besides) if finding.verdict in NOT_SO else None
    if whole is not None:
        return whole
    shown = tuple(hits(connection, [one.key for one in finding.found]))
    return Check(
        words=words,
        by=by,
        verdict=finding.verdict,
        statement=shown[0].statement.id if shown else None,
        article=shown[0].article if shown else None,
        differences=finding.differences,
        found=shown,
        passage=None,
        confirmed=finding.found[0].by if finding.found else None,
        taken_out=any(one.key in gone for one in finding.found),
    )


def in_whole_texts(
    connection: Connection, theirs: Wording, by: str | None, besides: Collection[str]
) -> Check | None:
    """What the whole texts of articles say of a quotation that no statement has word for word."""
    if len(theirs) < SHORTEST:
        return None
    where = passages(connection, theirs, besides)
    told = [in_passage(connection, theirs, by, one) for one in where]
    strength = {"exact": 0, "another speaker": 1, "paraphrase": 2}
    known = [one for one in told if one.verdict != "paraphrase" or is_telling(theirs.keys)]
    return min(known, key=lambda one: (strength[one.verdict], not one.holds), default=None)


def in_passage(connection: Connection, theirs: Wording, by: str | None, where: Passage) -> Check:
    """What one passage that has the words says of them."""
    rows = rows_with(connection, where.statements)
    whose = by_whom(connection, rows, by) if by else dict.fromkeys(rows)
    fitting = [key for key in rows if whose[key]] or [key for key in rows if whose[key] is None]
    another = bool(rows) and not fitting
    shown = tuple(hits(connection, (fitting or list(rows))[:1]))
    return Check(
        words=theirs.text,
        by=by,
        verdict="paraphrase" if not where.quoted else "another speaker" if another else "exact",
        statement=shown[0].statement.id if shown else None,
        article=where.article,
        differences=(),
        found=shown,
        passage=where,
        confirmed=False if another else whose[fitting[0]] if fitting else None,
        taken_out=False,
    )


def likely(connection: Connection, theirs: Wording, by: str | None) -> list[int]:
    """The keys of the statements that may have the words, likeliest first."""
    keys, rare = sharing(connection, shingles(theirs.keys), EACH)
    near = keys[:COMPARED]
    if by:
        near += within(connection, keys[COMPARED:], said_by(connection, by))[:COMPARED]
    # What has all of the words is among these where some four in a row have nothing but rare pairs;
    # else the phrase itself is looked for.
    whole = len(theirs) >= RUN and any(rare.issuperset(some) for some in windows(theirs.keys))
    if theirs.keys and not whole:
        near += with_phrase(connection, theirs, by)
    if len(theirs) < 2 * RUN:  # with one word altered, there may be no four in a row any more
        near += with_rows(connection, theirs)
    return list(dict.fromkeys(near))


def with_rows(connection: Connection, theirs: Wording) -> list[int]:
    """The keys of statements that have two of the words in a row, or three of every day."""
    key, dialect = statements.c.key, dialect_of(connection)
    some = [dialect.keys_with("content", [row]) for row in rows_of(theirs)]
    queries = [select(key).where(key.in_(found)).limit(COMPARED) for found in some]
    return [key for query in queries for key in connection.scalars(query)]


def with_phrase(connection: Connection, theirs: Wording, by: str | None) -> list[int]:
    """The keys of statements that have the words in a row, the speaker's first."""
    phrase = legible(theirs.text).text
    found = statements.c.key.in_(dialect_of(connection).keys_with("content", [phrase]))
    queries = [select(statements.c.key).where(found).limit(COMPARED)]
    if by:
        queries.insert(0, queries[0].where(said_by(connection, by)))
    return [key for query in queries for key in connection.scalars(query)]


def said_by(connection: Connection, name: str) -> ColumnElement[bool]:
    """Whether a statement is by somebody of this name, or has the name in its source where the
    record has no name of its speaker.
    """
    dialect = dialect_of(connection)
    in_source = statements.c.key.in_(keys_with(dialect, "source", name_key(name)))
    return or_(
        spoken_by(keys_with(dialect, "speaker_key", called(name))),
        and_(statements.c.speaker.is_(None), in_source),
    )


def within(
    connection: Connection, keys: Sequence[int], condition: ColumnElement[bool]
) -> list[int]:
    """Those of some statements that fulfil a condition, in the order given."""
    query = select(statements.c.key).where(statements.c.key.in_(keys), condition)
    found = set(connection.scalars(query))
    return [key for key in keys if key in found]


def by_whom(connection: Connection, rows: Mapping[int, Line], name: str) -> dict[int, bool | None]:
    """Whether each of some statements is by somebody of this name, None where nobody knows.

    Where a report does not say who spoke, as in a headline, another one of the same quotation may.
    """
    theirs = set(within(connection, list(rows), said_by(connection, name)))
    nameless = set(within(connection, list(rows), statements.c.speaker.is_(None))) - theirs
    quotations = {rows[key].quotation for key in nameless} - {None}
    told = select(statements.c.quotation).where(
        statements.c.quotation.in_(quotations), statements.c.speaker.is_not(None)
    )
    known = set(connection.scalars(told))
    known_theirs = set(connection.scalars(told.where(said_by(connection, name))))

    def is_theirs(key: int) -> bool | None:
        quotation = rows[key].quotation
        if key not in nameless:
            return key in theirs
        return quotation in known_theirs if quotation in known else None

    return {key: is_theirs(key) for key in rows}


def taken_out(connection: Connection, keys: Collection[int]) -> set[int]:
    """Those of some statements that the next version of their report does not repeat."""
    query = (
        select(statements.c.key)
        .join(articles)
        .where(
            statements.c.key.in_(keys),
            statements.c.successor.is_(None),
            articles.c.replaced_by.is_not(None),
        )
    )
    return set(connection.scalars(query))
