"""The verdict on a quotation, from the wordings that may be it."""

import pytest

from onrecord.quotations import Candidate, judged, wording

HELD = "We will hold the bridge until the ice is gone, and not a day longer."
RECORD = {
    "Holm": wording(HELD),
    "Lind": wording("The toll pays for the ferry. Nobody asked the fishermen of the north shore."),
    "Quill": wording("that the harbour was “full of promises and short of fish”", [[21, 57]]),
}
HARBOUR = "We will hold the harbour until the ice is gone"
TOLL = "We will hold a toll until the ice is gone"
CUT = "We will hold the bridge and not a day longer"
VERDICTS = [
    ("we will hold the bridge until the ice is gone", None, "exact", []),
    ("“We will hold the bridge\nuntil the ice is gone”", "Holm", "exact", []),
    ("Hold the bridge", "Lind", "another speaker", []),
    (HARBOUR, "Holm", "altered", [("harbour", "bridge")]),
    ("We will hold the bridge until ice is gone", "Holm", "altered", [("", "the")]),
    ("We will not hold the bridge until the ice is gone", None, "altered", [("not", "")]),
    ("We will hold the bridge until the ice melts", None, "altered", [("melts", "is")]),
    ("They can hold the bridge", None, "altered", [("They", "We"), ("can", "will")]),
    (TOLL, None, "altered", [("a", "the"), ("toll", "bridge")]),
    (HARBOUR, "Lind", "another speaker", [("harbour", "bridge")]),
    (CUT, "Holm", "joined", [("", "until the ice is gone")]),
    ("We will hold the bridge, nobody asked the fishermen", None, "joined", []),
    ("full of promises and short of fish", None, "exact", []),
    ("the harbour was full of promises and short of fish", "Quill", "paraphrase", []),
    ("The swans have left the lake for good this time", None, "not in the record", []),
    ("until the swans are back in the park", None, "not in the record", []),
    ("", None, "not in the record", []),
    ("…", None, "not in the record", []),
    ("“", None, "not in the record", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "by", "verdict", "differences"), VERDICTS)
def test_verdict(words: str, by: str | None, verdict: str, differences: list) -> None:
    candidates = [Candidate(who, said, who == by if by else None) for who, said in RECORD.items()]
    found = judged(wording(words), candidates)
    assert found.verdict == verdict
    assert [(one.theirs, one.ours) for one in found.differences] == differences


def test_the_right_speaker_comes_before_another() -> None:
    said = wording(HELD)
    candidates = [Candidate("another", said, False), Candidate("hers", said, True)]
    found = judged(wording("hold the bridge until the ice is gone"), candidates)
    assert (found.verdict, found.found[0].key) == ("exact", "hers")


def test_of_whom_nobody_knows_who_it_is_nobody_says_that_it_is_another() -> None:
    found = judged(wording("hold the bridge"), [Candidate("one", wording(HELD), None)])
    assert (found.verdict, found.found[0].by) == ("exact", None)


def test_pieces_come_in_the_order_of_the_words() -> None:
    candidates = [Candidate(who, said) for who, said in RECORD.items()]
    found = judged(wording("Nobody asked the fishermen. We will hold the bridge"), candidates)
    assert [one.key for one in found.found] == ["Lind", "Holm"]


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("ha " * 5_000, "ha " * 3_000 + "ho"),
        ("a b " * 3_000, "b a " * 3_000 + "c"),
        (" ".join(map(str, range(6_000))), " ".join(map(str, range(5_000, 0, -1)))),
    ],
)
def test_long_and_repetitive_words_end(record: str, words: str) -> None:
    assert judged(wording(words), [Candidate("one", wording(record))]).verdict != "exact"
