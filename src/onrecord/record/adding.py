"""Keeping an article: new, seen again, or made anew by other versions of the stages."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from sqlalchemy import Connection, delete, insert, select, update

from onrecord.model import Article
from onrecord.names import name_key
from onrecord.record import versions
from onrecord.record.clock import now
from onrecord.record.corrections import reattach
from onrecord.record.dialects import dialect_of
from onrecord.record.ledger.keeping import leave
from onrecord.record.ledger.keeping import renew as renew_ledger
from onrecord.record.parties.link import compare, link
from onrecord.record.places import of_first_place, see, twin_of
from onrecord.record.quotations import copies, groups
from onrecord.record.rows import (
    Line,
    Values,
    article_values,
    date_values,
    speaker_values,
    statement_values,
)
from onrecord.record.schema import articles, former_ids, speakers, stages, statements
from onrecord.record.succession import found_again

Outcome = Literal["added", "unchanged", "updated", "edited"]
Given = Values  # outlet and published, as far as a person gave them


def add(connection: Connection, article: Article, given: Given) -> Outcome:
    """Keeps an article as ``Record.add`` says."""
    outlet = given.get("outlet") or article.outlet
    if (twin := twin_of(connection, article)) is not None:
        return add_twin(connection, article, twin, given)
    kept = kept_row(connection, article.id)
    if kept is not None:
        article, given = of_first_place(connection, article, kept, given)
    outcome = insert_whole(connection, article, given) if kept is None else None
    replaced = see(connection, article, outlet)
    if kept is not None:
        outcome = renew(connection, article, kept, given)
    if replaced is not None:
        versions.replace(connection, replaced, article.id)
        outcome = "edited"
    elif outcome == "updated":
        versions.follow(connection, article.id)
    renew_ledger(connection, versions.history(connection, article.id))
    return outcome or "added"


def add_twin(connection: Connection, article: Article, twin: str, given: Given) -> Outcome:
    """Keeps another place of a text that the record has in other lines; what was found in it is
    not taken over, since its offsets are others.
    """
    kept = kept_row(connection, twin)
    outlet = given.get("outlet") or article.outlet
    same = dataclasses.replace(article, id=twin)
    same, given = of_first_place(connection, same, kept, given)
    replaced = see(connection, same, outlet, article.id)
    fill_in(connection, same, kept, given)
    if replaced is None:
        return "unchanged"
    versions.replace(connection, replaced, twin)
    renew_ledger(connection, versions.history(connection, twin))
    return "edited"


def insert_whole(connection: Connection, article: Article, given: Given) -> Outcome:
    """Keeps an article that is new."""
    article = dataclasses.replace(article, **given)
    row = article_values(article) | {"given": given or None, "added_at": now()}
    connection.execute(insert(articles).values(row))
    put_found(connection, article, {})
    return "added"


def renew(connection: Connection, article: Article, kept: Line, given: Given) -> Outcome:
    """Keeps what is new of an article that is there already."""
    made_by = versions_of(connection, article.id)
    only_read = article.stages.items() < made_by.items()
    if not only_read and (article.stages != made_by or newly_dated(article, kept, given)):
        put_again(connection, article, kept, given)
        return "updated"
    fill_in(connection, article, kept, given)
    put_right = any(getattr(kept, detail) != value for detail, value in given.items())
    return "updated" if put_right else "unchanged"


def knows(
    connection: Connection, article: Article, versions: Mapping[str, str], given: Given
) -> bool:
    """Whether the record has an article just read as these versions make it."""
    if twin_of(connection, article) is not None:
        return True
    kept = kept_row(connection, article.id)
    if kept is None or newly_dated(article, kept, given):
        return False
    made_by = versions_of(connection, article.id)
    # Of an article in a language that is not read, there is nothing but the reading to know.
    return made_by == versions or (bool(kept.unread) and made_by.items() <= versions.items())


def recall(connection: Connection, article: Article, given: Given) -> Article:
    """An article just read, with what the record knows of it besides."""
    kept = kept_row(connection, article.id)
    return recalled(article, kept, given) if kept else dataclasses.replace(article, **given)


def recalled(article: Article, kept: Line, given: Given) -> Article:
    """An article with outlet and date as a person gave them, else as read now, else as kept."""
    known = {
        "outlet": article.outlet or kept.outlet,
        "published": article.published or kept.published,
        "url": article.url or kept.url,
    }
    return dataclasses.replace(article, **{**known, **(kept.given or {}), **given})


def kept_row(connection: Connection, article_id: str) -> Line | None:
    """What is kept of an article besides its text; None where there is nothing."""
    names = ("outlet", "published", "url", "unread", "given")
    query = select(*(articles.c[name] for name in names))
    return connection.execute(query.where(articles.c.id == article_id)).first()


def versions_of(connection: Connection, article_id: str) -> dict[str, str]:
    """The version of each stage that made what is kept of an article."""
    query = select(stages.c.stage, stages.c.version).where(stages.c.article_id == article_id)
    return {row.stage: row.version for row in connection.execute(query)}


def newly_dated(article: Article, kept: Line, given: Given) -> bool:
    """Whether an article comes with the date that it lacked, or a person gives it another one:
    with it, "Tuesday" is another day.
    """
    published: str | None = details(article, kept, given)["published"]
    return bool(published != kept.published)


def put_found(connection: Connection, article: Article, before: Mapping[str, int]) -> None:
    """Keeps what the stages found in an article.  ``before`` is what its speakers' names were
    linked to before.
    """
    linked = link(connection, article, before)
    made = [
        {"article_id": article.id, "stage": stage, "version": version, "made_at": now()}
        for stage, version in article.stages.items()
    ]
    for table, rows in ((stages, made), (speakers, speaker_values(article, linked))):
        connection.execute(delete(table).where(table.c.article_id == article.id))
        if rows:
            connection.execute(insert(table), rows)
    number = connection.scalar(select(articles.c.number).where(articles.c.id == article.id))
    put_statements(connection, article.id, statement_values(article, linked, number))
    compare(connection, article, linked)
    copies.put(connection, article.id, article.text)
    groups.link(connection, article.id)


def put_statements(connection: Connection, article_id: str, found: Sequence[Values]) -> None:
    """Keeps what was found in the rows of what was found before, as far as it is the same."""
    mine = statements.c.article_id == article_id
    before = connection.execute(select(statements).where(mine).order_by(statements.c.position))
    rows = before.all()
    places = found_again(rows, found)
    gone = [row for place, row in enumerate(rows) if place not in places]
    pairs = [(rows[place], found[number]) for place, number in places.items()]
    renamed = [row for row, values in pairs if row.id != values["id"]]
    remember(connection, [*gone, *renamed])
    reworded = [
        row for row, values in pairs if any(getattr(row, c) != values[c] for c in groups.WORDING)
    ]
    groups.leave(connection, [*gone, *reworded])
    leave(connection, [row.key for row in gone])
    connection.execute(delete(statements).where(statements.c.key.in_([row.key for row in gone])))
    # Out of the way of the new positions: no two statements have the same one at any time.
    connection.execute(update(statements).where(mine).values(position=-1 - statements.c.position))
    for row, values in pairs:
        new = {name: value for name, value in values.items() if getattr(row, name) != value}
        this = update(statements).where(statements.c.key == row.key)
        connection.execute(this.values(new | {"position": values["position"]}))
    added = [values for number, values in enumerate(found) if number not in set(places.values())]
    if added:
        connection.execute(insert(statements), added)
    ids = [values["id"] for values in found]
    connection.execute(delete(former_ids).where(former_ids.c.id.in_(ids)))


def remember(connection: Connection, rows: Iterable[Line]) -> None:
    """Keeps the ids that statements had, for the links that lead to them."""
    former = [
        {
            "id": row.id,
            "article_id": row.article_id,
            "statement": row.key,
            "content": row.spans["content"],
        }
        for row in rows
    ]
    if former:
        connection.execute(dialect_of(connection).insert_new(former_ids), former)


def links(connection: Connection, article_id: str) -> dict[str, int]:
    """Which of the record's names each speaker of an article is linked to."""
    query = select(speakers.c.name, speakers.c.name_id)
    rows = connection.execute(query.where(speakers.c.article_id == article_id))
    return {row.name: row.name_id for row in rows if row.name_id}


def fill_in(connection: Connection, article: Article, kept: Line, given: Given) -> None:
    """Adds outlet, date and address that were missing, or that a person gives."""
    new = details(article, kept, given)
    if all(getattr(kept, column) == value for column, value in new.items()):
        return
    new["outlet_key"] = new["outlet"] and name_key(new["outlet"])
    connection.execute(update(articles).where(articles.c.id == article.id).values(new))
    undated = (statements.c.article_id == article.id) & statements.c.said_on.is_(None)
    days = date_values(None, new["published"])
    connection.execute(update(statements).where(undated).values(days))


def details(article: Article, kept: Line, given: Given) -> Values:
    """Outlet, date and address as a person gives them, else as they are kept, else as read."""
    return {
        "outlet": kept.outlet or article.outlet,
        "published": kept.published or article.published,
        **given,
        "url": kept.url or article.url,
        "given": {**(kept.given or {}), **given} or None,
    }


def put_again(connection: Connection, article: Article, kept: Line, given: Given) -> None:
    """Puts what was found now in the place of what was found before; corrections stay."""
    values = {"given": details(article, kept, given)["given"]}
    article = recalled(article, kept, given)
    row = update(articles).where(articles.c.id == article.id)
    connection.execute(row.values(article_values(article) | values))
    put_found(connection, article, links(connection, article.id))
    reattach(connection, article.id)
