"""What people decided, as W3C Web Annotations and as articles to train on."""

from pathlib import Path

import msgspec
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.model import Article, Block, Span, Speaker, Statement, statement_id, text_id
from onrecord.record import Record

TEXT = "The 🚢 harbour\n\nIda Holm said the harbour would open. Bo Lind denied it.\n"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def story() -> Article:
    said = []
    for speaker, words in (
        ("s1", ("Ida Holm", "said", "the harbour would open")),
        ("s2", ("Bo Lind", "denied", "it.")),
    ):
        parts = [(span(word),) for word in words]
        said.append(Statement(statement_id(text_id(TEXT), *parts), *parts, "indirect", speaker))
    people = (
        Speaker("s1", "Ida Holm", "person", ("mayor",), (span("Ida Holm"),)),
        Speaker("s2", "Bo Lind", "person", (), (span("Bo Lind"),)),
    )
    known = {"origin": "harbour.txt", "outlet": "Harbour Post", "title": None, "byline": ()}
    return Article(
        id=text_id(TEXT),
        **known,
        credits=(),
        published="2024-03-05",
        language="en",
        text=TEXT,
        blocks=(Block(0, len(TEXT), "body"),),
        speakers=people,
        statements=tuple(said),
        stages={"reading": "1"},
    )


def reviewed(path: Path) -> Record:
    record = Record(path)
    article = story()
    record.add(article)
    one, other = article.statements
    record.correct(one.id, "act", "commit", by="Ines")
    taken_back = record.correct(one.id, "place", "Osby", by="Ines")
    record.withdraw(taken_back)
    record.reject(other.id, by="Rolf")
    return record


def export(record: Record, format: str) -> str:
    command = ["export", "--format", format, "--record", record.name]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_each_decision_is_an_annotation_of_the_words(tmp_path: Path) -> None:
    page = msgspec.json.decode(export(reviewed(tmp_path / "r.db"), "annotations"))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    act, rejected = page["items"]
    assert act["creator"] == {"type": "Person", "name": "Ines"}
    assert (act["body"]["onrecord:field"], act["body"]["value"]) == ("act", "commit")
    assert rejected["motivation"] == "moderating"
    quote, position = act["target"][0]["selector"]
    assert quote["type"] == "TextQuoteSelector" and position["type"] == "TextPositionSelector"
    assert TEXT[position["start"] : position["end"]] == quote["exact"] == "the harbour would open"
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in TEXT


def test_the_corpus_has_what_was_decided(tmp_path: Path) -> None:
    [line] = export(reviewed(tmp_path / "r.db"), "corpus").splitlines()
    row = msgspec.json.decode(line)
    [one] = row["attributions"]
    start, end = one["content"][0]
    assert row["text"][start:end] == "the harbour would open"
    assert row["layer"][0]["speaker"] == "Ida Holm" and row["layer"][0]["act"] == "commit"
    assert row["reviewed"] == [one["id"]]
    [[[start, end]]] = row["rejected"]
    assert row["text"][start:end] == "it."


def test_nothing_decided_is_an_empty_page(tmp_path: Path) -> None:
    record = Record(tmp_path / "r.db")
    record.add(story())
    assert msgspec.json.decode(export(record, "annotations"))["items"] == []
    assert export(record, "corpus") == ""
