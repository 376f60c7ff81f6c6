"""FollowTheMoney entities as JSON lines, for OpenAleph and the tools of OpenSanctions.

A party is a Person, a PublicBody (a body of a state), an Organization or, for a group, a
LegalEntity.  An article is an Article; a Documentation says that a party speaks in it.  A
statement is a Note on its party, with the article as ``proof``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from onrecord.model import Article, Span, Statement

if TYPE_CHECKING:
    from onrecord.record import Party, Record

Entity = dict[str, Any]
SCHEMATA = {"person": "Person", "organization": "Organization", "group": "LegalEntity"}


def write_ftm(record: Record, articles: Iterable[Article], stream: BinaryIO) -> None:
    """The parties of a record, then its articles with what was said in them, an entity a line."""
    for party in record.parties():
        put(stream, party_entity(party))
    for article in articles:
        put(stream, article_entity(article))
        for found in said_in(article, record.speaking(article.id)):
            put(stream, found)
        stream.flush()


def put(stream: BinaryIO, entity: Entity) -> None:
    """Writes one line."""
    stream.write(msgspec.json.encode(entity) + b"\n")


def entity(id: str, schema: str, **properties: Iterable[str | None]) -> Entity:
    """An entity with the properties that have values."""
    values = {name: [v for v in several if v] for name, several in properties.items()}
    return {"id": id, "schema": schema, "properties": {n: v for n, v in values.items() if v}}


def party_entity(party: Party) -> Entity:
    """A party with its names, and the offices of a person."""
    roles = [seen.role for seen in party.roles]
    names: dict[str, Iterable[str | None]] = {"name": [party.name], "alias": party.names[1:]}
    if party.type == "person":
        return entity(party_id(party.id), "Person", **names, position=roles)
    schema = "PublicBody" if party.country else SCHEMATA.get(party.type, "LegalEntity")
    country = [party.country.lower()] if party.country else []
    return entity(party_id(party.id), schema, **names, country=country)


def article_entity(article: Article) -> Entity:
    """An article with what is known of its publication."""
    web = article.origin.startswith(("http://", "https://"))
    return entity(
        article.id,
        "Article",
        title=[article.title],
        author=article.byline,
        publisher=[article.outlet],
        publishedAt=[article.published],
        bodyText=[article.text],
        sourceUrl=[article.url or (article.origin if web else None)],
        fileName=[None if web else article.origin.rpartition("/")[2]],
    )


def said_in(article: Article, speaking: dict[str, int]) -> Iterator[Entity]:
    """Who speaks in an article, and each statement."""
    for party in dict.fromkeys(speaking.values()):
        yield entity(
            f"{article.id}.{party}",
            "Documentation",
            document=[article.id],
            entity=[party_id(party)],
            role=["speaker"],
            date=[article.published],
        )
    for statement in article.statements:
        if statement.id in speaking:
            yield note(article, statement, party_id(speaking[statement.id]))


def note(article: Article, statement: Statement, party: str) -> Entity:
    """A statement: its words, how they are introduced, and the article that gives them."""
    introduced = " ".join(filter(None, (joined(statement.source), joined(statement.cue))))
    when = statement.said_on or article.published
    return entity(
        f"statement.{statement.id}",
        "Note",
        entity=[party],
        description=[joined(statement.content)],
        summary=[", ".join(filter(None, (introduced, statement.manner, when)))],
        publisher=[article.outlet],
        proof=[article.id],
    )


def party_id(party: int) -> str:
    """The id of a party's entity."""
    return f"party.{party}"


def joined(spans: Iterable[Span]) -> str:
    """The words of several spans."""
    return " … ".join(" ".join(span.text.split()) for span in spans)
