"""FollowTheMoney: entities that its own library takes."""

import dataclasses
import json
from io import BytesIO
from pathlib import Path

import pytest

from onrecord.export.ftm import write_ftm
from onrecord.model import Article, Block, Span, Speaker, Statement, text_id
from onrecord.record import Record

TEXT = "Ida Holm said no. Norway said yes. Critics of the Toll said maybe. A voter said never."
SAID = {"Ida Holm": "no", "Norway": "yes", "Critics of the Toll": "maybe", "A voter": "never"}
TYPES = ("person", "organization", "group", "unnamed-person")


def article() -> Article:
    def span(words: str) -> Span:
        start = TEXT.index(words)
        return Span.of(TEXT, start, start + len(words))

    return Article(
        id=text_id(TEXT),
        origin="https://example.org/toll",
        outlet="Post",
        title="Toll",
        byline=("Bo Lind",),
        credits=(),
        published="2024-03-05",
        language="en",
        text=TEXT,
        blocks=(Block(0, len(TEXT), "body"),),
        speakers=tuple(
            Speaker(name, name, kind, ("mayor",) if kind == "person" else (), (span(name),))
            for name, kind in zip(SAID, TYPES, strict=True)
        ),
        statements=tuple(
            Statement(f"s{n}", (span(name),), (), (span(words),), "indirect", name)
            for n, (name, words) in enumerate(SAID.items())
        ),
    )


@pytest.fixture
def entities(tmp_path: Path) -> list[dict]:
    stream = BytesIO()
    with Record(tmp_path / "record.db") as record:
        record.add(article())
        text = f"{TEXT}More.\n"
        other = dataclasses.replace(article(), id=text_id(text), text=text, origin="toll.txt")
        record.add(other)
        write_ftm(record, record.articles(), stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_what_is_written(entities: list[dict]) -> None:
    by_id = {entity["id"]: entity for entity in entities}
    schemata = [entity["schema"] for entity in entities]
    assert schemata.count("Article") == 2
    assert sorted(set(schemata) - {"Article", "Documentation", "Note"}) == [
        "LegalEntity",
        "Person",
        "PublicBody",
    ]
    [holm] = [e for e in entities if e["schema"] == "Person"]
    assert holm["properties"] == {"name": ["Ida Holm"], "position": ["mayor"]}
    [norway] = [e for e in entities if e["schema"] == "PublicBody"]
    assert norway["properties"]["country"] == ["no"]
    note = next(e for e in entities if e["schema"] == "Note")
    assert note["properties"]["description"] == ["no"]
    assert by_id[note["properties"]["entity"][0]] == holm
    assert by_id[note["properties"]["proof"][0]]["schema"] == "Article"
    assert note["properties"]["createdAt"] == ["2024-03-05"]
    assert note["properties"]["sourceUrl"] == ["https://example.org/toll"]
    assert schemata.count("Note") == 8
    unnamed = [e for e in entities if e["schema"] == "Note" and "entity" not in e["properties"]]
    assert [e["properties"]["description"] for e in unnamed] == [["never"]] * 2  # a voter


def test_parties_of_two_records_do_not_collide(tmp_path: Path) -> None:
    ids: list[set[str]] = []
    for name in ("one.db", "two.db"):
        stream = BytesIO()
        with Record(tmp_path / name) as record:
            record.add(article())
            write_ftm(record, record.articles(), stream)
        lines = map(json.loads, stream.getvalue().splitlines())
        ids.append({line["id"] for line in lines if line["schema"] not in ("Article", "Note")})
    assert ids[0] and not ids[0] & ids[1]


def test_the_library_takes_it(entities: list[dict]) -> None:
    ftm = pytest.importorskip(
        "followthemoney", reason="needs `pip install --only-binary=pyicu followthemoney`"
    )
    for entity in entities:
        made = ftm.model.get_proxy(entity, cleaned=False)
        made.schema.validate(entity)
        for name, values in entity["properties"].items():
            assert len(made.get(name)) == len(values), f"{made.schema.name}.{name} is refused"
