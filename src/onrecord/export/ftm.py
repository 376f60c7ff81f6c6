"""FollowTheMoney entities as JSON lines, for OpenAleph and the tools of OpenSanctions.

A party is a Person, a PublicBody (a body of a state), an Organization or, for a group, a
LegalEntity.  An article is an Article; a Documentation says that a party speaks in it.  A
statement is a Note, on its party where it has one, with the article as ``proof``.

An article and a statement have the same id in every record.  A party has one of its own record,
so that the parties of several records can stand in one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from onrecord.model import Article, Span, Statement

if TYPE_CHECKING:
    from onrecord.record import Party, Record

Entity = dict[str, Any]
WEB = re.compile("https?://")
DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")  # what the library takes for a date
SCHEMATA = {"person": "Person", "organization": "Organization", "group": "LegalEntity"}


def write_ftm(record: Record, articles: Iterable[Article], stream: BinaryIO) -> None:
    """The parties of a record, then its articles with what was said in them, an entity a line."""
    ids = {party.id: f"party.{record.uid}.{party.id}" for party in record.parties()}
    for party in record.parties():
        put(stream, party_entity(party, ids[party.id]))
    for article in articles:
        put(stream, article_entity(article))
        speaking = record.speaking(article.id)
        for found in said_in(article, {said: ids[party] for said, party in speaking.items()}):
            put(stream, found)
        stream.flush()


def put(stream: BinaryIO, entity: Entity) -> None:
    """Writes one line."""
    stream.write(msgspec.json.encode(entity) + b"\n")


def entity(id: str, schema: str, **properties: Iterable[str | None]) -> Entity:
    """An entity with the properties that have values."""
    values = {name: [v for v in several if v] for name, several in properties.items()}
    return {"id": id, "schema": schema, "properties": {n: v for n, v in values.items() if v}}


def party_entity(party: Party, id: str) -> Entity:
    """A party with its names, and the offices of a person."""
    roles = [seen.role for seen in party.roles]
    names: dict[str, Iterable[str | None]] = {"name": [party.name], "alias": party.names[1:]}
    if party.type == "person":
        return entity(id, "Person", **names, position=roles)
    schema = "PublicBody" if party.country else SCHEMATA.get(party.type, "LegalEntity")
    country = [party.country.lower()] if party.country else []
    return entity(id, schema, **names, country=country)


def article_entity(article: Article) -> Entity:
    """An article with what is known of its publication."""
    return entity(
        article.id,
        "Article",
        title=[article.title],
        author=article.byline,
        publisher=[article.outlet],
        publishedAt=[article.published],
        bodyText=[article.text],
        sourceUrl=[address_of(article)],
        fileName=[None if WEB.match(article.origin) else article.origin.rpartition("/")[2]],
    )


def said_in(article: Article, speaking: dict[str, str]) -> Iterator[Entity]:
    """Who speaks in an article, and each statement; ``speaking`` has the parties' ids by those of
    their statements.
    """
    for party in dict.fromkeys(speaking.values()):
        yield entity(
            f"{article.id}.{party}",
            "Documentation",
            document=[article.id],
            entity=[party],
            role=["speaker"],
            date=[article.published],
        )
    for statement in article.statements:
        yield note(article, statement, speaking.get(statement.id))


def note(article: Article, statement: Statement, party: str | None) -> Entity:
    """A statement: its words, how they are introduced, when, and the article that gives them."""
    introduced = " ".join(filter(None, (joined(statement.source), joined(statement.cue))))
    when = statement.said_on or article.published
    return entity(
        f"statement.{statement.id}",
        "Note",
        entity=[party],
        description=[joined(statement.content)],
        summary=[", ".join(filter(None, (introduced, statement.manner, when)))],
        createdAt=[when if when and DAY.fullmatch(when) else None],
        publisher=[article.outlet],
        sourceUrl=[address_of(article)],
        proof=[article.id],
    )


def address_of(article: Article) -> str | None:
    """The address of an article on the web."""
    return article.url or (article.origin if WEB.match(article.origin) else None)


def joined(spans: Iterable[Span]) -> str:
    """The words of several spans."""
    return " … ".join(" ".join(span.text.split()) for span in spans)
