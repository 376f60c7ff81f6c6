"""What a statement promises or refuses: who will act, to whom, what, how much, by when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.acts.commitments import commitments
from onrecord.acts.named import Named
from onrecord.model import Act, Amount, Commitment
from onrecord.pipeline import Pipeline
from onrecord.reading import from_text

Promise = Callable[..., Commitment | None]


@pytest.fixture
def promise(stages: Pipeline) -> Promise:
    """What the last statement of a report, whose act is given, promises or refuses."""

    def promise(text: str, act: Act = "commit", published: str | None = None) -> Commitment | None:
        [analysis] = stages.analysed([from_text(text, "test", published=published)])
        said = tuple(replace(s, act=act, target=None) for s in analysis.article.statements)
        found = commitments(analysis.knowing(statements=said), Named(analysis))
        last = max(said, key=lambda statement: statement.content[0].start)
        return found.get(last.id)

    return promise


WHO_WILL_ACT = [
    ("who vows", "Ida Holm vowed to repair the bridge.", "Ida Holm"),
    ("I", "“I will repair the bridge,” Ida Holm said.", "Ida Holm"),
    ("she is the speaker", "Ida Holm said she would repair the bridge.", "Ida Holm"),
    ("somebody else", "Norway has pledged to send ten ships, Ida Holm said.", "Norway"),
    ("somebody else will", "Ida Holm said that Norway would send ten ships.", "Norway"),
    (
        "a spokeswoman’s “we”",
        "“We will send ten ships,” said Ida Holm, a spokeswoman for the Harbor Ministry.",
        "Harbor Ministry",
    ),
    (
        "a spokeswoman who declines",
        "A spokeswoman for the Harbor Ministry declined to answer.",
        "Harbor Ministry",
    ),
    (
        "things act for the state whose minister tells of them",
        "Norway’s defense minister, Ida Holm, said that ten ships would sail in June.",
        "Norway",
    ),
    (
        "whose minister she is counts where she is called by her office alone later",
        "Halmere’s transport minister, Ida Holm, stood on the quay on Tuesday.\n\n"
        "Halmere will pay for the quay, she said.",
        "Halmere",
    ),
    (
        "what somebody is minister of is no body",
        "Transport Minister Ida Holm ruled out a vote.\n\nTransport is dear.",
        "Ida Holm",
    ),
    (
        "a minister acts for the state of which the report tells what she promised",
        "Norway will send ten ships, said Ida Holm, the defense minister.\n\n"
        "Six of the ships would sail in June, Holm said.",
        "Norway",
    ),
    (
        "a state is bound by who speaks for all of it",
        "Norway’s prime minister, Ida Holm, promised to send ten ships.",
        "Norway",
    ),
    ("but not by its ports' directors", "Port director Ida Holm promised ten ships.", "Ida Holm"),
    (
        "the company is that of who speaks for it",
        "Ida Holm, a spokeswoman for Boeing, said the company would repair the bridge.",
        "Boeing",
    ),
    (
        "not who is asked about",
        "Ida Holm declined to say whether Norway would send ten ships.",
        "Ida Holm",
    ),
    (
        "a spokesman’s “she”",
        "“She will repair the bridge,” said Tom Arvid, a spokesman for Ms. Ida Holm.",
        "Ida Holm",
    ),
    (
        "her lawyer",
        "Ida Holm was silent. Her lawyer, Tom Arvid, promised to repair the bridge.",
        "Ida Holm",
    ),
    (
        "not a man, when she speaks",
        "Ida Holm stood beside Tom Arvid. Ms. Holm said he would repair the bridge.",
        "Tom Arvid",
    ),
    ("not to whom it is done", "Ida Holm vowed that Norway would not be harmed.", "Ida Holm"),
    ("by whom it is done", "The ships will be paid for by Norway, Ida Holm said.", "Norway"),
    (
        "the U.S. is a state, and no pronoun",
        "The U.S. for its part pledged to send ships, Harbour Ministry spokesman Ole Lind said.",
        "U.S.",
    ),
    ("who is bound to", "Norway is prepared to send ten ships, Ida Holm said.", "Norway"),
    ("not of whom she does not say", "Ida Holm would not say if Norway would pay.", "Ida Holm"),
    ("not of whom she keeps silent", "Ida Holm refused to say Norway would pay.", "Ida Holm"),
    (
        "somebody by a former office",
        "Tom Arvid, a former Eastmouth mayor, was silent.\n\n"
        "Two aides said the former Eastmouth mayor would repair the bridge.",
        "Tom Arvid",
    ),
    (
        "a campaign’s “we”",
        "“We will repair the bridge,” said Ida Holm, the Arvid campaign chief.",
        "Arvid campaign",
    ),
    (
        "an attorney general is nobody’s aide",
        "Norway’s attorney general, Ida Holm, vowed to sue.",
        "Ida Holm",
    ),
    ("unnamed", "Two senior aides promised to repair the bridge.", "Two senior aides"),
]


@pytest.mark.parametrize(
    ("text", "by"), [case[1:] for case in WHO_WILL_ACT], ids=[case[0] for case in WHO_WILL_ACT]
)
def test_who_will_act(text: str, by: str, promise: Promise) -> None:
    found = promise(text)
    assert found is not None
    assert found.by == by


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Ida Holm vowed to repair the bridge.", "repair the bridge"),
        ("Ida Holm said that she would repair the bridge.", "repair the bridge"),
        ("“We will repair the bridge,” Ida Holm said.", "repair the bridge"),
        ("Ida Holm promised a new bridge.", "a new bridge"),
        ("Norway has pledged to send ten ships, Ida Holm said.", "send ten ships"),
        ("Ida Holm said ten ships would sail if Norway paid.", "ten ships would sail"),
        ("Ida Holm vowed to build “a bridge for all.”", "build “a bridge for all.”"),
    ],
)
def test_what_is_promised(text: str, what: str, promise: Promise) -> None:
    found = promise(text)
    assert found is not None
    assert found.what.text == what
    assert text[found.what.start : found.what.end] == what


def test_all_the_parts(promise: Promise) -> None:
    text = (
        "Norway will pay $3 million to Denmark by the end of June "
        "if the council approves, Ida Holm said."
    )
    found = promise(text, published="2027-03-05")
    assert found == Commitment(
        by="Norway",
        what=found.what,
        to="Denmark",
        category="money",
        amount=Amount(3_000_000, "USD"),
        quantity=None,
        condition="if the council approves",
        due="2027-06-30",
        due_words="by the end of June",
    )
    assert found.what.text == "pay $3 million to Denmark by the end of June"


def test_how_many(promise: Promise) -> None:
    found = promise("Ida Holm vowed to send 1,200 cargo ships as soon as she can.")
    assert found is not None
    assert (found.quantity, found.due, found.due_words) == (
        "1,200 cargo ships",
        None,
        "as soon as she can",
    )


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("Ida Holm vowed to send all ten ships.", "all ten ships"),
        ("Ida Holm vowed to send 2,000 more by June.", "2,000 more"),
        ("Ida Holm vowed to cut 1,150 of the 2,900 jobs.", "1,150 of the 2,900 jobs"),
        ("Ida Holm vowed that the rest would follow in June.", "the rest"),
        ("Ida Holm vowed that wages would rise by 4 per cent.", "4 per cent"),
        ("Ida Holm vowed to hold the crown at 30 to the dollar.", None),
        ("Ida Holm vowed to let the crown fall to 36 to the dollar.", None),
        ("Ida Holm vowed to bid 350 million euros for the works.", None),
        ("Ida Holm vowed to be the last one out.", None),
    ],
)
def test_how_many_of_what(text: str, quantity: str | None, promise: Promise) -> None:
    found = promise(text)
    assert found is not None
    assert found.quantity == quantity


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Ida Holm vowed to lend Norway ten ships.", "Norway"),
        ("Ida Holm vowed to build a bridge for Norway.", "Norway"),
        ("Ida Holm promised Norway that ten ships would sail.", "Norway"),
        ("Ida Holm said she would go to Norway.", None),
        ("Ida Holm vowed to mend the road that leads to Norway.", None),
        ("Ida Holm vowed to stop ships that sail for Norway.", None),
    ],
)
def test_to_whom(text: str, to: str | None, promise: Promise) -> None:
    found = promise(text)
    assert found is not None
    assert found.to == to


def test_who_keeps_silent_sets_no_time(promise: Promise) -> None:
    text = "Ida Holm declined to say whether ships would sail by 1 June."
    refused = promise(text, act="refuse", published="2027-01-05")
    assert refused is not None
    assert (refused.due, refused.due_words) == (None, None)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("The audit due in March will appear in April, Ida Holm said.", "2027-04"),
        ("The ships will sail in May, not in March, Ida Holm said.", "2027-05"),
        ("Ida Holm said ships would sail if the ice had not gone by May.", None),
        ("Ida Holm vowed to sail because Norway may vote in May.", None),
        (
            "The assembly in Eastmouth, which will be held in June, is near.\n\n"
            "Ida Holm vowed to speak at the assembly.",
            "2027-06",
        ),
        ("Four ships will sail by 10 June and the rest by July 1, Ida Holm said.", "2027-07-01"),
    ],
)
def test_the_deadline_of_what_is_promised(text: str, due: str | None, promise: Promise) -> None:
    found = promise(text, published="2027-01-05")
    assert found is not None
    assert found.due == due


def test_a_refusal_has_its_parts_and_a_report_none(promise: Promise) -> None:
    text = "Ida Holm said Norway would no longer send ships."
    refused = promise(text, act="refuse")
    assert refused is not None
    assert refused.by == "Norway"
    assert promise(text, act="state") is None


def test_whom_a_statement_is_about(stages: Pipeline) -> None:
    text = (
        "Mayor Ida Holm said Tom Arvid had lied to Norway. "
        "“Arvid never told the truth,” Holm said.\n"
    )
    [article] = stages([from_text(text, "test")])
    first, second = article.statements
    assert [party.name for party in first.about] == ["Tom Arvid", "Norway"]
    assert [party.name for party in second.about] == ["Tom Arvid"]
    for party in (*first.about, *second.about):
        assert all(text[span.start : span.end] == span.text for span in party.spans)


def test_about_tells_which_speaker_it_is(stages: Pipeline) -> None:
    text = "Ida Holm said Arvid had lied.\n\nTom Arvid said Holm was mistaken.\n"
    [article] = stages([from_text(text, "test")])
    names = {speaker.id: speaker.name for speaker in article.speakers}
    assert [
        (party.name, names.get(party.speaker or ""))
        for statement in article.statements
        for party in statement.about
    ] == [("Tom Arvid", "Tom Arvid"), ("Ida Holm", "Ida Holm")]
