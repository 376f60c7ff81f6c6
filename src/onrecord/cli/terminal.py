"""What people see: articles, statements and hits as text for a terminal, or for a pipe.

Words of a report never reach the screen as they are: control characters, terminal escapes
and marks that turn the direction of the text are replaced, and nothing in them is markup.
Longer than other modules, so that this is the one place through which they go.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from typer import BadParameter

from onrecord.marking import Segment, cut, merged, segments
from onrecord.model import GAP, Article, Span, Speaker, Statement, joined
from onrecord.parsing.quotations import Quotation, quotations
from onrecord.quotations import quoted_in

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from onrecord.record import ArticleHit, Hit, SpeakerSummary

PIPE_WIDTH = 100  # columns where there is no terminal to ask
MOST_DIGITS = 4  # of a number of columns
FIRST_WORDS = 10  # of a report that stand for its title where it has none
ROOMY = 96  # columns from which a statement has a column for each of its parts
SHORT_ID = 12  # characters of an article's id that people see and type
UNSURE = 0.5  # an act less likely than this has a question mark

WHO, CUE, DIRECT, PARAPHRASE, FOUND = "bold", "italic", "green", "cyan", "black on yellow"
STYLES = {"source": WHO, "cue": CUE, "content": PARAPHRASE}
STORY = ("body", "heading")

# Not for a terminal: control characters but line feed and tab, half characters, other ends of
# lines, and the marks that turn the direction of text.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
BRACKETS = {"source": "[]", "cue": "<>", "content": "{}"}


def console(stream: TextIO | None = None) -> Console:
    """A console on standard output or ``stream``: colour on a terminal, plain in a pipe."""
    stream = stream or sys.stdout
    kind = Console if stream.isatty() else Pipe
    return kind(file=stream, width=width(stream), markup=False, emoji=False, highlight=False)


def width(stream: TextIO) -> int | None:
    """How many columns to fill: those that somebody asks for, else those of the terminal."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked[:MOST_DIGITS]) > 0 and len(asked) <= MOST_DIGITS:
        return None  # the library looks there too
    return shutil.get_terminal_size((PIPE_WIDTH, 0)).columns if stream.isatty() else PIPE_WIDTH


class Pipe(Console):
    """A console that nobody watches: lines are not filled up with spaces."""

    def print(self, *objects: Any, **options: Any) -> None:
        with self.capture() as captured:
            super().print(*objects, **options)
        lines = captured.get().split("\n")
        self.file.write("\n".join(line.rstrip(" ") for line in lines))


class Screen(BytesIO):
    """Takes UTF-8 and shows it on standard output, where it does nothing to the terminal."""

    def write(self, data: ReadableBuffer) -> int:
        shown = bytes(data)
        sys.stdout.write(safe(shown.decode()))
        return len(shown)

    def flush(self) -> None:
        sys.stdout.flush()


def data() -> BinaryIO:
    """Standard output for data: exact in a file or a pipe, made safe on a terminal."""
    return Screen() if sys.stdout.isatty() else sys.stdout.buffer


def table_stream(format: str) -> BinaryIO:
    """Standard output for a table of data; parquet is nothing that a terminal can show."""
    if format == "parquet" and sys.stdout.isatty():
        raise BadParameter("a terminal cannot show parquet; send it to a file with > or --output")
    return data()


def safe(text: str) -> str:
    """A text that does nothing to a terminal; every character stays at its offset."""
    return UNSAFE.sub(lambda match: " " if match[0] in "\r\x0b\x0c\x85\u2028\u2029" else "�", text)


def in_line(text: str) -> str:
    """A text on one line."""
    return " ".join(safe(text).split())


def flat(text: str) -> str:
    """A text on one line, every character still at its offset."""
    return re.sub(r"\s", " ", safe(text))


def print_article(out: Console, article: Article) -> None:
    """An article's head and the table of its statements."""
    out.print(head(article))
    if article.unread:
        out.print(Text(f"Not read: {in_line(article.unread)}", style="yellow"))
    if article.statements:
        out.print(statement_table(article, roomy=out.width >= ROOMY))
    else:
        out.print()


def head(article: Article) -> Text:
    """Title; who published it, when and in which language; where it came from."""
    published = article.published or "no date"
    about = (article.outlet, ", ".join(article.byline), published, article.language)
    found = counted(len(article.statements), "statement")
    whence = (article.origin, article.id[:SHORT_ID], found)
    return Text("\n").join(
        [
            Text(in_line(article.title or first_words(article)), style="bold"),
            Text(dotted(about)),
            Text(dotted(whence), style="dim"),
        ]
    )


def first_words(article: Article) -> str:
    """How the story of a report without a title begins."""
    story = next((block for block in article.blocks if block.kind == "body"), None)
    words = article.text[story.start : story.end].split() if story else ["Untitled"]
    return " ".join(words[:FIRST_WORDS]) + (" …" if len(words) > FIRST_WORDS else "")


def statement_table(article: Article, *, roomy: bool) -> Table:
    """Who, cue, what, manner and when, one statement a row; folded up where there is no room."""
    speakers = {speaker.id: speaker for speaker in article.speakers}
    quoted = quoted_in(article)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, leading=1, header_style="dim")
    table.add_column("Who", max_width=26)
    if roomy:
        table.add_column("Cue", max_width=16)
    table.add_column("What", ratio=1)
    if roomy:
        table.add_column("Manner")
        table.add_column("When")
    for statement in article.statements:
        name = who(speakers.get(statement.speaker or ""), statement)
        cue = Text(words_of(statement.cue), style=CUE)
        manner = Text(dotted((statement.manner, act_of(statement))))
        when = Text(statement.said_on or "")
        if roomy:
            table.add_row(name, cue, what(statement, quoted), manner, when)
        else:
            parts = [part for part in (cue, manner, when) if part]
            folded = Text("\n").join([name, Text(" · ").join(parts)])
            table.add_row(folded, what(statement, quoted))
    return table


def who(speaker: Speaker | None, statement: Statement) -> Text:
    """The speaker's name, else the first words for somebody unnamed, else those of the source."""
    if speaker is not None and speaker.name:
        return Text(in_line(speaker.name), style=WHO)
    if speaker is not None and speaker.mentions:
        return Text(in_line(speaker.mentions[0].text))
    return Text(words_of(statement.source) or "not named", style="" if statement.source else "dim")


def what(statement: Statement, quoted: Sequence[Quotation]) -> Text:
    """The content, with direct words set off from paraphrase."""
    parts = [
        styled(cut(span, [statement], inside(quoted, span)), shown=flat)
        for span in statement.content
    ]
    return Text(GAP).join(parts)


def inside(quoted: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    """The quotations, which stand in order, of which something is in a span."""
    first = bisect_right(quoted, span.start, key=lambda quotation: quotation.end)
    last = bisect_left(quoted, span.end, key=lambda quotation: quotation.start)
    return quoted[first:last]


def styled(pieces: Iterable[Segment], *, shown: Callable[[str], str]) -> Text:
    """Segments in their colours; what is not story is dim."""
    text = Text()
    for piece in pieces:
        part = Text(shown(piece.text))
        if piece.kind is not None and piece.kind not in STORY:
            part.stylize("dim")
        for mark in piece.marks:
            part.stylize(DIRECT if piece.is_direct(mark) else STYLES[mark.part])
        text.append_text(part)
    return text


def print_marked(out: Console, article: Article) -> None:
    """An article's head and its text, in which sources, cues and contents are marked."""
    out.print(head(article))
    if article.unread:
        out.print(Text(f"Not read: {in_line(article.unread)}", style="yellow"))
    out.print()
    out.print(legend(coloured=out.is_terminal))
    out.print()
    text = coloured(article) if out.is_terminal else bracketed(article)
    out.print(text, soft_wrap=not out.is_terminal)


def legend(*, coloured: bool) -> Text:
    """What the marks mean."""
    if coloured:
        kinds = (("source", WHO), ("cue", CUE), ("direct", DIRECT), ("paraphrase", PARAPHRASE))
        return Text("  ").join(Text(kind, style=style) for kind, style in kinds)
    return Text("  ".join(f"{marks[0]}{kind}{marks[1]}" for kind, marks in BRACKETS.items()))


def coloured(article: Article) -> Text:
    """The text in colours."""
    text = styled(segments(article), shown=safe)
    text.rstrip()
    return text


def bracketed(article: Article) -> Text:
    """The text with brackets around the marked stretches."""
    text: list[str] = []
    for piece in segments(article):
        # Statements that share a source mark it once.  What starts here opens the longer
        # stretch first; what ends here closes it last.
        marks = {(mark.part, mark.span): mark for mark in piece.marks}.values()
        opened = [mark for mark in marks if mark.span.start == piece.start]
        closed = [mark for mark in marks if mark.span.end == piece.end]
        opened.sort(key=lambda mark: (-mark.span.end, BRACKETS[mark.part][0]))
        closed.sort(key=lambda mark: (-mark.span.start, BRACKETS[mark.part][1]))
        text += [BRACKETS[mark.part][0] for mark in opened]
        text.append(piece.text)
        text += [BRACKETS[mark.part][1] for mark in closed]
    return Text(safe("".join(text)).rstrip())


def print_hits(out: Console, hits: Iterable[Hit]) -> None:
    """Each statement found: who, when and where; the words around; the article to look into."""
    for hit in hits:
        named = in_line(hit.speaker or "") or words_of(hit.statement.source) or "not named"
        date = f"published {hit.date}" if hit.dated == "published" else hit.date
        done = act_of(hit.statement)
        beside = dotted((date, hit.outlet, hit.statement.manner, done, also_in(hit)))
        which = f"statement {hit.statement.id[:SHORT_ID]}"
        whence = dotted((hit.title, hit.origin, hit.article[:SHORT_ID], which))
        out.print(Text.assemble((named, WHO), f" · {beside}"))
        out.print(Padding(around(hit), (0, 0, 0, 2)))
        out.print(Padding(Text(whence, style="dim"), (0, 0, 0, 2)))
        out.print()


def also_in(hit: Hit) -> str | None:
    """Where else the same quotation is printed: "also in 12 outlets"."""
    outlets = len(set(hit.outlets) - {hit.outlet})
    if hit.printed > 1 and not outlets:
        return f"also in {counted(hit.printed - 1, 'report')}"
    return f"also in {counted(outlets, 'outlet')}" if outlets else None


def print_articles_found(out: Console, hits: Iterable[ArticleHit]) -> None:
    """Each article found: its title, the words around what was found in it, its id."""
    for hit in hits:
        title = in_line(hit.title or "Untitled")
        text = Text(flat(hit.snippet.text))
        for match in hit.matches:
            stylize(text, FOUND, match.start - hit.snippet.start, match.end - hit.snippet.start)
        whence = dotted((hit.origin, hit.article[:SHORT_ID], counted(hit.statements, "statement")))
        beside = dotted((hit.outlet, hit.published or "no date"))
        out.print(Text.assemble((title, WHO), f" · {beside}"))
        out.print(Padding(text, (0, 0, 0, 2)))
        out.print(Padding(Text(whence, style="dim"), (0, 0, 0, 2)))
        out.print()


def around(hit: Hit) -> Text:
    """The words around what was found, which is marked."""
    first, last = hit.snippet.start, hit.snippet.end
    quoted = quotations(hit.snippet.text, first)
    for span in hit.statement.content:  # where the snippet was cut inside the marks
        quoted += quotations(span.text, span.start)
    said = replace(hit.statement, source=(), cue=())
    text = styled(cut(hit.snippet, [said], merged(quoted)), shown=flat)
    for match in hit.matches:
        stylize(text, FOUND, match.start - first, match.end - first)
    spans = (*hit.statement.source, *hit.statement.cue, *hit.statement.content)
    before = "… " if any(span.start < first for span in spans) else ""
    after = " …" if any(span.end > last for span in spans) else ""
    return Text.assemble(before, text, after)


def stylize(text: Text, style: str, start: int, end: int) -> None:
    """Styles what of the stretch is in the text (rich counts negative offsets from the end)."""
    text.stylize(style, max(start, 0), max(end, 0))


def print_speakers(out: Console, speakers: Iterable[SpeakerSummary]) -> None:
    """Who speaks, how often, where, from when to when."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    table.add_column("Speaker", style=WHO)
    table.add_column("Said", justify="right")
    table.add_column("Printed", justify="right")
    table.add_column("Articles", justify="right")
    table.add_column("Outlets")
    table.add_column("First")
    table.add_column("Last")
    for speaker in speakers:
        table.add_row(
            in_line(speaker.name),
            str(speaker.statements),
            str(speaker.printed),
            str(speaker.articles),
            in_line(", ".join(speaker.outlets)),
            speaker.first,
            speaker.last,
        )
    out.print(table)


def words_of(spans: Iterable[Span]) -> str:
    """The words of several spans on one line."""
    return in_line(joined(spans))


def act_of(statement: Statement) -> str | None:
    """What the words do and at whom: "accuse → Ida Holm"; "accuse?" where that is unsure."""
    if statement.act is None:
        return None
    sure = statement.act_confidence is None or statement.act_confidence >= UNSURE
    target = f" → {in_line(statement.target.name)}" if statement.target else ""
    return f"{statement.act}{'' if sure else '?'}{target}"


def dotted(parts: Iterable[str | None]) -> str:
    """What is known of these, between middle dots."""
    return " · ".join(in_line(part) for part in parts if part)


def counted(number: int, noun: str) -> str:
    """``1 statement``, ``2 statements``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
