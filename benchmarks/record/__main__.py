"""How long do questions to a large record take?  ``python -m benchmarks.record``.

Makes a record of many articles of invented people and words, its rows written straight into
the tables, asks it what people ask, and prints in what time 95 of a hundred runs of each were
done (the processor's time, so that other programs count less) and how large the file is beside
its texts.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.parties.growth import ROLES, SYLLABLES, fill, invented
from onrecord import Record, model
from onrecord.model import Article, Block, Span, Speaker, Statement

PEOPLE = 30_000
WORDS = 40_000  # words that there are, the first of them much the commonest
STATEMENTS = 13  # of an article
RUNS = 100
COMMON = "the of to and in that it is for we on with".split()


def main() -> None:
    """Prints a table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--size", type=int, default=20_000, help="articles in the record")
    options = arguments.parse_args()
    chance = random.Random(1)  # noqa: S311
    people = [invented(chance) for _ in range(PEOPLE)]
    vocabulary = words(chance)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "record.db")
        with Record(path) as record:
            fill(record, articles(chance, people, vocabulary, options.size))
            texts = sum(len(article.text) for article in record.articles())
        with Record(path) as record:
            print(f"{options.size:,} articles, {texts / 1e6:.1f} million characters")
            print(f"the file is {path.stat().st_size / texts:.1f} times its texts")
            for name, ask in questions(record, people, vocabulary).items():
                print(f"{name:30} {p95(ask):7.1f} ms", flush=True)


def questions(
    record: Record, people: list[str], vocabulary: list[str]
) -> dict[str, Callable[[], object]]:
    """What people ask."""
    common, rare = vocabulary[20], vocabulary[5_000]
    last = people[0].rpartition(" ")[2]
    hit = record.search(rare, limit=1)[0]
    said = hit.statement.content[0].text.split()
    return {
        "check: exact": lambda: record.check(" ".join(said)),
        "check: exact, and by whom": lambda: record.check(" ".join(said), by=hit.speaker),
        "check: altered": lambda: record.check(" ".join([*said[:9], rare, *said[11:]])),
        "check: not said": lambda: record.check(" ".join(vocabulary[30:52])),
        "check: words of every day": lambda: record.check("that it is for we"),
        "the": lambda: record.search("the"),
        "a common word": lambda: record.search(common),
        "a rare word": lambda: record.search(rare),
        "two common words": lambda: record.search(f"{common} {vocabulary[25]}"),
        "common OR rare": lambda: record.search(f"{common} OR {rare}"),
        "a phrase": lambda: record.search(f'"{common} {vocabulary[21]}"'),
        "nothing but the newest": lambda: record.search(),
        "a speaker": lambda: record.search(speaker=people[0]),
        "a last name": lambda: record.search(speaker=last),
        "a speaker that nobody is": lambda: record.search(speaker="Zzzz Zzzz"),
        "an outlet": lambda: record.search(outlet="Outlet 7"),
        "an outlet that nobody is": lambda: record.search(outlet="Zzzz"),
        "a word and a speaker": lambda: record.search(common, speaker=last),
        "a word and an outlet": lambda: record.search(common, outlet="Outlet 7"),
        "a word and a month": lambda: record.search(common, since="2010-03", until="2010-03"),
        "speakers": lambda: record.speakers(limit=50),
        "speakers of a name": lambda: record.speakers(last, limit=50),
        "parties": lambda: record.parties(limit=50),
        "articles": lambda: record.contents(),
    }


def p95(ask: Callable[[], object]) -> float:
    """The milliseconds in which 95 of a hundred runs are done."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        ask()
        taken.append((time.process_time() - start) * 1000)
    return sorted(taken)[RUNS * 95 // 100 - 1]


def words(chance: random.Random) -> list[str]:
    """Invented words; in front some that are everywhere."""
    made: dict[str, None] = dict.fromkeys(COMMON)
    while len(made) < WORDS:
        made["".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 4))))] = None
    return list(made)


def articles(
    chance: random.Random, people: list[str], vocabulary: list[str], size: int
) -> Iterator[Article]:
    """Articles of about the length of a report."""
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    running = [0.0]
    for weight in weights:
        running.append(running[-1] + weight)
    for number in range(size):
        names = [people[int(len(people) * chance.random() ** 3)] for _ in range(4)]
        year, month, day = 2000 + number % 25, 1 + number % 12, 1 + number % 28
        drawn = chance.choices(vocabulary, cum_weights=running[1:], k=STATEMENTS * 22)
        yield article(number, list(dict.fromkeys(names)), drawn, f"{year}-{month:02}-{day:02}")


def article(number: int, names: list[str], drawn: list[str], published: str) -> Article:
    """One article: statements of twenty-two words, each with as many words around it."""
    text, statements = f"Report {number}\n\n", []
    marks = []
    for place in range(STATEMENTS):
        name = names[place % len(names)]
        said = " ".join(drawn[place * 22 : place * 22 + 22])
        marks.append((name, len(text), len(said)))
        text += f"{name} said {said}.\n" + " ".join(reversed(said.split())) + ".\n\n"
    article_id = model.text_id(text)
    for name, start, length in marks:
        source = Span.of(text, start, start + len(name))
        cue = Span.of(text, source.end + 1, source.end + 5)
        content = Span.of(text, cue.end + 1, cue.end + 1 + length)
        key = model.statement_id(article_id, [source], [cue], [content])
        speaker = f"s{names.index(name)}"
        statements.append(
            Statement(key, (source,), (cue,), (content,), "indirect", speaker=speaker)
        )
    return Article(
        id=article_id,
        origin=f"{number}.txt",
        outlet=f"Outlet {number % 40}",
        title=f"Report {number}",
        byline=(),
        credits=(),
        published=published,
        language="en",
        text=text,
        blocks=(Block(0, len(text), "body"),),
        speakers=tuple(
            Speaker(f"s{place}", name, "person", (ROLES[number % len(ROLES)],))
            for place, name in enumerate(names)
        ),
        statements=tuple(statements),
        stages={"reading": "1"},
    )


if __name__ == "__main__":
    main()
