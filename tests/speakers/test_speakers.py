"""Who speaks: names, pronouns, titles, bodies, and what stays unknown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Article, Speaker

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
    article = analyse("Julia Holm said that the bridge was safe. “It held in the great flood.”")
    assert names(article) == ["Julia Holm", "Julia Holm"]
    assert article.statements[1].source == ()


def test_nobody_is_guessed(analyse: Analyse) -> None:
    assert names(analyse("“It will hold,” she said.")) == [None]


def test_every_speaker_of_a_statement_is_listed(analyse: Analyse) -> None:
    article = analyse("The mayor said no. Julia Holm said it would hold. They said nothing more.")
    listed = {speaker.id for speaker in article.speakers}
    assert {s.speaker for s in article.statements} - {None} <= listed
