"""How much of a quotation is kept, by its length: ``python -m benchmarks.accuracy.coverage``.

Counted are the characters of quotations whose cue is found, in three places: the CORPUS.jsonl
that is named, the worlds beside this, and quotations made up here of up to a thousand words.
"""

from __future__ import annotations

import argparse
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path

from benchmarks.accuracy.__main__ import measured
from benchmarks.accuracy.score import Pieces
from benchmarks.meaning.gold import WORLDS, gold
from onrecord.model import Failure, Statement
from onrecord.parsing.quotations import quotations
from onrecord.pipeline import pipeline
from onrecord.reading import from_text

LENGTHS = (10, 25, 50, 100, 250, 500, 1_000)  # words, each the most of its row
MARKED = 0.9  # of a quotation is in what was marked, and all of it is meant
# Some tell of others who speak, ask, or are named: nothing of it ends the quotation.
SENTENCES = (
    "We have waited for the ferry since the first frost.",
    "The children walk along the shore road in the dark, and nobody has told them why.",
    "When I asked the harbour office in March, its director said the boats were in repair.",
    "That was not true.",
    "There were four pilots on this coast when my father sailed, and now there is one.",
    "Who will bring the doctor across when the ice comes?",
    "The governor, Ansel Roke, promised us a bridge, and Mayor Tilda Brand said it would hold.",
    "I do not blame the crews; they have done all that anybody could.",
    "According to the last report, the quay will stand for another ten winters.",
    "Nobody on the islands believes it!",
)
FORMS = {
    "cue last": "“{said},” Ida Holm said on Monday.",
    "cue last, verb first": "“{said},” said Ida Holm, the mayor of Eastmouth.",
    "cue first": "Ida Holm told the council: “{said}.”",
    "cue first, comma": "Ida Holm said, “{said}.”",
    "straight marks": '"{said}," Holm said.',
    "single marks": "‘{said},’ Holm said.",
    "several paragraphs": "“{paragraphs},” Ida Holm said.",
    "several paragraphs, cue first": "Ida Holm said: “{paragraphs}.”",
}
AROUND = (
    "The council of Eastmouth met for three hours.\n\n{}\n\nThe vote was put off until spring.\n"
)

Covered = tuple[int, int, int]  # words of a quotation, its characters, and those that are kept


def made_up(lengths: Sequence[int] = LENGTHS) -> Iterator[tuple[str, str]]:
    """The name of each form, with a report that holds a quotation of it, in every length."""
    for name, form in FORMS.items():
        for words in lengths:
            sentences = list(sentences_of(words))
            said = " ".join(sentences).rstrip(".!?")
            paragraphs = "\n\n“".join(
                " ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)
            ).rstrip(".!?")
            yield name, AROUND.format(form.format(said=said, paragraphs=paragraphs))


def sentences_of(words: int) -> Iterator[str]:
    """So many sentences that they have about so many words."""
    for sentence in cycle(SENTENCES):
        yield sentence
        words -= len(sentence.split())
        if words <= 0:
            return


def covered(
    text: str, marks: Iterable[Mapping[str, Pieces]], statements: Sequence[Statement]
) -> Iterator[Covered]:
    """Each quotation that a mark holds whole, and how much of it is in what its cue says."""
    quoted = quotations(text)
    for mark in marks:
        mine = [s for s in statements if touch(mark["cue"], s)]
        if not mine:
            continue
        inside = characters(mark["content"])
        kept = {i for s in mine for span in s.content for i in range(span.start, span.end)}
        for quotation in quoted:
            own = set(range(quotation.start + 1, quotation.end - quotation.closed))
            if own and len(own & inside) >= MARKED * len(own):
                words = len(text[quotation.start : quotation.end].split())
                yield words, len(own), len(own & kept)


def touch(pieces: Pieces, statement: Statement) -> bool:
    """Whether a statement's cue shares a character with these pieces."""
    return any(b < span.end and span.start < e for b, e in pieces for span in statement.cue)


def characters(pieces: Pieces) -> set[int]:
    """The offsets in some pieces."""
    return {i for start, end in pieces for i in range(start, end)}


def in_made_up(text: str, statements: Sequence[Statement]) -> Iterator[Covered]:
    """The one statement of a made-up report: how much of it the speaker has."""
    start = text.index("\n\n") + 2
    end = text.rindex("\n\n")
    own = {i for q in quotations(text) if q.start >= start for i in range(q.start + 1, q.end)}
    holm = [s for s in statements if any("Holm" in span.text for span in s.source)]
    kept = {i for s in holm for span in s.content for i in range(span.start, span.end)}
    yield len(text[start:end].split()), len(own), len(own & kept)


def table(name: str, found: Iterable[Covered]) -> None:
    """Print how much is kept, a line for each length."""
    counts: Counter[tuple[int, str]] = Counter()
    for words, size, kept in found:
        row = min(bisect_left(LENGTHS, words), len(LENGTHS) - 1)
        counts[row, "quotations"] += 1
        counts[row, "size"] += size
        counts[row, "kept"] += kept
    print(name)
    for row, most in enumerate(LENGTHS):
        if size := counts[row, "size"]:
            share = counts[row, "kept"] / size
            print(f"  to {most:5,} words: {share:.3f} of {counts[row, 'quotations']:,}")


def read(texts: Iterable[str]) -> list[tuple[Statement, ...]]:
    """The statements found in each text."""
    find = pipeline().only("network", "attribution")
    articles = find(from_text(text, "coverage") for text in texts)
    return [() if isinstance(article, Failure) else article.statements for article in articles]


def main() -> None:
    """Read everything, print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path, nargs="?", help="a corpus marked by hand")
    corpus = arguments.parse_args().corpus
    if corpus:
        rows = measured(corpus)
        found = zip(rows, read(row["text"] for row in rows), strict=True)
        table(corpus.name, (c for r, s in found for c in covered(r["text"], r["attributions"], s)))
    reports = gold(WORLDS)
    in_worlds = zip(reports, read(report.text for report in reports), strict=True)
    table(
        "worlds", (c for r, s in in_worlds for c in covered(r.text, [m.spans for m in r.marks], s))
    )
    forms = list(made_up())
    said = zip(forms, read(text for _, text in forms), strict=True)
    by_form: dict[str, list[Covered]] = {}
    for (name, text), statements in said:
        by_form.setdefault(name, []).extend(in_made_up(text, statements))
    for name, one in by_form.items():
        table(name, one)


if __name__ == "__main__":
    main()
