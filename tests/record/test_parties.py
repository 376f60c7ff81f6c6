"""Parties: linked when articles are added, judged by people, never overwritten."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command

from onrecord.model import Article
from onrecord.record import Record, RecordError, migrations
from onrecord.record.dialects import sqlite as sqlite_dialect


@pytest.fixture
def tell(record: Record, make):
    """Adds an article about people with these roles and of this type."""

    def tell(*lines: str, roles: tuple[str, ...] = (), type: str = "person", **fields) -> Article:
        article = make(*lines, **fields)
        people = (replace(s, roles=roles, type=type) for s in article.speakers)
        article = replace(article, speakers=tuple(people))
        record.add(article)
        return article

    return tell


def names(record: Record) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(set(party.names))) for party in record.parties())


def test_one_party_under_one_name_and_surely_the_same(record: Record, tell) -> None:
    tell("Ida Holm | said | it is late", outlet="Post", published="2024-03-05", roles=("mayor",))
    tell("Dr. Ida K. Holm | said | no", outlet="Wire", published="2024-05-01", roles=("Mayor",))
    tell("IDA HOLM | said | never", outlet="Wire", published="2024-06-01")
    [party] = record.parties()
    assert set(party.names) == {"Ida Holm", "Dr. Ida K. Holm"}
    assert (party.statements, party.articles, party.outlets) == (3, 3, ("Post", "Wire"))
    assert (party.first, party.last) == ("2024-03-05", "2024-06-01")
    [role] = party.roles
    assert (role.role, role.first, role.last) == ("Mayor", "2024-03-05", "2024-05-01")
    [judgement] = record.judgements("Ida Holm")
    assert (judgement.verdict, judgement.person) == ("same", False)
    assert judgement.author.startswith("onrecord parties")


def test_what_is_not_a_name_is_no_party(record: Record, tell) -> None:
    tell("the office | said | it is late", type="organization")
    tell("a voter | said | it is late", type="unnamed-person")
    assert record.parties() == []
    assert [line.name for line in record.speakers()] == ["a voter", "the office"]


def test_a_word_for_people_of_a_kind_is_seldom_a_name(record: Record, tell) -> None:
    tell("Critics | said | it is late", type="group")
    assert record.parties() == []
    tell("Critics | said | nobody sings like the Critics", type="group")
    assert names(record) == [("Critics",)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"roles": ("mayor of Skerry",)}, {"roles": ("goalkeeper",), "outlet": "Wire"}),
        ({"published": "1912-04-15"}, {"published": "2024-03-05"}),
    ],
)
def test_two_people_with_one_name(record: Record, tell, one: dict, other: dict) -> None:
    tell("Ida Holm | said | it is late", **({"outlet": "Post"} | one))
    tell("Ida Holm | said | it is early", **({"outlet": "Post"} | other))
    assert names(record) == [("Ida Holm",), ("Ida Holm",)]
    [question] = record.queue()  # a person may know better
    assert question.names == ("Ida Holm", "Ida Holm")
    with pytest.raises(RecordError, match="several parties have this name"):
        record.party("Ida Holm")


def test_two_speakers_of_one_article_are_two(record: Record, make) -> None:
    article = make("Ida Holm | said | it is late", "Ida K. Holm | said | it is early")
    record.add(article)
    assert len(record.parties()) == 2


def test_relatives_stay_apart(record: Record, tell) -> None:
    tell("Ida Holm | said | it is late")
    tell("Casper Holm | said | it is early")
    tell("Ida Holm Jr. | said | it is noon")
    assert len(record.parties()) == 3
    assert {frozenset(q.names) for q in record.queue()} <= {frozenset(("Ida Holm", "Ida Holm Jr."))}


def test_a_last_name_alone_needs_evidence(record: Record, tell) -> None:
    tell("Ida Holm | said | it is late", outlet="Post", published="2024-03-05")
    tell("Holm | said | it is early", outlet="Wire", published="2021-01-01")
    assert names(record) == [("Holm",), ("Ida Holm",)]
    for number in range(6):
        tell(f"Ida Holm | said | it is {number}", outlet="Post", published="2024-03-06")
    tell("Holm | said | it is noon", outlet="Post", published="2024-03-07")
    assert ("Holm", "Ida Holm") in names(record)
    [meant] = [p for p in record.parties() if "Ida Holm" in p.names]
    tell("Bo Holm | said | no", outlet="Post", published="2024-03-08", title="Ida Holm’s brother")
    assert "Bo Holm" not in record.party(meant.id).names


def test_questions_and_answers(record: Record, tell) -> None:
    tell("Julie Varn | said | it is late", outlet="Post", published="2024-03-05")
    tell("Julianne Varn | said | it is early", outlet="Wire", published="2024-03-06")
    [question] = record.queue()
    assert set(question.names) == {"Julie Varn", "Julianne Varn"}
    assert 0.5 <= question.score < 0.9
    assert [hit.speaker for hit in record.search(speaker="Julianne")] == ["Julianne Varn"]

    unsure = record.judge(question.pair, "unsure", by="Bo")
    assert record.queue() == []
    record.undo(*unsure)
    assert len(record.queue()) == 1
    made = record.judge(question.pair, "same", by="Bo", why="the same chin")
    assert record.queue() == []
    hits = record.search(speaker="Julianne")
    assert {hit.speaker for hit in hits} == {"Julie Varn", "Julianne Varn"}
    [summary] = record.speakers("julianne")
    assert (summary.statements, summary.party) == (2, record.party("Julie Varn").id)
    record.undo(*made)
    assert len(record.parties()) == 2


def test_more_evidence_answers_a_question(record: Record, tell) -> None:
    tell("Julie Varn | said | it is late", outlet="Post", roles=("envoy to Tarn",))
    tell("Julianne Varn | said | it is early", outlet="Wire")
    assert len(record.queue()) == 1
    tell("Julianne Varn | said | it is noon", outlet="Wire", roles=("Envoy to Tarn",))
    assert record.queue() == []
    assert names(record) == [("Julianne Varn", "Julie Varn")]


def test_a_name_still_alone_is_compared_again(record: Record, tell) -> None:
    tell("Idanna Varn | said | it is late", outlet="Post", published="2024-03-05")
    tell("Ida Varn | said | it is early", outlet="Wire", published="2021-03-05")
    assert len(record.parties()) == 2
    tell("Idanna Varn | said | it is noon", outlet="Wire", published="2021-03-06")
    assert names(record) == [("Ida Varn", "Idanna Varn")]


def test_another_article_says_what_letters_stand_for(record: Record, tell) -> None:
    body = {"type": "organization"}
    tell("The Tolls Audit Office | said | the T.A.O. is late", **body)
    tell("TAO | said | it is early", **body)
    assert names(record) == [("TAO", "The Tolls Audit Office")]


def test_forms_of_one_name_are_no_rivals(record: Record, tell) -> None:
    office = {"roles": ("Harbour Minister",)}
    tell("Ida K. Holm | said | it is late", outlet="Post", **office)
    tell("Ida K. Holm Jr. | said | it is late", outlet="Wire", **office)
    tell("Ida Holm | said | it is early", outlet="Herald", **office)
    assert names(record) == [("Ida Holm", "Ida K. Holm", "Ida K. Holm Jr.")]


def test_a_judgement_of_a_person_holds(record: Record, tell) -> None:
    first = tell("Ida Holm | said | it is late", outlet="Post")
    tell("Ida K. Holm | said | it is early", outlet="Post")
    assert len(record.parties()) == 1
    record.split("Ida Holm", "Ida K. Holm", by="Bo", why="cousins")
    assert len(record.parties()) == 2
    record.add(replace(first, stages={"reading": "9", "attribution": "9"}))
    tell("Ida K. Holm | said | it is noon", outlet="Post")
    tell("Ida Holm | said | it is noon", outlet="Post")
    assert names(record) == [("Ida Holm",), ("Ida K. Holm",)]

    merged = record.merge("Ida Holm", "Ida K. Holm", by="Eva")  # the latest counts
    assert len(record.parties()) == 1
    record.undo(*merged)
    assert len(record.parties()) == 2
    history = record.judgements("Ida Holm")
    assert [(j.verdict, j.author, j.withdrawn_at is None) for j in history[1:]] == [
        ("different", "Bo", True),
        ("same", "Eva", False),
    ]


def test_a_name_that_a_newer_reading_gave_up(record: Record, tell) -> None:
    tell("Julie Varn | said | it is late", outlet="Post")
    wrong = tell("Julianne Varn | said | it is early", outlet="Wire")
    assert len(record.queue()) == 1
    nobody = replace(wrong, speakers=(), statements=(), stages={"reading": "9", "attribution": "9"})
    record.add(nobody)
    assert record.queue() == []
    with pytest.raises(RecordError, match="no party has this name"):
        record.party("Julianne Varn")


def test_a_version_does_not_say_again_what_was_taken_back(record: Record, tell) -> None:
    tell("Ida Holm | said | it is late", outlet="Post")
    second = tell("Ida K. Holm | said | it is early", outlet="Post")
    [judgement] = record.judgements("Ida Holm")
    record.undo(judgement.id)
    record.add(replace(second, stages={"reading": "9", "attribution": "9"}))
    assert len(record.parties()) == 2


def test_a_third_name_brings_none_together_that_are_different(record: Record, tell) -> None:
    for name in ("Ida Holm", "Ida Anna Holm", "Ida Berta Holm"):
        tell(f"{name} | said | it is late", outlet="Post")
    assert ("Ida Anna Holm", "Ida Berta Holm") not in names(record)
    record.split("Ida Holm", "Ida Anna Holm", by="Bo")
    record.merge("Ida Berta Holm", "Ida Holm", by="Bo")
    assert ("Ida Anna Holm",) in names(record)


def test_one_article_of_another_of_the_same_name(record: Record, tell) -> None:
    tell("Ida Holm | said | it is late", origin="one.txt")
    other = tell("Ida Holm | said | it is early", origin="two.txt")
    made = record.split("Ida Holm", article="two.txt", by="Bo")
    first, second = record.parties()
    assert [hit.origin for hit in record.said(second.id)] == ["two.txt"]
    record.add(replace(other, stages={"reading": "9", "attribution": "9"}))
    assert [hit.origin for hit in record.said(second.id)] == ["two.txt"]
    record.undo(*made)
    assert len(record.parties()) == 1
    assert [hit.origin for hit in record.said(first.id, newest=False)] == ["one.txt", "two.txt"]


def test_countries(record: Record, tell) -> None:
    for body in ("Russia", "Moscow", "the Kremlin", "Harbour Council"):
        tell(f"{body} | said | it is late", type="organization")
    tell("The U.S. | said | it is late", type="organization")
    tell("United States | said | it is early", type="organization")
    assert {p.name for p in record.parties(country="ru")} == {"Russia", "Moscow", "the Kremlin"}
    assert len(record.search(country="RU")) == 3
    assert [line.statements for line in record.speakers(country="US")] == [2]


def test_a_correction_names_a_party(record: Record, tell) -> None:
    tell("Ida Holm | said | it is late")
    article = tell("Bo Lind | said | it is early")
    made = record.correct(article.statements[0].id, "speaker", "Ida Holm", by="Eva")
    assert record.party("Ida Holm").statements == 2
    record.withdraw(made)
    assert record.party("Ida Holm").statements == 1
    assert record.party("Bo Lind").statements == 1


@pytest.mark.parametrize(
    ("act", "complaint"),
    [
        (lambda r: r.merge("Ida Holm", "Nobody", by="Bo"), "Nobody: no party has this name"),
        (lambda r: r.merge("Ida Holm", 99, by="Bo"), "99: no party has this number"),
        (lambda r: r.merge("Ida Holm", 1, by="Bo"), "one party already"),
        (lambda r: r.split("Ida Holm", "Bo Lind", by="Bo"), "not a name of party 1"),
        (lambda r: r.split("Ida Holm", "Ida Holm", by="Bo"), "the only name"),
        (lambda r: r.split("Ida Holm", article="b.txt", by="Bo"), "does not speak"),
        (lambda r: r.split("Ida Holm", by="Bo"), "a name or an article"),
        (lambda r: r.judge((1, 99), "same", by="Bo"), "no such names"),
        (lambda r: r.judge((1, 1), "same", by="Bo"), "against itself"),
        (lambda r: r.judge((1, 2), "nonsense", by="Bo"), "not a verdict"),
        (lambda r: r.judge((1, 2), "same", by=" "), "in one line"),
        (lambda r: r.undo(99), "no such judgement"),
    ],
)
def test_nonsense_is_refused(record: Record, tell, act, complaint: str) -> None:
    tell("Ida Holm | said | it is late")
    tell("Bo Lind | said | it is early", origin="b.txt")
    with pytest.raises(RecordError, match=complaint):
        act(record)
    assert len(record.parties()) == 2


# The words of statements beside the text that has them, and the parts of their spans with names.
AS_BEFORE = """
UPDATE new.statements SET
    content = (SELECT content FROM new.words_read WHERE words_read.key = statements.key),
    spans = json_object('source', spans -> 0, 'cue', spans -> 1, 'content', spans -> 2)
"""


def test_a_record_from_before_parties(tmp_path: Path, make) -> None:
    path = tmp_path / "old.db"
    with Record(tmp_path / "new.db") as new:
        for number, name in enumerate(("Ida Holm", "Ida Holm", "Ida K. Holm", "the office")):
            new.add(make(f"{name} | said | it is {number}"))
        corrected = make("Bo Lind | said | it is noon")
        new.add(corrected)
        new.correct(corrected.statements[0].id, "speaker", "Ida Holm", by="Bo")
        expected = new.parties()
    old = sqlite_dialect.connect(path, create=True)
    with old.execution_options(writes=True).begin() as connection:
        config = migrations._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    old.dispose()
    with sqlite3.connect(path) as connection:
        connection.execute("ATTACH ? AS new", (str(tmp_path / "new.db"),))
        connection.execute(AS_BEFORE)
        for table in ("articles", "origins", "stages", "speakers", "statements", "corrections"):
            rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
            columns = ", ".join(f'"{row[0]}"' for row in rows)
            id = "(SELECT id FROM new.articles WHERE number = article_id)"
            now = columns.replace('"article_id"', id)
            connection.execute(f"INSERT INTO {table} ({columns}) SELECT {now} FROM new.{table}")  # noqa: S608
    with Record(path) as record:
        assert [(p.names, p.statements) for p in record.parties()] == [
            (p.names, p.statements) for p in expected
        ]
        assert len(record.corrections(corrected.id)) == 1


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Łukasz Żak", ["Łukasz Żak", "łukasz", "Zak"]),
        ("Astrid Østby", ["Østby", "ostby"]),
        ("Brendan O’Hare", ["O'Hare", "o’hare", "OHare"]),
        ("Jose\u0301 Lind\u00adqvist", ["José", "Lindqvist"]),
        ("Жанна Щукина", ["щукина", "Щукина, Жанна"]),
        ("J.D. Morrow", ["JD Morrow", "J. D. Morrow"]),
        ("Dr. Ida Lind-Orlo", ["Lind‑Orlo", "dr ida", "Ida Lind Orlo"]),
    ],
)
def test_somebody_is_found_by_the_name_however_it_is_typed(
    record: Record, tell, written: str, typed: list[str]
) -> None:
    tell("Ana Wray | said | it is early")
    tell(f"{written} | said | it is late")
    for name in typed:
        assert [hit.speaker for hit in record.search(speaker=name)] == [written]
        assert [party.name for party in record.parties(name)] == [written]
        assert [line.name for line in record.speakers(name)] == [written]
    assert record.party(written.upper()).name == written
    assert not record.search(speaker="???")


def test_a_name_written_in_two_ways_is_one_party(record: Record, tell) -> None:
    tell("José Lindqvist | said | it is late", roles=("mayor",))
    tell("Jose\u0301 Lind\u00adqvist | said | it is early", roles=("mayor",))
    assert len(record.parties()) == 1


def test_a_person_keeps_her_roles_beside_a_document_of_her_name(record: Record, make) -> None:
    article = make("Ida Holm | said | it is late")
    letter = replace(article.speakers[0], id="s2", type="document", roles=())
    record.add(replace(article, speakers=(*article.speakers, letter)))
    assert [hit.speaker for hit in record.search("mayor")] == ["Ida Holm"]
