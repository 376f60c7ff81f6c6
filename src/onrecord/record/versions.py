"""Versions: the texts that one article had, when it was edited where it stands.

Another text at the same address or in the same file is the next version of the article,
if enough of it is as it was.  A statement that is repeated in the next version leads there
(``successor``), and is found there alone; one that was taken out is found where it was.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update

from onrecord.model import Article, Statement
from onrecord.record.corrections import apply_from, lineage
from onrecord.record.rows import Line, load
from onrecord.record.schema import articles, corrections, origins, statements
from onrecord.record.succession import printed_again

STDIN = "-"  # an origin that says nothing: whatever was piped in
RUN = 4  # words in a row that are looked for in the other text
EDITED = 0.3  # share of the shorter text's runs from which the other is a version of it


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of an article.  Each pair is a statement of the older and the one of the newer
    that repeats it, None where there is none, in the order of the texts.
    """

    older: Article
    newer: Article
    pairs: tuple[tuple[Statement | None, Statement | None], ...]

    def changed(self) -> list[tuple[Statement | None, Statement | None]]:
        """The pairs that do not have the same words: changed, taken out, put in."""
        return [pair for pair in self.pairs if words_of(pair[0]) != words_of(pair[1])]


def words_of(statement: Statement | None) -> list[list[str]]:
    """The words of a statement's source, cue and content."""
    parts = (statement.source, statement.cue, statement.content) if statement else ()
    return [[span.text for span in part] for part in parts]


def latest_at(connection: Connection, origin: str) -> str | None:
    """The id of the article that an origin had last."""
    query = select(origins.c.article_id).where(origins.c.origin == origin)
    return connection.scalar(query.order_by(origins.c.key.desc()).limit(1))


def is_edited(connection: Connection, latest: str, article: Article) -> bool:
    """Whether an article, just seen where another was, is the next version of that one: it is
    much the same, and there is no place left that still has the other.
    """
    if article.origin == STDIN:
        return False
    places = connection.scalars(select(origins.c.origin).where(origins.c.article_id == latest))
    if any(latest_at(connection, place) == latest for place in places):
        return False
    text = connection.scalar(select(articles.c.text).where(articles.c.id == latest))
    return in_common(text or "", article.text) >= EDITED


def in_common(one: str, other: str) -> float:
    """The share of the shorter text's runs of a few words that the other has too."""
    ours, theirs = runs(one), runs(other)
    return len(ours & theirs) / (min(len(ours), len(theirs)) or 1)


def runs(text: str) -> set[tuple[str, ...]]:
    """Every few words of a text that stand in a row."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1))}


def replace(connection: Connection, older: str, newer: str) -> None:
    """Makes an article the next version of another."""
    for article, by in ((newer, None), (older, newer)):
        this = update(articles).where(articles.c.id == article)
        connection.execute(this.values(replaced_by=by))
    mine = update(statements).where(statements.c.article_id == newer)
    connection.execute(mine.values(successor=None))
    lead(connection, older, newer)


def follow(connection: Connection, article_id: str) -> None:
    """Leads the statements to those of the next version again, after either was found anew."""
    replaced_by = articles.c.replaced_by
    before = select(articles.c.id).where(replaced_by == article_id)
    for older in connection.scalars(before).all():
        lead(connection, older, article_id)
    newer = connection.scalar(select(replaced_by).where(articles.c.id == article_id))
    if newer is not None:
        lead(connection, article_id, newer)


def lead(connection: Connection, older: str, newer: str) -> None:
    """Leads each statement of a version to the one that repeats it in the next, which takes over
    its corrections.
    """
    rows, others = rows_of(connection, older), rows_of(connection, newer)
    places = printed_again(rows, others)
    for place, row in enumerate(rows):
        successor = others[places[place]].key if place in places else None
        this = update(statements).where(statements.c.key == row.key)
        connection.execute(this.values(successor=successor))
    corrected = select(func.count()).select_from(corrections)
    for place in places.values():
        key = others[place].key
        inherited = corrections.c.statement.in_(lineage(connection, key)[1:])
        if connection.scalar(corrected.where(inherited)):
            apply_from(connection, key)


def history(connection: Connection, article_id: str) -> list[str]:
    """The ids of all versions of an article, oldest first."""
    versions = [article_id]
    while earlier := before(connection, versions[0]):
        versions.insert(0, earlier)
    while later := after(connection, versions[-1]):
        versions.append(later)
    return versions


def how_many(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """How many versions each of some articles has, which are the newest ones, by their ids."""
    counted = dict.fromkeys(ids, 1)
    newest = {id: id for id in ids}  # by the oldest version that was found so far
    while newest:
        query = select(articles.c.id, articles.c.replaced_by).order_by(articles.c.added_at)
        rows = connection.execute(query.where(articles.c.replaced_by.in_(newest)))
        earlier = {row.replaced_by: row.id for row in rows}  # the last of those that it replaced
        newest = {before: newest[after] for after, before in earlier.items()}
        for id in newest.values():
            counted[id] += 1
    return counted


def before(connection: Connection, article_id: str) -> str | None:
    """The version that an article took the place of last."""
    query = select(articles.c.id).where(articles.c.replaced_by == article_id)
    return connection.scalar(query.order_by(articles.c.added_at.desc()).limit(1))


def after(connection: Connection, article_id: str) -> str | None:
    """The version that took the place of an article."""
    return connection.scalar(select(articles.c.replaced_by).where(articles.c.id == article_id))


def compare(connection: Connection, older: str, newer: str) -> Comparison:
    """Two versions of an article, or two articles, with what became of each statement."""
    query = select(articles).where(articles.c.id.in_((older, newer)))
    found = {row.id: row for row in connection.execute(query)}
    one, other = load(connection, [found[older], found[newer]])
    places = printed_again(rows_of(connection, older), rows_of(connection, newer))
    return Comparison(one, other, tuple(in_pairs(one.statements, other.statements, places)))


def rows_of(connection: Connection, article_id: str) -> Sequence[Line]:
    """The rows of an article's statements, in order."""
    query = select(statements).where(statements.c.article_id == article_id)
    return connection.execute(query.order_by(statements.c.position)).all()


def in_pairs(
    older: Sequence[Statement], newer: Sequence[Statement], places: Mapping[int, int]
) -> Iterator[tuple[Statement | None, Statement | None]]:
    """Each statement with its counterpart; what was taken out comes where it would stand."""
    before = {number: place for place, number in places.items()}
    gone = [place for place in range(len(older)) if place not in places]
    for number, statement in enumerate(newer):
        place = before.get(number)
        while place is not None and gone and gone[0] < place:
            yield older[gone.pop(0)], None
        yield None if place is None else older[place], statement
    yield from ((older[place], None) for place in gone)
