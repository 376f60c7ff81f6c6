"""What each paragraph of a report is, in reports laid out the ways that reports are."""

import pytest

from onrecord.model import Article
from onrecord.reading import from_text

STORY = """\
The harbour board of Saltmarsh said on Sunday that it would raise its fees by a tenth.

{}

Fishermen said in Tel Marsh that the rise would drive the last small boats away.
"""


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def kind_within(line: str) -> str:
    """What a line is taken for in the middle of a story."""
    return kinds(from_text(STORY.format(line), "x"))[1][0]


@pytest.mark.parametrize(
    "line",
    [
        "“No,” she said.",
        '"It is that or close the slipway"',
        "‘We have put this off for six years’",
        "He agreed.",
        "Why did she go?",
        "Asked whether it was fair, Ferreira said: “Yes.”",
        "Follow the money and you find the board, Ferreira said.",
        "Share prices fell on Monday.",
        "Subscribe or die, the board told its members.",
        "Copyright law is a mess, she said.",
        "Reporting by the Gazette showed that the fees had risen twice.",
        "Photos by residents showed an empty harbour.",
        "By Monday the office was empty.",
        "Read the minutes, the chair told reporters.",
        "The Tallow Associates (TA) — a law firm — declined to comment.",
        "According to a Reuters/Ipsos poll, most of the town agrees.",
        "« Jamais », a dit le capitaine.",
        "- lower fees for small boats, the fishermen’s first demand",
        "3.",
    ],
)
def test_story_stays_story(line: str) -> None:
    assert kind_within(line) == "body"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Advertisement", "chrome"),
        ("ADVERTISEMENT - CONTINUE READING BELOW", "chrome"),
        ("Leave a comment", "chrome"),
        ("Follow us on social media", "chrome"),
        ("Follow Ana Ruiz on Twitter @anaruiz", "chrome"),
        ("Sign up for our newsletter", "chrome"),
        ("Read more: Fishermen fear for slipway", "chrome"),
        ("RELATED: Board to meet again", "chrome"),
        ("Related articles", "chrome"),
        ("Share this", "chrome"),
        ("Facebook Twitter WhatsApp Email", "chrome"),
        ("We use cookies to improve your experience on this site.", "chrome"),
        ("12 comments", "chrome"),
        ("World News", "chrome"),
        ("Politics | Local", "chrome"),
        ("* * *", "chrome"),
        ("https://gazette.example/harbour", "chrome"),
        ("Photo: Ana Ruiz", "caption"),
        ("FILE - In this file photo taken on May 3, 2021, boats lie in Saltmarsh.", "caption"),
        ("Boats lie in Saltmarsh on Monday. (AP Photo/Ana Ruiz)", "caption"),
        ("Boats in Saltmarsh on Monday. Ana Ruiz/AFP via Getty Images", "caption"),
        ("REUTERS/Ana Ruiz", "caption"),
        ("Foto aus dem Archiv der Stadt", "caption"),
        ("Фото из открытых источников", "caption"),
        ("(Reporting by Bo Achterberg; editing by Maud Lin)", "credit"),
        ("Additional reporting by Maud Lin in Tel Marsh.", "credit"),
        ("Some material from Reuters was used in this article.", "credit"),
        ("The Associated Press contributed to this report.", "credit"),
        ("© 2023 Saltmarsh Gazette", "credit"),
        ("Copyright 2023 Saltmarsh Gazette. All rights reserved.", "credit"),
        ("Updated: November 6, 2023, 9:15 a.m.", "dateline"),
        ("By Bo Achterberg and Maud Lin", "byline"),
        ("What the fishermen want", "heading"),
        ("## What the fishermen want", "heading"),
    ],
)
def test_what_is_not_story_shows_by_itself(line: str, kind: str) -> None:
    assert kind_within(line) == kind


def test_what_stands_above_and_below_a_story() -> None:
    article = from_text(
        "Opinion\n\nHarbour board raises fees\n\nBo Achterberg\n\nSaltmarsh Gazette\n\n"
        + STORY.format("“It is that or close the slipway,” Maud Ferreira said.")
        + "\nMaud Lin\n\nTel Marsh\n\nLeave a comment\n\nLocal news\n\nOur weather page\n",
        "x",
    )
    assert [kind for kind, _ in kinds(article)] == (
        ["chrome", "heading", "byline", "byline"]
        + ["body"] * 3
        + ["byline", "dateline", "chrome", "chrome", "chrome"]
    )
    assert article.title == "Harbour board raises fees"
    assert article.byline == ("Bo Achterberg", "Maud Lin")


@pytest.mark.parametrize("label", ["Related stories", "Most read", "You may also like", "See also"])
def test_headlines_of_other_stories_are_not_story_wherever_they_stand(label: str) -> None:
    headlines = ["Ferry to sail again", "‘I was robbed,’ says Ruiz", "Is the quay safe?", "2. No."]
    article = from_text(STORY.format("\n\n".join([label, *headlines])), "x")
    assert [kind for kind, _ in kinds(article)] == ["body"] + ["chrome"] * 5 + ["body"]
    below = from_text(STORY.format("He agreed.") + "\n\n".join(["", label, *headlines]), "x")
    assert [kind for kind, _ in kinds(below)] == ["body"] * 3 + ["chrome"] * 5


@pytest.mark.parametrize("label", ["Comments", "COMMENTS (12)", "Readers’ comments", "Comments:"])
def test_below_comments_there_is_no_more_story(label: str) -> None:
    comments = ["bo77 said: “Rubbish, all of it.”", "By Ana Ruiz", "They are right, she said."]
    article = from_text(STORY.format("He agreed.") + "\n\n".join(["", label, *comments]), "x")
    assert [kind for kind, _ in kinds(article)] == ["body"] * 3 + ["chrome"] * 4
    assert article.byline == ()


@pytest.mark.parametrize("label", ["Latest news", "Comments", "Top stories"])
def test_a_label_above_the_story_rules_nothing(label: str) -> None:
    article = from_text(f"{label}\n\nFees rise\n\nBy Bo Lin\n\n" + STORY.format("Yes."), "x")
    assert [kind for kind, _ in kinds(article)][:4] == ["chrome", "heading", "byline", "body"]
    assert article.title == "Fees rise"


@pytest.mark.parametrize("line", ["Comments by the mayor follow.", "Most read it as a threat."])
def test_a_sentence_that_begins_like_a_label_rules_nothing(line: str) -> None:
    article = from_text(STORY.format(f"{line}\n\n“We will not pay”"), "x")
    assert [kind for kind, _ in kinds(article)] == ["body"] * 4


@pytest.mark.parametrize(
    "dateline",
    [
        "SALTMARSH (Reuters) - ",
        "SALTMARSH, Nov. 5 (AP) — ",
        "TEL MARSH, Norland — ",
        "Tel Marsh, Norland (AFP) – ",
        "(AP) -- ",
    ],
)
def test_an_inline_dateline_is_cut_from_the_story(dateline: str) -> None:
    article = from_text(dateline + STORY.format("“No,” she said."), "x")
    assert kinds(article)[0] == ("dateline", dateline)
    assert kinds(article)[1][1].startswith("The harbour board")


def test_a_section_label_that_lost_its_space_is_cut_from_the_story() -> None:
    article = from_text("Harbour News" + STORY.format("He agreed."), "x")
    assert kinds(article)[0] == ("chrome", "Harbour News")
    assert kinds(article)[1][1].startswith("The harbour board")


@pytest.mark.parametrize("name", ["NewsGuard", "Saltmarsh NewsGuard", "World Vision", "McAllister"])
def test_a_name_with_a_capital_inside_is_not_cut(name: str) -> None:
    text = f"{name} said on Sunday that fees would rise. {name}, it said, had warned them."
    assert kinds(from_text(text, "x")) == [("body", text)]


@pytest.mark.parametrize("line", ["NATO — which met on Monday — agreed.", "FEES RISE AGAIN"])
def test_capitals_alone_are_no_dateline(line: str) -> None:
    assert "dateline" not in [kind for kind, _ in kinds(from_text(line + "\n\n" + STORY, "x"))]


def test_a_heading_in_capitals_is_the_title() -> None:
    assert from_text("FEES RISE AGAIN\n\n" + STORY.format("He agreed."), "x").title == (
        "FEES RISE AGAIN"
    )


def test_a_headline_that_quotes_is_a_title_too() -> None:
    article = from_text("‘No deal’ on fees, says board\n\n" + STORY.format("He agreed."), "x")
    assert article.title == "‘No deal’ on fees, says board"


def test_a_paragraph_wrapped_by_hand_is_one_block() -> None:
    article = from_text(
        "Harbour fees in Saltmarsh will go up by a tenth from April, the board\n"
        "of the harbour said on Sunday after a meeting that lasted most of the\n"
        "night, and that ended in shouting.\n\n"
        '"It is that or close the slipway," Maud Ferreira, who chairs the board,\n'
        "said. Fishermen disagreed, and asked for a second meeting before the end\n"
        "of the month.\n"
        "They left early.\n",
        "x",
    )
    assert [text.count("\n") for _, text in kinds(article)] == [2, 2, 0]


def test_lines_that_are_not_wrapped_are_paragraphs() -> None:
    lines = ["The board met on Sunday.", "Nobody spoke to the press.", "The fees will rise."]
    assert [text for _, text in kinds(from_text("\n".join(lines), "x"))] == lines


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        ("By Bo Achterberg", ("Bo Achterberg",)),
        ("By BO ACHTERBERG and MAUD LIN", ("BO ACHTERBERG", "MAUD LIN")),
        (
            "By Bo Achterberg, Maud Lin and Ana de la Ruiz",
            ("Bo Achterberg", "Maud Lin", "Ana de la Ruiz"),
        ),
        ("By Bo Achterberg, Saltmarsh Gazette", ("Bo Achterberg",)),
        ("By Bo Achterberg | Staff Writer", ("Bo Achterberg",)),
        ("By J.P. Achterberg", ("J.P. Achterberg",)),
    ],
)
def test_who_signs(signature: str, names: tuple[str, ...]) -> None:
    article = from_text(f"Fees rise\n\n{signature}\n\n" + STORY.format("He agreed."), "x")
    assert article.byline == names


@pytest.mark.parametrize(
    ("last", "names"),
    [
        ("Bo Achterberg is a lecturer in law at Saltmarsh College.", ("Bo Achterberg",)),
        ("Maud K. Lin, a pilot, is the author of “Tides”.", ("Maud K. Lin",)),
        ("Bo Achterberg is a pilot. Maud Lin writes on tides.", ("Bo Achterberg", "Maud Lin")),
        ("Ana Ruiz is the mayor of Saltmarsh.", ()),  # whom the story names
        ("Bo Achterberg is asking for more.", ()),
        ("The council is a small one.", ()),
    ],
)
def test_who_is_introduced_at_the_end_signs(last: str, names: tuple[str, ...]) -> None:
    story = STORY.format("Ana Ruiz agreed, as did her neighbours.")
    assert from_text(f"Fees rise\n\n{story}\n\n{last}\n", "x").byline == names


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published November 5, 2023 at 5:02 p.m.", "2023-11-05"),
        ("5 November 2023", "2023-11-05"),
        ("Sunday, Nov. 5, 2023", "2023-11-05"),
        ("2023-11-05", "2023-11-05"),
        ("2023/11/05", "2023-11-05"),
        ("11/25/2023", "2023-11-25"),
        ("Published 25/11/2023 10:30 AM", "2023-11-25"),
        ("05.11.2023", "2023-11-05"),
        ("Sunday, 11/05/2023", "2023-11-05"),
        ("Updated November 6, 2023", None),
        ("11/05/2023", None),  # November 5 or 11 May
        ("Friday, 11/05/2023", None),
        ("November 31, 2023", None),
        ("November 5", None),
    ],
)
def test_the_day_is_read_only_where_it_is_plain(line: str, day: str | None) -> None:
    article = from_text(f"Fees rise\n\n{line}\n\n" + STORY.format("He agreed."), "x")
    assert article.published == day


@pytest.mark.parametrize(
    ("line", "day", "outlet", "names"),
    [
        ("Fernhill Observer | Thursday, May 22, 2025", "2025-05-22", "Fernhill Observer", ()),
        ("The Saltmarsh Review, 12 September 2024", "2024-09-12", "The Saltmarsh Review", ()),
        ("The Saltmarsh Review – 12.09.2024 – Maud Lin", "2024-09-12", "The Saltmarsh Review", ()),
        ("PUBLISHED: 8 July | UPDATED: 9 July 2024", "2024-07-08", None, ()),
        ("Updated July 9, 2024 | Published July 8, 2024, 5:30 p.m.", "2024-07-08", None, ()),
        ("News | Politics | March 3, 2025 · 4 min read", "2025-03-03", None, ()),
        ("By Maud Lin, 3 March 2025", "2025-03-03", None, ("Maud Lin",)),
        ("Published on 3 March 2025 by Maud Lin", "2025-03-03", None, ("Maud Lin",)),
        (
            "By Maud Lin and Bo Achterberg, Saltmarsh Gazette | Updated 5:01 p.m. | Feb. 20, 2025",
            "2025-02-20",
            "Saltmarsh Gazette",
            ("Maud Lin", "Bo Achterberg"),
        ),
    ],
)
@pytest.mark.parametrize("above", ["", "Fees rise\n\n"])
def test_a_header_line_tells_outlet_day_and_writers_in_any_order(
    line: str, day: str, outlet: str | None, names: tuple[str, ...], above: str
) -> None:
    article = from_text(f"{above}{line}\n\n" + STORY.format("He agreed."), "x")
    assert (article.published, article.outlet, article.byline) == (day, outlet, names)
    assert all(line not in text for kind, text in kinds(article) if kind in ("body", "heading"))


@pytest.mark.parametrize(
    "line", ["Council votes to raise fees, 3 March 2025", "The fees rose on 3 March 2025."]
)
def test_a_sentence_with_a_day_is_no_header_line(line: str) -> None:
    article = from_text(f"{line}\n\n" + STORY.format("He agreed."), "x")
    assert article.published is None
    assert kinds(article)[0][0] in ("heading", "body")


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("SALTMARSH, May 3, 2022 (Reuters) — ", "2022-05-03"),
        ("SALTMARSH, 3 May 2022 – ", "2022-05-03"),
        ("SALTMARSH (Reuters), May 3rd, 2022 — ", "2022-05-03"),
        ("Saltmarsh (May 3, 2022) – ", "2022-05-03"),
        ("SALTMARSH – 3 May 2022 – ", "2022-05-03"),
        ("SALTMARSH, Kestria, 23/5/2022 (TNA) -- ", "2022-05-23"),
        ("SALTMARSH, 3/5/2022 — ", None),
        ("SALTMARSH, May 3 (Reuters) — ", None),
        ("SALTMARSH — ", None),
    ],
)
def test_the_day_of_filing_is_read_from_a_dateline_with_a_year(
    dateline: str, day: str | None
) -> None:
    assert from_text(dateline + STORY.format("He agreed."), "x").published == day
    headed = "Published May 4, 2022\n\n" + dateline + STORY.format("He agreed.")
    assert from_text(headed, "x").published == "2022-05-04"


@pytest.mark.parametrize(
    ("origin", "day"),
    [
        ("https://paper.example/2022/10/12/fees.html", "2022-10-12"),
        ("https://paper.example/2022/10/fees-2.html", None),
        ("kept/2022-10-12 fees.txt", "2022-10-12"),
        ("2022-10-12/fees.txt", None),
        ("fees-2022-13-12.txt", None),
        ("-", None),
    ],
)
def test_the_day_is_read_from_the_address(origin: str, day: str | None) -> None:
    assert from_text(STORY.format("He agreed."), origin).published == day


def test_two_days_that_disagree_are_no_day() -> None:
    head = "Fees rise\n\nNovember 5, 2023\n\nNovember 7, 2023\n\n"
    assert from_text(head + STORY.format("He agreed."), "x").published is None


def test_agencies_are_credited() -> None:
    text = "SALTMARSH (Reuters) - " + STORY.format("He agreed.")
    article = from_text(text + "\nThe Associated Press contributed to this report.\n", "x")
    assert article.credits == ("Reuters", "Associated Press")
