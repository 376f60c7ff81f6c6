"""When it was said: the day that hangs on the saying, and how far it goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Article, Statement

Analyse = Callable[..., Article]
Tell = Callable[..., tuple[Article, list[list[Statement]]]]
PUBLISHED = "2023-11-22"  # a Wednesday
LOST = pytest.mark.xfail(
    strict=True, reason="the trees, right more often on reports not seen, are wrong here"
)


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
        ("Holm said two years ago that the bridge would hold.", "2021"),
        ("Holm said the day before yesterday that the bridge would hold.", "2023-11-20"),
        ("Holm said on Good Friday that the bridge would hold.", "2023-04-07"),
        pytest.param("Holm promised a new bridge on Monday.", "2023-11-20", marks=LOST),
        ("In his 2002 book, Holm said that the bridge would hold.", "2002"),
        ("The crisis began in 2012, when Holm said that the bridge would hold.", "2012"),
        ("Holm said that the toll would fall, more than forecast in July.", None),
        ("Holm said that the bridge would open on Monday.", None),
        ("Holm said that the bridge would hold.", None),
        ("Vance resigned, claiming that Holm had misled Parliament on 4 March.", None),
        ("“It broke on Monday,” Holm said.", None),
        ("Holm, who resigned on Monday, said that the bridge would hold.", None),
        ("After Monday's storm, Holm said that the bridge would hold.", None),
    ],
)
def test_the_day_of_saying(text: str, expected: str | None, analyse: Analyse) -> None:
    [statement] = analyse(text, PUBLISHED).statements
    assert statement.said_on == expected


NOTHING = "nothing is said there"

# What decides, and the report, row by row: the day of what is said there (None where that must
# stay open), and the words.  A row is a paragraph, or goes on with the one before if it begins
# with a space.
CASES = {
    "a day goes on to what the same one says next, and to nobody else": [
        ("2023-11-20", "Mayor Ida Holm said Monday that the bridge would hold."),
        ("2023-11-20", "“Nobody should worry,” Holm said."),
        ("2023-11-20", "“Trucks may cross again,” she added."),
        (None, "“Concrete lasts,” said Tor Vance, an engineer."),
        (None, "Holm has said that the old bridge was rotten."),
    ],
    "an older occasion ends where the report comes back": [
        ("2023-11-20", "Mayor Ida Holm said Monday that the bridge would hold."),
        ("2023-06", "In June, Holm said that it was unsafe."),
        ("2023-06", " “Nobody should cross,” she said then."),
        ("2023-11-20", "“Engineers did their work,” Holm said."),
    ],
    "an occasion without a date has none": [
        ("2023-11-20", "Mayor Ida Holm said in an interview Monday that the bridge would hold."),
        (None, "“Nobody should worry,” Holm said at a rally in Oslo."),
    ],
    "the lead is said again with its day": [
        ("2023-11-20", "Mayor Ida Holm promised that the bridge would hold."),
        ("2023-11-20", "“Nobody should worry,” Holm said at a hearing Monday."),
    ],
    "the lead of several does not have the day of what one then says": [
        (None, "The bridge’s staunchest friends are promising that it will stand."),
        ("2023-11-21", "Mayor Julia Holm said Tuesday that it had held in worse winters."),
    ],
    "the headline has the day of what it repeats": [
        ("2023-11-20", "Court rules against the bridge"),
        ("2023-11-20", "A court in Eastmouth ruled Monday that the bridge was unsafe."),
    ],
    "a day after counts from the other occasion": [
        ("2023-11-22", "Mayor Ida Holm said Wednesday that the bridge would hold."),
        (
            "2023-11-21",
            "Holm's comments come a day after the council announced that it would close the road.",
        ),
        (
            "2023-11-21",
            "Tor Vance criticized the plan in an essay in the Eastmouth Herald late Tuesday, "
            "saying that it would ruin the port.",
        ),
    ],
    "an occasion keeps its day where it is named again": [
        (NOTHING, "Ida Holm and Tor Vance met for the first time in Monday’s debate."),
        ("2023-11-20", "During the debate, Holm said that the bridge would hold."),
    ],
    "a weekday that may be the next one dates no occasion": [
        (NOTHING, "Tor Vance is ready for Friday’s debate."),
        (None, "In the debate over tolls, Vance said that the bridge would hold."),
    ],
    "what somebody says where the report tells that she was": [
        (NOTHING, "On Monday night, Ida Holm walked across the bridge."),
        ("2023-11-20", "“Nobody should worry,” Holm said."),
        (None, " She has said that the old bridge was rotten."),
    ],
    "where somebody was dates nobody, if two share the last name": [
        (NOTHING, "On Monday night, Ida Holm walked across the bridge."),
        (None, "“Nobody should worry,” Ida Holm said."),
        (None, "“Trucks may cross again,” Tor Holm said."),
    ],
    "a body and those who speak for it share its day": [
        ("2023-11-20", "The Bridge Fund said Monday that the bridge would hold."),
        ("2023-11-20", "“Concrete lasts,” Fund economist Tor Vance said."),
    ],
    "a narration goes on from the year that it told": [
        ("2021-05", "Mayor Ida Holm said in May, 2021 that the bridge would hold."),
        (NOTHING, "By August it had begun to crack."),
        ("2021-09", "In September, Holm promised a new one."),
    ],
    "the day with its year at the head of a transcript counts before others": [
        (NOTHING, "BRIDGE COMMITTEE, TUESDAY, NOVEMBER 21, 2023. The bridge closed on Monday."),
        ("2023-11-21", "WIRE: Is the bridge safe?"),
        ("2023-11-21", "HOLM: It is safe, and it will hold for years."),
        ("2023-11-21", "WIRE: Who pays for it?"),
        ("2023-11-21", "HOLM: The council pays, all of it."),
    ],
    "an interview does not have the day of a thing that its introduction names": [
        (NOTHING, "After Monday’s vote, Ida Holm spoke with The Wire on Tuesday in her house."),
        ("2023-11-21", "WIRE: Is the bridge safe?"),
        ("2023-11-21", "HOLM: It is safe, and it will hold for years."),
        ("2023-11-21", "WIRE: Who pays for it?"),
        ("2023-11-21", "HOLM: The council pays, all of it."),
    ],
    "an interview has the day that its introduction names": [
        (NOTHING, "Mayor Ida Holm spoke with The Wire on Monday in the old customs house."),
        ("2023-11-20", "WIRE: Is the bridge safe?"),
        ("2023-11-20", "HOLM: It is safe, and it will hold for years."),
        ("2023-11-20", "WIRE: Who pays for it?"),
        ("2023-11-20", "HOLM: The council pays, all of it."),
    ],
}


@pytest.mark.parametrize(
    "why",
    [
        pytest.param(why, marks=LOST)
        if why == "where somebody was dates nobody, if two share the last name"
        else why
        for why in CASES
    ],
)
def test_how_far_a_day_goes_on(why: str, tell: Tell) -> None:
    rows = CASES[why]
    _, statements = tell([text for _, text in rows], PUBLISHED)
    found = [{statement.said_on for statement in said} or {NOTHING} for said in statements]
    assert found == [{day} for day, _ in rows]


def test_a_weekday_needs_a_publication_date(analyse: Analyse) -> None:
    [statement] = analyse("Holm said Wednesday that the bridge would hold.").statements
    assert statement.said_on is None


def test_the_first_days_of_the_calendar(analyse: Analyse) -> None:
    [said] = analyse(
        "In Monday’s debate, Holm said that the bridge would hold.", "0001-01-03"
    ).statements
    assert said.said_on == "0001-01-01"


def test_the_day_of_the_header_line_is_no_day_of_saying(analyse: Analyse) -> None:
    told = "The council voted Tuesday night. Mayor Ida Holm promised that the bridge would hold."
    article = analyse(f"Fernhill Observer | Thursday, May 22, 2025\n\nBridge\n\n{told}")
    assert article.published == "2025-05-22"
    assert {statement.said_on for statement in article.statements} <= {"2025-05-20", None}
