"""Articles with a layer of marks, as the joint network is to read them.

A corpus file holds one article a line, with ``text`` and ``attributions``; a layer file the
marks of each attribution by the article's id, as ``GUIDE.md`` of the corpus tells.  ``acts.tsv``
has, for other articles of that corpus, acts and targets alone.  A world is a folder of reports
with everything marked in ``gold.json``.
"""

from __future__ import annotations

import csv
import json
import random
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.entities.candidates import Cast
from onrecord.entities.present import Entity, entities_in, mentions_of
from onrecord.meaning import DESCRIBED, Mention
from onrecord.model import Article, Span, Statement, statement_id
from onrecord.network import Network
from onrecord.network.words import Splitter, Words
from onrecord.parsing import Analysis, Parser, Passage
from onrecord.reading import from_text

Row = dict[str, Any]
NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")
# Words of names that say what a thing is, and stay when names are changed.
KEPT = frozenset(
    """American Americans Committee Congress Council Court Democrat Democratic Democrats Department
    House Minister Ministry National News Party Post President Republican Republicans Senate State
    States The Times United University White""".split()
)


@dataclass(frozen=True)
class Marked:
    """An article with its marked statements: ``marks[i]`` belongs to ``statements[i]``."""

    id: str
    text: str
    story: Sequence[Passage]
    paragraphs: Sequence[Words]
    statements: Sequence[Statement]
    marks: Sequence[Row]
    names: Sequence[str]  # of the entities, by number
    mentions: Sequence[Mention]


def corpus(articles: Path, layer: Path) -> Iterator[tuple[Row, dict[str, Row]]]:
    """The articles of a corpus that have a layer, each with its marks by attribution."""
    rows = (json.loads(line) for line in articles.open(encoding="utf-8"))
    first = {row["id"]: row for row in rows if row.get("first", True)}
    for line in layer.open(encoding="utf-8"):
        marked = json.loads(line)
        yield first[marked["id"]], {mark["id"]: mark for mark in marked["layer"]}


def acts_alone(articles: Path, marks: Path) -> Iterator[tuple[Row, dict[str, Row]]]:
    """The articles of a corpus of whose statements ``marks`` has the act and the target."""
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    with marks.open(encoding="utf-8", newline="") as lines:
        for article, statement, act, target in csv.reader(lines, delimiter="\t"):
            found[article][statement] = {"act": act, "target": target or None}
    with articles.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["id"] in found and row.get("first", True):
                yield row, found[row["id"]]


def world(folder: Path) -> Iterator[tuple[Row, dict[str, Row]]]:
    """The reports of a world, in the same form."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    for name, report in gold["articles"].items():
        with (folder / name).open(encoding="utf-8", newline="") as file:
            text = file.read()
        attributions = [{"id": s["id"], **s["at"]} for s in report["statements"]]
        row = {"id": name, "text": text, "date": report["published"], "attributions": attributions}
        yield row, {s["id"]: s for s in report["statements"]}


@dataclass(frozen=True)
class Prepared:
    """An article's analysis with its statements as marked, and whom it mentions."""

    id: str
    analysis: Analysis
    cast: Cast
    marks: dict[str, Row]  # by the statement's id


def prepared(rows: Iterable[tuple[Row, dict[str, Row]]]) -> Iterator[Prepared]:
    """The articles parsed, with the marked statements in place of found ones."""
    rows = list(rows)
    articles = (from_text(row["text"], row["id"], published=row.get("date")) for row, _ in rows)
    seen = Parser()(map(Analysis.of, articles))
    for (row, marks), analysis in zip(rows, seen, strict=True):
        said = {
            statement.id: (statement, marks[attribution["id"]])
            for attribution in row["attributions"]
            if attribution["content"] and attribution["id"] in marks
            for statement in [as_marked(attribution, analysis.article)]
        }
        statements = sorted((s for s, _ in said.values()), key=lambda s: s.content[0].start)
        analysis = analysis.knowing(statements=tuple(statements))
        cast = Cast(analysis)
        analysis = replace(analysis, entities=entities_in(cast, analysis.paragraphs))
        yield Prepared(row["id"], analysis, cast, {key: mark for key, (_, mark) in said.items()})


def as_marked(attribution: Row, article: Article) -> Statement:
    """A marked attribution as a statement."""
    source, cue, content = (
        tuple(Span.of(article.text, *piece) for piece in attribution[role])
        for role in ("source", "cue", "content")
    )
    name = statement_id(article.id, source, cue, content)
    return Statement(name, source, cue, content, "indirect")


def scored(articles: Sequence[Prepared], network: Network) -> Iterator[Prepared]:
    """The articles with what the network makes of their words."""
    analyses = network(article.analysis for article in articles)
    for article, analysis in zip(articles, analyses, strict=True):
        yield replace(article, analysis=analysis)


def marked(article: Prepared, split: Splitter) -> Marked:
    """What is to be learned of an article."""
    entities: Sequence[Entity] = article.analysis.entities
    statements = article.analysis.article.statements
    return Marked(
        article.id,
        article.analysis.article.text,
        article.analysis.story,
        split(article.analysis.story),
        statements,
        [article.marks[statement.id] for statement in statements],
        [entity.name for entity in entities],
        mentions_of(entities, article.analysis.paragraphs),
    )


def renamed(article: Marked, pool: Sequence[str], chance: random.Random, split: Splitter) -> Marked:
    """The article with every name another, the same throughout."""
    described = {mention.entity for mention in article.mentions if mention.kind == DESCRIBED}
    words = {
        word
        for number, name in enumerate(article.names)
        if number not in described
        for word in name.split()
        if NAME.fullmatch(word) and word not in KEPT
    }
    others = {word: chance.choice(pool) for word in sorted(words)}
    edits = [
        (*found.span(), others[found.group()])
        for found in NAME.finditer(article.text)
        if found.group() in others
    ]
    return edited(article, edits, split)


def edited(article: Marked, edits: Sequence[tuple[int, int, str]], split: Splitter) -> Marked:
    """The article with stretches of its text replaced and all that points into it moved along."""
    parts: list[str] = []
    ends, shifts = [0], [0]  # behind each edit, offsets shift by so much
    at = 0
    for start, end, new in edits:
        parts += [article.text[at:start], new]
        at = end
        ends.append(end)
        shifts.append(shifts[-1] + len(new) - (end - start))
    text = "".join([*parts, article.text[at:]])

    def moved(offset: int) -> int:
        return offset + shifts[bisect_right(ends, offset) - 1]

    def shifted(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(Span.of(text, moved(span.start), moved(span.end)) for span in spans)

    story = [Passage.of(text, moved(p.start), moved(p.end)) for p in article.story]
    return replace(
        article,
        text=text,
        story=story,
        paragraphs=split(story),
        statements=[
            replace(s, source=shifted(s.source), cue=shifted(s.cue), content=shifted(s.content))
            for s in article.statements
        ],
        mentions=[mention._replace(at=moved(mention.at)) for mention in article.mentions],
    )
