"""When it was said: the day that hangs on the saying, and how far it goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Article

Analyse = Callable[..., Article]
PUBLISHED = "2023-11-22"  # a Wednesday


def dates(article: Article) -> dict[str, str | None]:
    """When each statement was made, by the first words of what was said."""
    words = (s.content[0].text.removeprefix("that ").strip("“”") for s in article.statements)
    return {w[:12]: s.said_on for w, s in zip(words, article.statements, strict=True)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Holm said Wednesday that the bridge would hold.", "2023-11-22"),
        ("Holm said Thursday that the bridge would hold.", "2023-11-16"),
        ("Holm on Tuesday said that the bridge would hold.", "2023-11-21"),
        ("Holm said late Tuesday that the bridge would hold.", "2023-11-21"),
        ("On Monday, Holm said that the bridge would hold.", "2023-11-20"),
        ("Holm told reporters on Sunday night that the bridge would hold.", "2023-11-19"),
        ("Holm said in an interview Friday that the bridge would hold.", "2023-11-17"),
        ("“The bridge will hold,” Holm said in a statement released Friday.", "2023-11-17"),
        ("Speaking to reporters on Monday, Holm said that the bridge would hold.", "2023-11-20"),
        ("Holm said on June 1 that the bridge would hold.", "2023-06-01"),
        ("Holm said on March 3, 2021, that the bridge would hold.", "2021-03-03"),
        ("Holm said yesterday that the bridge would hold.", "2023-11-21"),
        ("Holm said last week that the bridge would hold.", "2023-11"),
        ("In June, Holm said that the bridge would hold.", "2023-06"),
        ("In 2012, Holm said that the bridge would hold.", "2012"),
        ("Holm said two years ago that the bridge would hold.", "2021~"),
        ("Holm promised a new bridge on Monday.", "2023-11-20"),
        ("In his 2002 book, Holm said that the bridge would hold.", "2002"),
        ("The crisis began in 2012, when Holm said that the bridge would hold.", "2012"),
        ("Holm said that the toll would fall, more than forecast in July.", None),
        ("Holm said that the bridge would open on Monday.", None),
        ("Holm said that the bridge would hold.", None),
        ("“It broke on Monday,” Holm said.", None),
        ("Holm, who resigned on Monday, said that the bridge would hold.", None),
        ("After Monday's storm, Holm said that the bridge would hold.", None),
    ],
)
def test_the_day_of_saying(text: str, expected: str | None, analyse: Analyse) -> None:
    [statement] = analyse(text, PUBLISHED).statements
    assert statement.said_on == expected


def test_a_weekday_needs_a_publication_date(analyse: Analyse) -> None:
    [statement] = analyse("Holm said Wednesday that the bridge would hold.").statements
    assert statement.said_on is None


def test_a_date_goes_on_to_what_is_said_next(analyse: Analyse) -> None:
    article = analyse(
        "Mayor Ida Holm said Monday that the bridge would hold.\n\n"
        "“Nobody should worry,” Holm said.\n\n"
        "“Trucks may cross again,” she added.\n\n"
        "“Concrete lasts,” said Tor Vance, an engineer.\n\n"
        "Holm has said that the old bridge was rotten.",
        PUBLISHED,
    )
    assert dates(article) == {
        "the bridge w": "2023-11-20",
        "Nobody shoul": "2023-11-20",
        "Trucks may c": "2023-11-20",
        "Concrete las": None,
        "the old brid": None,
    }


def test_an_older_occasion_ends_where_the_report_comes_back(analyse: Analyse) -> None:
    article = analyse(
        "Mayor Ida Holm said Monday that the bridge would hold.\n\n"
        "In June, Holm said that it was unsafe. “Nobody should cross,” she said then.\n\n"
        "“Engineers did their work,” Holm said.",
        PUBLISHED,
    )
    assert dates(article) == {
        "the bridge w": "2023-11-20",
        "it was unsaf": "2023-06",
        "Nobody shoul": "2023-06",
        "Engineers di": "2023-11-20",
    }


def test_an_occasion_without_a_date_has_none(analyse: Analyse) -> None:
    article = analyse(
        "Mayor Ida Holm said in an interview Monday that the bridge would hold.\n\n"
        "“Nobody should worry,” Holm said at a rally in Oslo.",
        PUBLISHED,
    )
    assert dates(article) == {"the bridge w": "2023-11-20", "Nobody shoul": None}


def test_the_lead_is_said_again_with_its_day(analyse: Analyse) -> None:
    article = analyse(
        "Mayor Ida Holm promised that the bridge would hold.\n\n"
        "“Nobody should worry,” Holm said at a hearing Monday.",
        PUBLISHED,
    )
    assert dates(article) == {"the bridge w": "2023-11-20", "Nobody shoul": "2023-11-20"}


def test_a_day_after_counts_from_the_other_occasion(analyse: Analyse) -> None:
    article = analyse(
        "Mayor Ida Holm said Wednesday that the bridge would hold.\n\n"
        "Holm's comments come a day after the council announced that it would close the road.\n\n"
        "Tor Vance criticized the plan in an essay in the Eastmouth Herald late Tuesday, "
        "saying that it would ruin the port.",
        PUBLISHED,
    )
    assert list(dates(article).values())[:2] == ["2023-11-22", "2023-11-21"]
    assert article.statements[-1].said_on == "2023-11-21"


def test_an_occasion_keeps_its_day_where_it_is_named_again(analyse: Analyse) -> None:
    article = analyse(
        "Ida Holm and Tor Vance met for the first time in Monday’s debate.\n\n"
        "During the debate, Holm said that the bridge would hold.\n\n"
        "A day before the debate, Vance told reporters that the port would close.\n\n"
        "Holm told the crowd that it would stay open.",
        PUBLISHED,
    )
    assert dates(article) == {
        "the bridge w": "2023-11-20",
        "the port wou": "2023-11-19",
        "it would sta": "2023-11-20",
    }


def test_a_weekday_that_may_be_the_next_one_dates_no_occasion(analyse: Analyse) -> None:
    article = analyse(
        "Tor Vance is ready for Friday’s debate.\n\n"
        "In the debate over tolls, Vance said that the bridge would hold.",
        PUBLISHED,
    )
    assert dates(article) == {"the bridge w": None}


def test_what_somebody_says_where_the_report_tells_that_she_was(analyse: Analyse) -> None:
    article = analyse(
        "On Monday night, Ida Holm walked across the bridge.\n\n"
        "“Nobody should worry,” Holm said. She has said that the old bridge was rotten.",
        PUBLISHED,
    )
    assert dates(article) == {"Nobody shoul": "2023-11-20", "the old brid": None}


def test_where_somebody_was_dates_nobody_else_of_that_name(analyse: Analyse) -> None:
    article = analyse(
        "On Monday night, Ida Holm walked across the bridge.\n\n"
        "“Nobody should worry,” Ida Holm said.\n\n“Trucks may cross again,” Tor Holm said.",
        PUBLISHED,
    )
    assert dates(article)["Trucks may c"] is None


def test_the_first_days_of_the_calendar(analyse: Analyse) -> None:
    article = analyse("In Monday’s debate, Holm said that the bridge would hold.", "0001-01-03")
    assert dates(article) == {"the bridge w": "0001-01-01"}


def test_the_headline_has_the_day_of_what_it_repeats(analyse: Analyse) -> None:
    article = analyse(
        "Court rules against the bridge\n\n"
        "A court in Eastmouth ruled Monday that the bridge was unsafe.\n\n"
        "“Nobody should cross,” said the ruling.",
        PUBLISHED,
    )
    assert set(dates(article).values()) == {"2023-11-20"}


def test_the_lead_does_not_have_the_day_of_what_one_person_then_says(analyse: Analyse) -> None:
    article = analyse(
        "The bridge’s staunchest friends are promising that it will stand.\n\n"
        "Mayor Julia Holm said Tuesday that it had held in worse winters.\n",
        PUBLISHED,
    )
    assert article.statements[0].said_on is None
    assert article.statements[1].said_on is not None


def test_a_body_and_those_who_speak_for_it_share_its_day(analyse: Analyse) -> None:
    article = analyse(
        "The Bridge Fund said Monday that the bridge would hold.\n\n"
        "“Concrete lasts,” Fund economist Tor Vance said.",
        PUBLISHED,
    )
    assert dates(article) == {"the bridge w": "2023-11-20", "Concrete las": "2023-11-20"}
