"""Quotations are whole, however long, and whoever is named in them; layouts say who speaks."""

from __future__ import annotations

import pytest
from benchmarks.accuracy.coverage import FORMS, in_made_up, made_up

from onrecord.model import Article, Statement, joined
from onrecord.pipeline import Pipeline
from onrecord.reading import from_text

ENOUGH = 0.99  # of the characters of a quotation


@pytest.fixture(scope="module")
def find(stages: Pipeline) -> Pipeline:
    """The stages that make statements."""
    return stages.only("network", "attribution")


def said(find: Pipeline, text: str) -> list[tuple[str, str]]:
    """Each statement of a text: its source, and its content."""
    [article] = find([from_text(text, "test")])
    assert isinstance(article, Article), article
    return [(joined(s.source), joined(s.content)) for s in article.statements]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", [25, 300])
def test_a_quotation_beside_its_cue_is_kept_whole(find: Pipeline, form: str, words: int) -> None:
    texts = [text for name, text in made_up((words,)) if name == form]
    for article in find(from_text(text, form) for text in texts):
        assert isinstance(article, Article)
        [(_, size, kept)] = in_made_up(article.text, article.statements)
        assert kept >= ENOUGH * size


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a question and its answer
            "“Who signed the form?” Rae Dunlop asked. “And who had read it?” “Nobody had read it,” "
            "Felix Moor said.",
            ("Felix Moor", "“Nobody had read it,”"),
        ),
        (  # a title is no speech
            "On “The Harbour Hour,” Ida Holm said the bridge would hold.",
            ("Ida Holm", "the bridge would hold"),
        ),
        (  # a post with its author
            "The bridge is closed again and nobody told us. Six days! — Nils Orr (@nilsorr) "
            "March 4, 2024",
            ("Nils Orr", "The bridge is closed again and nobody told us. Six days!"),
        ),
        (
            "The bridge is closed again.\n\n— Nils Orr (@nilsorr) March 4, 2024",
            ("Nils Orr", "The bridge is closed again."),
        ),
    ],
)
def test_what_belongs_to_whom(find: Pipeline, text: str, expected: tuple[str, str]) -> None:
    assert expected in said(find, f"The council of Eastmouth met on Monday.\n\n{text}\n")


@pytest.mark.parametrize(
    "text",
    ["Ida Holm has said nothing in public.", "Ida Holm did not say this.", "The report tells it."],
)
def test_who_says_nothing_makes_no_statement(find: Pipeline, text: str) -> None:
    assert said(find, text) == []


def test_a_content_has_the_noun_of_which_it_tells(find: Pipeline) -> None:
    text = "The ministry promised 200 generators that would arrive before the winter."
    [(_, content)] = said(find, text)
    assert content == "200 generators that would arrive before the winter"


TRANSCRIPTS = {
    "capitals, offices, notes and times": (
        "IDA HOLM, HOST: Good evening. Is the quay safe?\n\n"
        "[02:50:05] OLE VEHL (via Skype): The quay is dry.\n\nHOLM: For how long?\n",
        ["IDA HOLM", "OLE VEHL", "HOLM"],
    ),
    "small letters": (
        "Michael S Dukas: That is the way to do it.\n\nBernard Shore: You have one minute.\n\n"
        "Ida Quell: I need no minute for that.\n",
        ["Michael S Dukas", "Bernard Shore", "Ida Quell"],
    ),
    "an official record, what happens in brackets": (
        "The CHAIRWOMAN. The committee will come to order. Is the bridge safe?\n\n"
        "Mr. SPRY of Tallow. It is. The Authority told the town so in March.\n\n"
        "It will carry forty tons.\n\n(The committee recessed.)\n\n"
        "SEN. VEHL. Who checked it?\n\nMr. SPRY. We did.\n\nThe CHAIRWOMAN. Thank you.\n",
        ["The CHAIRWOMAN", "Mr. SPRY", "SEN. VEHL", "Mr. SPRY", "The CHAIRWOMAN"],
    ),
    "turns in marks": (
        "“WEST: Let us start. Is the tunnel safe?”\n\n"
        "“VEHL: I say so. The authority said so, too, in March.”\n",
        ["WEST", "VEHL"],
    ),
    "one who tells of others once": (
        "JO LANDRUM, HOST: Is the tunnel safe?\n\n"
        "KURT VEHL (via Skype): The tunnel is dry. The authority says so every week.\n\n"
        "LANDRUM: For how long?\n",
        ["JO LANDRUM", "KURT VEHL", "LANDRUM"],
    ),
    "Q. and A., and an answer of two paragraphs": (
        "Q. When will it open?\n\nA. When the last bolt is in.\n\nWe check them all.\n\n"
        "Q. Who pays?\n\nA. The county does.\n",
        ["Q", "A", "Q", "A"],
    ),
}


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_turns_of_transcripts(find: Pipeline, name: str) -> None:
    text, sources = TRANSCRIPTS[name]
    found = said(find, text)
    assert [source for source, _ in found] == sources
    words = text.replace("\n", " ")
    assert all(part in words for _, content in found for part in content.split(" … "))


def test_a_turn_is_direct_speech(find: Pipeline) -> None:
    text = "Q: Why did he say “no”?\n\nA: He was tired.\n\nQ: Of what?\n\nA: Of me.\n"
    [article] = find([from_text(text, "test")])
    assert isinstance(article, Article)
    assert [statement.manner for statement in article.statements] == ["direct"] * 4


def test_headings_of_paragraphs_do_not_speak(find: Pipeline) -> None:
    text = (
        "Buses stood still in Tarn on Monday.\n\n"
        "MONEY MATTERS: Mayor Ida Holm said the budget would be balanced by June. "
        "“We have cut all that can be cut,” she said.\n\n"
        "TRASH TALK: Driver Ole Vehl says the trucks are late every day.\n\n"
        "“I just drive,” Vehl said.\n\n"
        "WEATHER: Rain until Friday, and then more of it.\n"
    )
    assert said(find, text) == [
        ("Mayor Ida Holm", "the budget would be balanced by June"),
        ("she", "“We have cut all that can be cut,”"),
        ("Driver Ole Vehl", "the trucks are late every day"),
        ("Vehl", "“I just drive,”"),
    ]


def test_a_turn_goes_on_only_in_its_speakers_own_words(find: Pipeline) -> None:
    text = (
        "FERRANTE: Did you see the survey?\n\nHARKER: I did. I read all of it.\n\n"
        "Councillor Elena Ruiz said on Monday that nobody had read it.\n\n"
        "FERRANTE: Will it leak?\n\nHARKER: No.\n"
    )
    assert ("Councillor Elena Ruiz", "that nobody had read it") in said(find, text)
    assert ("HARKER", "I did. I read all of it.") in said(find, text)


@pytest.mark.parametrize(
    "text",
    [
        "GEN. SMITH. He is sixty.\n\nGEN. SMITH said the bridge was safe.\n",
        "NO DEAL. The union walked out.\n\nNO WAY. The drivers went home.\n",
    ],
)
def test_what_stands_in_capitals_does_not_speak(find: Pipeline, text: str) -> None:
    assert not {"GEN. SMITH", "NO DEAL", "NO WAY"} & {
        source for source, content in said(find, text) if content != "the bridge was safe"
    }


def test_who_is_asked_does_not_ask(find: Pipeline) -> None:
    asked = "Quizzed about whether the roof would leak, he snapped that nobody had asked in May."
    text = f"The roof will hold, council leader Dan Harker said on Monday.\n\n{asked}\n"
    sources = {content: source for source, content in said(find, text)}
    assert sources["that nobody had asked in May"] == "he"
    assert sources.get("whether the roof would leak", "") == ""


def test_a_list_is_no_transcript(find: Pipeline) -> None:
    text = "Best Film: The Long Quay\n\nBest Actor: Ida Holm\n\nBest Song: Winter Harbour\n"
    assert not {source for source, _ in said(find, text)} & {"Best Film", "Best Actor"}


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("Ida Holm said: “The bridge will hold.”", "direct"),
        ("Ida Holm said the move was “a direct provocation of everybody here”.", "mixed"),
        ("Ida Holm said she had “changed my mind about the bridge”.", "mixed"),
        ("Ida Holm said the bridge would hold.", "indirect"),
    ],
)
def test_direct_is_only_what_stands_in_marks(find: Pipeline, text: str, manner: str) -> None:
    [article] = find([from_text(text, "test")])
    assert isinstance(article, Article)
    statements: tuple[Statement, ...] = article.statements
    assert [statement.manner for statement in statements] == [manner]
