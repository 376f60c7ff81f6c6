"""Articles ↔ rows.  A span is kept as its two offsets; the words are cut from the text again.

Longer than other modules: every table has its way in and its way out, beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, select

from onrecord.legible import legible
from onrecord.model import (
    Article,
    Block,
    Commitment,
    Mentioned,
    Part,
    Provenance,
    Resolution,
    Span,
    Speaker,
    Statement,
    text_id,
)
from onrecord.names import name_key
from onrecord.quotations import Quotation, as_read, quoted_in, quoted_stretches
from onrecord.record.days import first_day, last_day
from onrecord.record.errors import RecordError
from onrecord.record.schema import PARTS, origins, speakers, stages, statements

UNREADABLE = (AttributeError, LookupError, TypeError, ValueError, msgspec.MsgspecError)
Values = dict[str, Any]  # what goes into a row, by column
Line = Any  # a row that came out: its columns are attributes, untyped by SQLAlchemy


def article_values(article: Article) -> Values:
    """The row of an article."""
    return {
        "id": article.id,
        "outlet": article.outlet,
        "outlet_key": article.outlet and name_key(article.outlet),
        "title": article.title,
        "byline": list(article.byline),
        "credits": list(article.credits),
        "published": article.published,
        "language": article.language,
        "text": article.text,
        "legible": as_other_letters(article.text),
        "flat_id": flat_id(article.text),
        "blocks": [[block.start, block.end, block.kind] for block in article.blocks],
        "unread": article.unread,
        "url": article.url,
        "parts": [[part.start, part.end, part.name] for part in article.parts] or None,
    }


def flat_id(text: str) -> str:
    """What texts have in common that differ in nothing but their white space."""
    return text_id(" ".join(text.split()))[:32]


def as_other_letters(text: str) -> str | None:
    """A text as it is read, where hidden characters or loose accents make that another one."""
    view = legible(text)
    return None if view.starts is None else view.text


def speaker_values(article: Article, linked: Mapping[str, int]) -> list[Values]:
    """The rows of an article's speakers; ``linked`` has their keys in ``names`` by id."""
    return [
        {
            "article_id": article.id,
            "id": speaker.id,
            "name": speaker.name,
            "type": speaker.type,
            "roles": list(speaker.roles),
            "mentions": offsets(speaker.mentions),
            "name_id": linked.get(speaker.id),
        }
        for speaker in article.speakers
    ]


def statement_values(
    article: Article, linked: Mapping[str, int], number: int | None
) -> list[Values]:
    """The rows of an article's statements, as the stages made them; ``number`` is the article's."""
    names = {speaker.id: speaker.name for speaker in article.speakers}
    types = {speaker.id: speaker.type for speaker in article.speakers}
    roles = roles_by_name((speaker.name, speaker.roles) for speaker in article.speakers)
    quoted = quoted_in(article)
    return [
        {
            "article_id": article.id,
            "article_number": number,
            "position": position,
            "id": statement.id,
            "spans": {
                "source": offsets(statement.source),
                "cue": offsets(statement.cue),
                "content": offsets(statement.content),
            },
            **word_values(article.text, statement, quoted),
            "manner": statement.manner,
            "speaker_id": statement.speaker,
            "speaker_type": types.get(statement.speaker or ""),
            "act": statement.act,
            "act_confidence": statement.act_confidence,
            **mentioned_values(statement),
            "confidence": statement.confidence,
            "commitment": msgspec.to_builtins(statement.commitment),
            "resolution": msgspec.to_builtins(statement.resolution),
            "speaker_confidence": statement.resolution and statement.resolution.confidence,
            "extracted": None,
            "headline": article.title and legible(article.title).text,
            "name_id": linked.get(statement.speaker or ""),
            **spoken(names.get(statement.speaker or ""), roles),
            **date_values(statement.said_on, article.published),
        }
        for position, statement in enumerate(article.statements)
    ]


def word_values(text: str, statement: Statement, quoted: Sequence[Quotation]) -> Values:
    """The columns for the words of a statement of a text, as they are read; no content where SQL
    can cut it from the text.
    """
    stretches = quoted_stretches(statement.content, quoted) if statement.manner == "mixed" else None
    words: Values = {part: as_read(getattr(statement, part)) for part in PARTS}
    if words["content"] == statement.content[0].text and "\0" not in text:  # where it ends, to SQL
        words["content"] = None
    return words | {"quoted": stretches}


def mentioned_values(statement: Statement) -> Values:
    """The columns for whom a statement is aimed at, told to and about, and where it was made."""
    parties = {field: getattr(statement, field) for field in ("target", "audience", "place")}
    kept: Values = {field: with_offsets(party) for field, party in parties.items() if party}
    if statement.about:
        kept["about"] = [with_offsets(party) for party in statement.about]
    return {
        **{field: party and party.name for field, party in parties.items()},
        "about": "; ".join(party.name for party in statement.about) or None,
        "mentioned": kept or None,
    }


def with_offsets(party: Mentioned) -> Values:
    """A party or a place with the offsets of its spans."""
    return {"name": party.name, "speaker": party.speaker, "spans": offsets(party.spans)}


def mention(text: str, kept: Values) -> Mentioned:
    """A party or a place as it was kept."""
    return Mentioned(kept["name"], kept["speaker"], spans_of(text, kept["spans"]))


def mentioned_from(text: str, row: Line, field: str) -> Mentioned | None:
    """The party or the place of a field: as extracted, unless a correction says another name."""
    name = getattr(row, field)
    if name is None:
        return None
    kept = (row.mentioned or {}).get(field)
    return mention(text, kept) if kept and kept["name"] == name else Mentioned(name)


def spoken(name: str | None, roles: Mapping[str, str]) -> Values:
    """The columns that follow from who speaks."""
    return {
        "speaker": name,
        "speaker_key": name and name_key(name),
        "roles": roles.get(name or "", ""),
    }


def date_values(said_on: str | None, published: str | None) -> Values:
    """The columns that follow from when it was said, or else published."""
    date = said_on or published
    return {"said_on": said_on, "first_day": first_day(date), "last_day": last_day(date)}


def roles_by_name(known: Iterable[tuple[str | None, Iterable[str]]]) -> dict[str, str]:
    """What the article calls each of its named speakers, to be searched; of those who share a
    name, as a person and her letter may, all of it.
    """
    roles: dict[str, list[str]] = {}
    for name, more in known:
        if name:
            roles.setdefault(name, []).extend(more)
    return {name: "; ".join(dict.fromkeys(given)) for name, given in roles.items()}


def offsets(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as pairs of start and end."""
    return [[span.start, span.end] for span in spans]


def spans_of(text: str, pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    """The spans of ``text`` at these offsets."""
    return tuple(Span.of(text, start, end) for start, end in pairs)


class Parts(NamedTuple):
    """The rows that stand below one article, in order."""

    origins: Sequence[Line]
    stages: Sequence[Line]
    speakers: Sequence[Line]
    statements: Sequence[Line]


def load(connection: Connection, rows: Sequence[Line]) -> Iterator[Article]:
    """The articles of these rows of ``articles``, whole."""
    ids = [row.id for row in rows]
    found = []
    for below, order in (
        (origins, origins.c.key),
        (stages, stages.c.stage),
        (speakers, speakers.c.key),
        (statements, statements.c.position),
    ):
        query = select(below).where(below.c.article_id.in_(ids))
        lines = connection.execute(query.order_by(below.c.article_id, order))
        found.append(
            {key: list(group) for key, group in groupby(lines, lambda line: line.article_id)}
        )
    for row in rows:
        check_text(row)
        try:
            article = article_from(row, Parts(*(lines.get(row.id, []) for lines in found)))
        except UNREADABLE as error:
            raise damaged(row.id, "a part of it cannot be read") from error
        yield article


def article_from(row: Line, parts: Parts) -> Article:
    """One article, put together again from its rows."""
    people = list(speakers_from(row.text, parts.speakers))
    said = tuple(statement_from(row.text, line, people) for line in parts.statements)
    return Article(
        id=row.id,
        origin=parts.origins[0].origin,
        outlet=row.outlet,
        title=row.title,
        byline=tuple(row.byline),
        credits=tuple(row.credits),
        published=row.published,
        language=row.language,
        text=row.text,
        blocks=tuple(Block(*block) for block in row.blocks),
        speakers=tuple(people),
        statements=said,
        unread=row.unread,
        stages={line.stage: line.version for line in parts.stages},
        url=row.url,
        parts=tuple(Part(*part) for part in row.parts or ()),
        provenance=came(parts.origins[0].provenance),
    )


def came(kept: Values | None) -> Provenance | None:
    """How an article came, as it was kept."""
    return msgspec.convert(kept, Provenance) if kept else None


def speakers_from(text: str, rows: Iterable[Line]) -> Iterator[Speaker]:
    """The speakers of an article, as the stages found them."""
    for row in rows:
        mentions = spans_of(text, row.mentions)
        yield Speaker(row.id, row.name, row.type, tuple(row.roles), mentions)


def check_text(row: Line) -> None:
    """``RecordError`` where an article's text is not the one that it was added with: its id is
    the text's hash.
    """
    if text_id(row.text) != row.id:
        raise damaged(row.id, "its text is not the one that it was added with")


def damaged(article: str, why: str) -> RecordError:
    """The error that an article is not as it was written."""
    return RecordError(
        f"article {article} is damaged: {why}; restore the record from a backup, or remove the "
        "article and add it again (`onrecord verify` tells what else is damaged)"
    )


def statement_from(text: str, row: Line, people: list[Speaker]) -> Statement:
    """One statement; a speaker that a correction brought in is added to ``people``.

    ``RecordError`` where its row is not as it was written.
    """
    try:
        statement = built(text, row, people)
    except UNREADABLE as error:
        raise damaged(row.article_id, f"statement {row.id} cannot be read") from error
    words = (
        (statement.source, row.source),
        (statement.cue, row.cue),
        (statement.content, row.content),
    )
    if any(as_read(spans) != kept for spans, kept in words):
        raise damaged(row.article_id, f"the words of statement {row.id} are not those in the text")
    return statement


def built(text: str, row: Line, people: list[Speaker]) -> Statement:
    """One statement from its row."""
    return Statement(
        id=row.id,
        source=spans_of(text, row.spans["source"]),
        cue=spans_of(text, row.spans["cue"]),
        content=spans_of(text, row.spans["content"]),
        manner=row.manner,
        speaker=speaker_of(row, people),
        act=row.act,
        act_confidence=row.act_confidence,
        target=mentioned_from(text, row, "target"),
        audience=mentioned_from(text, row, "audience"),
        place=mentioned_from(text, row, "place"),
        about=tuple(mention(text, party) for party in (row.mentioned or {}).get("about", ())),
        said_on=row.said_on,
        confidence=row.confidence,
        commitment=row.commitment and msgspec.convert(row.commitment, Commitment),
        resolution=None if is_corrected(row) else resolution_of(row),
    )


def resolution_of(row: Line) -> Resolution | None:
    """How the stages found the speaker."""
    return row.resolution and msgspec.convert(row.resolution, Resolution)


def is_corrected(row: Line) -> bool:
    """Whether a person said who speaks."""
    return row.extracted is not None and row.extracted["speaker"] != row.speaker


def speaker_of(row: Line, people: list[Speaker]) -> str | None:
    """The id of who speaks: as extracted, unless a correction says another name."""
    extracted = next((person for person in people if person.id == row.speaker_id), None)
    if extracted is not None and extracted.name == row.speaker:
        return extracted.id
    if row.speaker is None:
        return None
    for person in people:
        if person.name == row.speaker:
            return person.id
    kind = extracted.type if extracted else "person"
    people.append(Speaker(f"corrected-{len(people) + 1}", row.speaker, kind))
    return people[-1].id
