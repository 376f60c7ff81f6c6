"""An article in flat rows, as spreadsheets and data frames hold it, and in a notebook's cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from onrecord.model import Article, Mentioned, Span, Statement


class Known(NamedTuple):
    """What a record alone knows of a statement: the party that speaks, and its country; of a
    quotation told more than once the id of its first statement, and the outlets of all.
    """

    party: int | None = None
    country: str | None = None
    quotation: str | None = None
    outlets: str | None = None


KnownById = Mapping[str, Known]  # by the ids of statements
KnownOf = Callable[["Article"], KnownById]
GAP = " … "  # between the parts of a quotation that the reporter's words split
MOST_SHOWN = 100  # statements in a notebook's cell
SHORT = 60  # characters that stand for a text where there is no room for it
# Where a sentence ends, and not behind "Mr.", "Lt." or an initial.
BOUNDARY = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?][\"'”’»)\]]))(?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{2}\.)"
    r"\s++(?=[\"'“‘„«(\[]?[A-ZÀ-Þ])"
)


def joined(spans: Iterable[Span]) -> str:
    """The words of several spans in one line."""
    return GAP.join(span.text for span in spans)


def shortened(words: str) -> str:
    """The first words of a text in one line."""
    line = " ".join(words[: 10 * SHORT].split())
    return line if len(line) <= SHORT else line[: SHORT - 1].rstrip() + "…"


def nothing(_: Article) -> KnownById:
    """What is known of an article that is in no record."""
    return {}


class Row(NamedTuple):
    """The columns, in order.  Offsets count characters of the article's text; the content of a
    split quotation is in one column, its parts joined by " … ", from the first start to the
    last end; ``content_spans`` has each part, "12-30; 45-60".  The last four are known in a
    record alone.
    """

    article_id: str
    origin: str
    outlet: str | None
    title: str | None
    published: str | None
    statement_id: str
    speaker: str | None
    speaker_type: str | None
    roles: str | None
    source: str | None
    cue: str | None
    content: str
    manner: str
    act: str | None
    act_confidence: float | None
    target: str | None
    audience: str | None
    place: str | None
    about: str | None
    said_on: str | None
    confidence: float | None
    content_start: int
    content_end: int
    url: str | None
    content_spans: str
    sentence: str
    language: str | None
    party: int | None
    country: str | None
    quotation: str | None
    outlets: str | None


def rows(article: Article, known: KnownById | None = None) -> Iterator[Row]:
    """One row for each statement of an article, with what a record knows of it."""
    speakers = {speaker.id: speaker for speaker in article.speakers}
    for statement in article.statements:
        speaker = speakers.get(statement.speaker or "")
        of_record = (known or {}).get(statement.id, Known())
        yield row(
            statement,
            article_id=article.id,
            origin=article.origin,
            outlet=article.outlet,
            title=article.title,
            published=article.published,
            speaker=speaker.name if speaker else None,
            speaker_type=speaker.type if speaker else None,
            roles="; ".join(speaker.roles) or None if speaker else None,
            url=article.url,
            sentence=sentence(article.text, statement),
            language=article.language,
            **of_record._asdict(),
        )


def row(statement: Statement, **known: Any) -> Row:
    """The row of a statement, with what is known of its article and its speaker."""
    return Row(
        **known,
        statement_id=statement.id,
        source=joined(statement.source) or None,
        cue=joined(statement.cue) or None,
        content=joined(statement.content),
        manner=statement.manner,
        act=statement.act,
        act_confidence=statement.act_confidence,
        target=name_of(statement.target),
        audience=name_of(statement.audience),
        place=name_of(statement.place),
        about="; ".join(party.name for party in statement.about) or None,
        said_on=statement.said_on,
        confidence=statement.confidence,
        content_start=statement.content[0].start,
        content_end=statement.content[-1].end,
        content_spans="; ".join(f"{span.start}-{span.end}" for span in statement.content),
    )


def name_of(mentioned: Mentioned | None) -> str | None:
    """The name of a party or a place, where there is one."""
    return mentioned.name if mentioned else None


def table(article: Article) -> str:
    """An article as HTML: its head, and a row for each statement.  All of its words are escaped."""
    head = (article.outlet, article.published, article.origin)
    shown = list(rows(article))[:MOST_SHOWN]
    more = len(article.statements) - len(shown)
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(cell or '')}</td>" for cell in cells(row)) + "</tr>"
        for row in shown
    )
    return (
        f"<p><b>{escape(article.title or 'Untitled')}</b><br>"
        f"{escape(' · '.join(filter(None, head)))}</p>"
        "<table><thead><tr><th>Who</th><th>Cue</th><th>What</th><th>Manner</th><th>Act</th>"
        f"<th>When</th></tr></thead><tbody>{lines}</tbody></table>"
        + (f"<p>and {more:,} more</p>" if more else "")
    )


def cells(row: Row) -> tuple[str | None, ...]:
    """What a notebook shows of a statement."""
    return row.speaker or row.source, row.cue, row.content, row.manner, row.act, row.said_on


def sentence(text: str, statement: Statement) -> str:
    """The sentences of the article in which a statement stands, in one line."""
    spans = (*statement.source, *statement.cue, *statement.content)
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    start = text.rfind("\n", 0, first) + 1
    ended = [found.end() for found in BOUNDARY.finditer(text, start, first + 1)]
    start = max([start, *(end for end in ended if end <= first)])
    line_end = text.find("\n", last)
    line_end = len(text) if line_end < 0 else line_end
    following = BOUNDARY.search(text, max(last - 2, start), line_end)
    end = following.start() if following and following.start() >= last else line_end
    return " ".join(text[start:end].split())
