"""Does a large record slow down what is added?  ``python -m benchmarks.parties.growth``.

Makes a record of many articles of invented people, its rows written straight into the
tables, then adds the same new articles to it and to an empty record, and prints the time
per article of both.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Connection, insert, select

from onrecord import Record, model
from onrecord.model import Article, Block, Span, Speaker, Statement
from onrecord.names import Name, name_key, name_of
from onrecord.parties import shown
from onrecord.quotations import bands, wording
from onrecord.record import schema
from onrecord.record.ledger.keeping import put
from onrecord.record.ledger.telling import told_by
from onrecord.record.quotations import index
from onrecord.record.rows import article_values, speaker_values, statement_values

PEOPLE = 60_000
EACH = 4  # speakers of an article
AT_ONCE = 2_000  # articles written together
SYLLABLES = "ba bel dor el fa gan hal in jor ka lin mar nes or pel ri sa ten ul vor".split()
FIRST = "Ann Bill Carl Dana Emma Fred Gina Hugh Ida James Karl Lena Mary Nora Otto Paul".split()
ROLES = "mayor;Senator;spokeswoman for the harbour;professor of law;resident".split(";")


def main() -> None:
    """Prints the times and their ratio."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--size", type=int, default=100_000, help="articles there already")
    arguments.add_argument("--more", type=int, default=1_000, help="articles added")
    options = arguments.parse_args()
    chance = random.Random(1)  # noqa: S311
    people = [invented(chance) for _ in range(PEOPLE)]
    old = articles(chance, people, range(options.size))
    new = list(articles(chance, people, range(options.size, options.size + options.more)))
    with tempfile.TemporaryDirectory() as folder:
        with Record(Path(folder, "empty.db")) as record:
            small = seconds_each(record, new)
        with Record(Path(folder, "large.db")) as record:
            fill(record, old)
            large = seconds_each(record, new)
    print(f"an empty record      {small * 1000:6.2f} ms per article")
    print(f"{options.size:,} articles     {large * 1000:6.2f} ms per article")
    print(f"ratio                {large / small:6.2f}")


def seconds_each(record: Record, new: list[Article]) -> float:
    """The time that adding an article takes, on average."""
    start = time.perf_counter()
    for article in new:
        record.add(article)
    return (time.perf_counter() - start) / len(new)


def invented(chance: random.Random) -> str:
    """A name, its last name shared by a few hundred others."""
    last = "".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3))))
    middle = chance.choice(("", "", f"{chance.choice('ABCDEFGHJKLM')}. "))
    return f"{chance.choice(FIRST)} {middle}{last.title()}"


def articles(chance: random.Random, people: list[str], numbers: range) -> Iterator[Article]:
    """Articles in which a few people speak often and most seldom; some by last name alone."""
    for number in numbers:
        names = [people[int(len(people) * chance.random() ** 3)] for _ in range(EACH)]
        if chance.random() < 0.2:
            names[-1] = names[-1].rpartition(" ")[2]
        year, month, day = 2000 + number % 25, 1 + number % 12, 1 + number % 28
        yield article(number, list(dict.fromkeys(names)), chance, f"{year}-{month:02}-{day:02}")


def article(number: int, names: list[str], chance: random.Random, published: str) -> Article:
    """One article, in which each says one sentence."""
    text = "".join(f"{name} said that it is {number}.\n" for name in names)
    made, speakers, statements = 0, [], []
    article_id = model.text_id(text)
    for position, name in enumerate(names):
        source = Span.of(text, made, made + len(name))
        content = Span.of(text, source.end + 6, text.index(".\n", source.end))
        made = content.end + 2
        speakers.append(Speaker(f"s{position}", name, "person", (chance.choice(ROLES),), (source,)))
        key = model.statement_id(article_id, [source], [], [content])
        statements.append(
            Statement(key, (source,), (), (content,), "indirect", speaker=f"s{position}")
        )
    return Article(
        id=article_id,
        origin=f"{number}.txt",
        outlet=f"Outlet {number % 40}",
        title=None,
        byline=(),
        credits=(),
        published=published,
        language="en",
        text=text,
        blocks=(Block(0, len(text), "body"),),
        speakers=tuple(speakers),
        statements=tuple(statements),
        stages={"reading": "1"},
    )


def fill(record: Record, old: Iterator[Article]) -> None:
    """Writes articles straight into the tables, every name once and a party of its own."""
    keys: dict[str, int] = {}
    remaining = list(old)
    for start in range(0, len(remaining), AT_ONCE):
        some = {article.id: article for article in remaining[start : start + AT_ONCE]}.values()
        new = [s.name for a in some for s in a.speakers if s.name and s.name not in keys]
        fresh = {name: len(keys) + n for n, name in enumerate(dict.fromkeys(new), 1)}
        keys |= fresh
        with record._writing() as connection:
            connection.execute(
                insert(schema.articles),
                [{**article_values(article), "added_at": str(start)} for article in some],
            )
            seen = [{"article_id": a.id, "origin": a.origin, "seen_at": ""} for a in some]
            connection.execute(insert(schema.origins), seen)
            if fresh:
                write_names(connection, fresh)
            linked = {
                article.id: {s.id: keys[s.name] for s in article.speakers if s.name}
                for article in some
            }
            sources = [row for a in some for row in speaker_values(a, linked[a.id])]
            connection.execute(insert(schema.speakers), sources)
            number = schema.articles.c.number
            query = select(schema.articles.c.id, number).where(schema.articles.c.id.in_(linked))
            numbers = {row.id: row.number for row in connection.execute(query)}
            said = [row for a in some for row in statement_values(a, linked[a.id], numbers[a.id])]
            connection.execute(insert(schema.statements), said)
            mine = schema.statements.c.article_id.in_(list(linked))
            rows = connection.execute(select(schema.statements).where(mine)).all()
            index.put(connection, rows)
            put(connection, told_by(connection, [row.key for row in rows]))
            print_each(connection, some, numbers)


def print_each(connection: Connection, some: Iterable[Article], numbers: dict[str, int]) -> None:
    """Writes articles as printings, each the only one of its report."""
    printed = [{"key": key, "article_id": id, "report": key} for id, key in numbers.items()]
    connection.execute(insert(schema.printings), printed)
    found = [
        {"band": band, "printing": numbers[one.id]}
        for one in some
        for band in set(bands(wording(one.text).keys))
    ]
    if found:
        connection.execute(insert(schema.bands), found)


def write_names(connection: Connection, fresh: dict[str, int]) -> None:
    """Writes new names and what they are looked up under."""
    rows, looked_up = [], []
    for written, key in fresh.items():
        name = name_of(written, "person")
        assert isinstance(name, Name)  # noqa: S101
        rows.append(
            {
                "key": key,
                "name": written,
                "name_key": name_key(written),
                "plain": name.plain,
                "family": "person",
                "type": "person",
                "country": None,
                "party": key,
            }
        )
        looked_up += [{"key": shown_key, "name": key} for shown_key in shown(name)]
    connection.execute(insert(schema.names), rows)
    connection.execute(insert(schema.name_keys), looked_up)


if __name__ == "__main__":
    main()
