"""Who speaks, and when: ``python -m benchmarks.identity CORPUS.jsonl LAYER.jsonl ...``.

A layer names, for the attributions of some articles of the corpus, the speaker, its
type and role, the act and the day it was said.  Measured twice: with the statements
as the corpus marks them, and end to end with those that
onrecord finds, where a found statement stands for the marked one whose content it
shares by at least half and whose source it overlaps.

``marked.jsonl`` is a layer of our own over 31 more articles of PolNeAR dev, names and dates
alone, marked by the same guide.  13 of them (``"blind": true``) were not looked at while the
rules were made; ``--blind`` measures on those.  Names of ten words or more are left out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.accuracy.__main__ import measured
from onrecord.model import Article, Failure, Span, Speaker, Statement, statement_id
from onrecord.parsing import Analysis
from onrecord.pipeline import Pipeline, pipeline
from onrecord.reading import from_text

MARKED = Path(__file__).with_name("marked.jsonl")
PRONOUNS = ("he", "she", "they", "it", "him", "her")

Row = dict[str, Any]


def main() -> None:
    """Print the figures for marked and for found statements."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("layer", type=Path, nargs="*", default=[MARKED])
    arguments.add_argument("--blind", action="store_true", help="only articles never looked at")
    arguments.add_argument("--errors", action="store_true", help="print what is wrong, too")
    options = arguments.parse_args()

    layers = {
        row["id"]: {a["id"]: a for a in row["layer"]}
        for path in options.layer
        for row in rows_of(path)
        if row.get("blind") or not options.blind
    }
    rows = [row for row in measured(options.corpus) if row["id"] in layers]
    for title, compare in (("marked statements", marked), ("found statements", found)):
        counts: Counter[str] = Counter()
        for row, said, speaker, gold in compare(rows, layers):
            errors = count(counts, row, said, speaker, gold)
            if options.errors and errors:
                source = " ".join(span.text for span in said.source)
                print(f"  {row['id'][:30]} {source!r}: {errors}")
        print(title)
        for name, right, of in (
            ("name of named persons", "person right", "person"),
            ("name of all sources", "name right", "source"),
            ("pronouns", "pronoun right", "pronoun"),
            ("type", "type right", "source"),
            ("role", "role right", "role"),
            ("said_on precision", "day right", "day found"),
            ("said_on recall", "day right", "day"),
            ("act, where one is given", "act right", "act found"),
        ):
            if counts[of]:  # not every layer marks acts
                share = counts[right] / counts[of]
                print(f"  {name:24} {share:.3f}   {counts[right]} of {counts[of]}")


def rows_of(path: Path) -> list[Row]:
    """The rows of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


Compared = Iterator[tuple[Row, Statement, Speaker | None, Row]]


def marked(rows: list[Row], layers: dict[str, dict[str, Row]]) -> Compared:
    """Each attribution that the corpus marks, with the speaker that onrecord gives it."""
    given = Marked(rows)
    stages = Pipeline(
        given if stage.name == "attribution" else stage
        for stage in pipeline().stages
        if stage.name != "network"
    )
    articles = (from_text(row["text"], row["id"], published=row["date"]) for row in rows)
    for row, analysis in zip(rows, stages.analysed(articles), strict=True):
        by_id = {s.id: s for s in analysis.article.statements}
        for key, said in given.statements(row, analysis.article).items():
            if key in layers[row["id"]]:
                said = by_id[said.id]
                yield row, said, speaker_of(said, analysis.article), layers[row["id"]][key]


class Marked:
    """The stage that, in the place of attribution, gives the statements that a corpus marks."""

    name, version = "attribution", "marked"
    needs, gives = (), ("statements",)

    def __init__(self, rows: list[Row]) -> None:
        self.rows = {row["id"]: row for row in rows}

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Each analysis with what its article's row marks."""
        for analysis in analyses:
            found = self.statements(self.rows[analysis.article.origin], analysis.article)
            yield analysis.knowing(statements=tuple(found.values()))

    def statements(self, row: Row, article: Article) -> dict[str, Statement]:
        """The statement of each marked attribution that has a content, by the attribution's id."""
        every = {a["id"]: statement(a, article) for a in row["attributions"]}
        return {key: said for key, said in every.items() if said is not None}


def statement(attribution: Row, article: Article) -> Statement | None:
    """A marked attribution as a statement; None where it has no content."""
    source, cue, content = (
        tuple(Span.of(article.text, start, end) for start, end in attribution[role])
        for role in ("source", "cue", "content")
    )
    if not content:
        return None
    name = statement_id(article.id, source, cue, content)
    return Statement(name, source, cue, content, "indirect")


def found(rows: list[Row], layers: dict[str, dict[str, Row]]) -> Compared:
    """Each marked attribution that onrecord finds with its source, and the speaker it gives."""
    articles = pipeline()(from_text(row["text"], row["id"], published=row["date"]) for row in rows)
    for row, article in zip(rows, articles, strict=True):
        if isinstance(article, Failure):
            continue
        for attribution in row["attributions"]:
            gold = layers[row["id"]].get(attribution["id"])
            said = next((s for s in article.statements if is_same(s, attribution)), None)
            if gold is not None and said is not None:
                yield row, said, speaker_of(said, article), gold


def is_same(said: Statement, attribution: Row) -> bool:
    """Whether a statement is the marked one: half of the content in common, and a source."""
    content = {i for start, end in attribution["content"] for i in range(start, end)}
    ours = {i for span in said.content for i in range(span.start, span.end)}
    source = {i for start, end in attribution["source"] for i in range(start, end)}
    both = any(i in source for span in said.source for i in range(span.start, span.end))
    return len(content & ours) * 2 >= len(content | ours) and (both or not source)


def speaker_of(said: Statement, article: Article) -> Speaker | None:
    """The speaker of a statement of the article."""
    return next((s for s in article.speakers if s.id == said.speaker), None)


def count(
    counts: Counter[str], row: Row, said: Statement, speaker: Speaker | None, gold: Row
) -> str:
    """Count one comparison; says what was wrong with the speaker, or nothing."""
    errors = []
    counts["day"] += gold["said_on"] is not None
    counts["day found"] += said.said_on is not None
    counts["day right"] += said.said_on is not None and said.said_on == gold["said_on"]
    if said.said_on is not None and said.said_on != gold["said_on"]:
        errors.append(f"said on {said.said_on}, not {gold['said_on']}")
    if said.act is not None and "act" in gold:
        counts["act found"] += 1
        counts["act right"] += said.act == gold["act"]
    if gold["speaker_type"] == "none":
        return "; ".join(errors)

    counts["source"] += 1
    right = is_right(speaker, gold)
    counts["name right"] += right
    counts["person"] += gold["speaker_type"] == "person"
    counts["person right"] += right and gold["speaker_type"] == "person"
    pronoun = " ".join(span.text for span in said.source).lower() in PRONOUNS
    counts["pronoun"] += pronoun
    counts["pronoun right"] += right and pronoun
    counts["type right"] += speaker is not None and speaker.type == gold["speaker_type"]
    if not right:
        errors.append(f"{speaker and speaker.name}, not {gold['speaker']}")
    if speaker is None or speaker.type != gold["speaker_type"]:
        errors.append(f"{speaker and speaker.type}, not {gold['speaker_type']}")
    if gold["role"] is not None:
        counts["role"] += 1
        roles = [normal(role) for role in speaker.roles] if speaker else []
        counts["role right"] += normal(gold["role"]) in roles
        if normal(gold["role"]) not in roles:
            errors.append(f"roles {roles}, not {gold['role']}")
    return "; ".join(errors)


def is_right(speaker: Speaker | None, gold: Row) -> bool:
    """Whether a speaker has the name that the layer gives; none is right for an unnamed one."""
    return speaker is not None and normal(speaker.name) == normal(gold["speaker"])


def normal(name: str | None) -> str:
    """A name to compare: lower case, white space folded, no article before it."""
    return " ".join((name or "").split()).lower().removeprefix("the ")


if __name__ == "__main__":
    main()
