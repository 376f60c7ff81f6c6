"""Whether a record still holds what was put into it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from onrecord.model import Article, statement_id
from onrecord.record.dialects import dialect_of
from onrecord.record.errors import RecordError
from onrecord.record.grouping import grouped
from onrecord.record.judging import standing
from onrecord.record.rows import load
from onrecord.record.schema import articles, former_ids, judgements, names, statements


@dataclass(frozen=True, slots=True)
class Verification:
    """How many articles and statements were looked at, and each thing found wrong, in a line.

    ``sound`` are the articles in which nothing is wrong.
    """

    articles: int
    sound: int
    statements: int
    faults: tuple[str, ...]


def verify(connection: Connection) -> Verification:
    """Looks at everything: texts, spans, statements, the index, the parties."""
    counted = connection.scalar(select(func.count()).select_from(statements)) or 0
    ids = connection.scalars(select(articles.c.id).order_by(articles.c.added_at)).all()
    wrong = {id: why for id in ids if (why := fault_of(connection, id))}
    faults = [*dialect_of(connection).unsound(connection), *wrong.values()]
    faults += parties_apart(connection)
    faults += quotations_apart(connection)
    return Verification(len(ids), len(ids) - len(wrong), counted, tuple(faults))


def fault_of(connection: Connection, article_id: str) -> str | None:
    """What is wrong with an article, if anything is."""
    try:
        rows = connection.execute(select(articles).where(articles.c.id == article_id)).all()
        [article] = load(connection, rows)
        former = set(
            connection.scalars(select(former_ids.c.id).where(former_ids.c.article_id == article_id))
        )
    except RecordError as error:
        return str(error).partition(";")[0]
    except (DBAPIError, json.JSONDecodeError, ValueError, TypeError, LookupError, AttributeError):
        return f"article {article_id} is damaged: it cannot be read"
    return next(wrong_in(article, former), None)


def wrong_in(article: Article, former: set[str]) -> Iterator[str]:
    """What is wrong with the parts of an article that could be read."""
    where = f"article {article.id} is damaged"
    for block in article.blocks:
        if not 0 <= block.start < block.end <= len(article.text):
            yield f"{where}: a block is outside of its text"
    for statement in article.statements:
        own_id = statement_id(article.id, statement.source, statement.cue, statement.content)
        if statement.id != own_id:
            yield f"{where}: statement {statement.id} is not the one of its spans"
        if statement.id in former:
            yield f"{where}: {statement.id} is called a former id"


def parties_apart(connection: Connection) -> Iterator[str]:
    """Parties that are not what the standing judgements hold together."""
    kept = {row.key: row.party for row in connection.execute(select(names.c.key, names.c.party))}
    judged = standing(connection, judgements)
    for key, party in grouped(kept, judged).items():
        if kept[key] != party:
            yield f"name {key} is of party {kept[key]}; by the judgements it is of {party}"


def quotations_apart(connection: Connection) -> Iterator[str]:
    """Quotations that do not go by the first of their statements."""
    first = func.min(statements.c.key).label("first")
    query = select(statements.c.quotation, first).where(statements.c.quotation.is_not(None))
    groups = query.group_by(statements.c.quotation).having(first != statements.c.quotation)
    for row in connection.execute(groups):
        yield f"quotation {row.quotation} begins with statement no. {row.first}, not with its own"
