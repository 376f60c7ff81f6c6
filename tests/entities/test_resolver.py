"""Who speaks: names, pronouns, titles, bodies, and what stays unknown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.entities import Entities
from onrecord.model import Article, Span, Speaker, Statement
from onrecord.pipeline import Pipeline
from onrecord.reading import from_text

Analyse = Callable[..., Article]


def speakers(article: Article) -> list[Speaker | None]:
    """The speaker of each statement, in order."""
    by_id = {speaker.id: speaker for speaker in article.speakers}
    return [by_id.get(statement.speaker or "") for statement in article.statements]


def names(article: Article) -> list[str | None]:
    return [speaker.name if speaker else None for speaker in speakers(article)]


def test_a_last_name_means_the_fullest_name(analyse: Analyse) -> None:
    article = analyse("Mayor Julia Holm said the bridge was safe.\n\n“It will hold,” Holm said.")
    assert names(article) == ["Julia Holm", "Julia Holm"]
    assert [m.text for m in article.speakers[0].mentions] == ["Mayor Julia Holm", "Holm"]


def test_a_pronoun_means_the_person_spoken_of_last(analyse: Analyse) -> None:
    article = analyse(
        "Mayor Julia Holm said the bridge was safe.\n\n“It will hold,” she said.\n\n"
        "Peter Wray denied the report. He said the bridge was old.\n"
    )
    assert names(article) == ["Julia Holm", "Julia Holm", "Peter Wray", "Peter Wray"]


def test_a_pronoun_passes_over_whom_its_gender_excludes(analyse: Analyse) -> None:
    article = analyse(
        "Ms. Julia Holm said the bridge was safe.\n\nMr. Peter Wray said it was old.\n\n"
        "“It will hold,” she said.\n"
    )
    assert names(article) == ["Julia Holm", "Peter Wray", "Julia Holm"]


def test_a_title_means_the_one_who_bears_it(analyse: Analyse) -> None:
    article = analyse(
        "Transport Minister Mara Lindqvist said the ships would come.\n\n"
        "“You have my word,” the minister said.\n"
    )
    assert names(article) == ["Mara Lindqvist", "Mara Lindqvist"]
    assert article.speakers[0].roles == ("Transport Minister",)


def test_an_office_whose_bearer_is_named_later(analyse: Analyse) -> None:
    article = analyse(
        "The premier of the Tarn Islands accused Corvania of charging ships twice.\n\n"
        "“They take the toll at the cape,” Runa Halvey told the council.\n\n"
        "The premier said the islands would not pay.\n"
    )
    assert names(article) == ["Runa Halvey"] * 3
    assert article.speakers[0].roles == ("premier of the Tarn Islands",)


def test_an_office_does_not_take_a_name_that_has_one(analyse: Analyse) -> None:
    article = analyse(
        "The premier of the islands accused Corvania of charging ships twice.\n\n"
        "“We count ships,” Foreign Minister Ilke Dranova told the council.\n"
    )
    assert names(article) == [None, "Ilke Dranova"]


def test_an_epithet_takes_up_the_one_a_report_is_about(analyse: Analyse) -> None:
    article = analyse(
        "Peter Wray said the bridge was old. Wray asked for money. Wray left at noon.\n\n"
        "The Eastmouth senator called for calm.\n"
    )
    assert names(article)[-1] == "Peter Wray"
    assert "Eastmouth senator" in article.speakers[0].roles


def test_an_acronym_means_the_body_it_stands_for(analyse: Analyse) -> None:
    article = analyse(
        "The International Maritime Organization said the strait was open.\n\n"
        "The IMO added that tolls would fall.\n"
    )
    assert names(article) == ["International Maritime Organization"] * 2


def test_a_paper_by_one_word_and_its_article_by_its_name(analyse: Analyse) -> None:
    article = analyse(
        "The Harbour Times wrote that the bridge was old.\n\nThe Times said the mayor knew. "
        "The article said she had been told twice.\n"
    )
    assert names(article) == ["Harbour Times"] * 3
    assert [s.type for s in article.speakers] == ["organization", "document"]


def test_a_document_has_the_name_of_its_author(analyse: Analyse) -> None:
    article = analyse("Mayor Julia Holm resigned. Holm’s letter said the bridge was old.")
    assert (article.speakers[0].name, article.speakers[0].type) == ("Julia Holm", "document")


def test_relatives_who_share_a_last_name(analyse: Analyse) -> None:
    article = analyse(
        "Peter Wray said the bridge was old. Wray asked for money.\n\n"
        "His daughter, Anna Wray, said it would hold.\n\n“It will fall,” Wray said.\n"
    )
    assert names(article) == ["Peter Wray", "Peter Wray", "Anna Wray", "Peter Wray"]


def test_a_first_name_tells_whom_a_pronoun_cannot_mean(analyse: Analyse) -> None:
    article = analyse(
        "Stephanie Lind said the bridge was safe.\n\nDonald Wray said it was old.\n\n"
        "“It will hold,” she said.\n"
    )
    assert names(article)[-1] == "Stephanie Lind"


def test_a_senior_official_is_never_given_a_name(analyse: Analyse) -> None:
    article = analyse(
        "A senior official said the talks had failed. The official said they would go on.\n\n"
        "“They will,” Julia Holm said.\n"
    )
    assert names(article) == [None, None, "Julia Holm"]


def test_a_judge_in_the_lead_who_is_named_later(analyse: Analyse) -> None:
    article = analyse(
        "A Tarnish judge rejected the request on Monday.\n\n"
        "“The files stay shut,” Eastmouth Justice Frank Ostrow wrote.\n"
    )
    assert names(article) == ["Frank Ostrow", "Frank Ostrow"]


def test_several_who_speak_together(analyse: Analyse) -> None:
    article = analyse("Julia Holm and Peter Wray met. Holm and Wray said the bridge was safe.")
    assert (names(article)[-1], article.speakers[-1].type) == ("Julia Holm and Peter Wray", "group")


def test_every_speaker_comes_with_a_reason(analyse: Analyse) -> None:
    article = analyse(
        "Mayor Julia Holm said the bridge was safe. Holm laughed.\n\n“It will hold,” she said. "
        "“It held in the great flood.”\n\nCritics said it was old. “It is,” he said.\n"
    )
    for statement in article.statements:
        assert (statement.speaker is None) == (statement.resolution is None)
    how = {s.resolution.kind: s.resolution for s in article.statements if s.resolution}
    she = how["he or she"]
    assert she.reason == "she → Julia Holm: the only woman near, 1 sentence before"
    assert 0.5 < she.confidence <= 1
    assert how["description"].reason == "Critics: as the article describes it"


def test_a_role_after_the_name(analyse: Analyse) -> None:
    article = analyse("“It will hold,” said Julia Holm, the mayor of Eastmouth.")
    assert article.speakers[0].roles == ("mayor of Eastmouth",)


def test_a_title_that_ends_in_a_place_and_a_name(analyse: Analyse) -> None:
    article = analyse("Ambassador to NATO Julia Holm said she had seen “no change” at all.")
    assert names(article)[0] == "Julia Holm"


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("A senior official said the talks had failed.", "unnamed-person", None),
        ("Critics say the tolls are too high.", "group", "Critics"),
        ("The transport ministry said the tolls would rise.", "organization", "transport ministry"),
        ("A new study says that the ice is thinner.", "document", "new study"),
    ],
)
def test_kinds_of_speaker(text: str, kind: str, name: str | None, analyse: Analyse) -> None:
    [speaker] = analyse(text).speakers
    assert (speaker.type, speaker.name) == (kind, name)


def test_a_quotation_that_runs_on_keeps_its_speaker(analyse: Analyse) -> None:
    article = analyse(
        "“The bridge is safe. It held in the great flood,” Julia Holm said.\n\n“It will hold.”\n"
    )
    assert names(article) == ["Julia Holm", "Julia Holm"]
    assert article.statements[1].source == ()


def test_a_cue_without_a_subject_of_its_own(stages: Pipeline) -> None:
    text = "Julia Holm defended the bridge on Tuesday, saying it had held in the great flood."
    [analysis] = stages.parse([from_text(text, "test")])
    cue, content = (
        (Span.of(text, text.index(words), text.index(words) + len(words)),)
        for words in ("saying", "it had held in the great flood")
    )
    said = Statement("one", (), cue, content, "indirect")
    found = Entities()(analysis.knowing(statements=(said,))).article
    assert names(found) == ["Julia Holm"]


def test_whose_words_a_colon_announces_is_not_spoken_of_in_them(stages: Pipeline) -> None:
    text = (
        "Mayor Julia Holm opposed the bridge.\n\nMaud Lin of the Herald reports:\n\n"
        "“As she left, she said that the bridge was old.\n"
    )
    [analysis] = stages.parse([from_text(text, "test")])
    source, cue, content = (
        (Span.of(text, text.rindex(words), text.rindex(words) + len(words)),)
        for words in ("she", "said", "that the bridge was old")
    )
    said = Statement("one", source, cue, content, "indirect")
    found = Entities()(analysis.knowing(statements=(said,))).article
    assert names(found) == ["Julia Holm"]


def test_nobody_is_guessed(analyse: Analyse) -> None:
    assert names(analyse("“It will hold,” she said.")) == [None]


def test_every_speaker_of_a_statement_is_listed(analyse: Analyse) -> None:
    article = analyse("The mayor said no. Julia Holm said it would hold. They said nothing more.")
    listed = {speaker.id for speaker in article.speakers}
    assert {s.speaker for s in article.statements} - {None} <= listed
