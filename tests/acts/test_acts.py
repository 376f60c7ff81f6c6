"""What the words do, and at whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Article

Analyse = Callable[..., Article]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The council vowed to repair the bridge.", "commit"),
        ("The union accused the company of hiding the accident.", "accuse"),
        ("The company denied the accusation.", "deny"),
        ("The ministry refused to send a ship.", "refuse"),
        ("The mayor urged the council to act.", "demand"),
        ("Pilots warned that the ice was thin.", "warn"),
        ("Orlo praised the plan for the islands.", "endorse"),
        ("Orlo predicted that the ships would be late.", "predict"),
        ("The Wire asked whether the ships would come.", "ask"),
        ("“We will repair the bridge by spring,” Mayor Ida Holm said.", "commit"),
        ("“The company lied to every family in this town,” Lind said.", "accuse"),
        ("“Will the ferry sail on Sunday?” Lind said.", "ask"),
        ("“I thank the pilots for their courage,” Holm said.", "endorse"),
        ("“You must open the archive now,” Holm told the ministry.", "demand"),
        ("Holm said that the bridge is forty metres long.", "state"),
    ],
)
def test_the_act(text: str, act: str, analyse: Analyse) -> None:
    [statement] = analyse(text).statements
    assert statement.act == act
    assert statement.act_confidence is not None and 0 < statement.act_confidence <= 1


def test_a_cue_that_leaves_it_open_is_less_sure(analyse: Analyse) -> None:
    [named] = analyse("The council vowed to repair the bridge.").statements
    [said] = analyse("Orlo said that the ships would be late.").statements
    assert named.act_confidence is not None and said.act_confidence is not None
    assert said.act_confidence < named.act_confidence


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Ida Holm accused Mara Lind of hiding the accident.", "Mara Lind"),
        ("Mara Lind was mayor then. Ida Holm accused Lind of hiding the accident.", "Mara Lind"),
        ("Ida Holm praised Mara Lind for the new bridge.", "Mara Lind"),
        ("Ida Holm urged the Harbour Council to act.", "Harbour Council"),
        ("Ida Holm said that the bridge is forty metres long.", None),
        ("Ida Holm predicted that the ships would be late.", None),
    ],
)
def test_the_target(text: str, target: str | None, analyse: Analyse) -> None:
    article = analyse(text)
    found = article.statements[-1].target
    assert (found and found.name) == target
    for span in found.spans if found else ():
        assert article.text[span.start : span.end] == span.text


def test_a_target_who_speaks_is_one_of_the_speakers(analyse: Analyse) -> None:
    article = analyse(
        "Ida Holm said the bridge was safe.\n\nMara Lind accused Holm of hiding the accident.\n"
    )
    [holm] = [speaker.id for speaker in article.speakers if speaker.name == "Ida Holm"]
    target = article.statements[-1].target
    assert target is not None and target.speaker == holm


def test_who_asks_neither_accuses_nor_is_accused(analyse: Analyse) -> None:
    article = analyse(
        "We met Dan Harker, the council leader, on the roof of Tarn Hall.\n\n"
        "BEACON: Councillor Elena Ruiz accuses you of hiding the survey and calls you a coward.\n\n"
        "HARKER: She is either lazy or lying. I published it in May.\n\n"
        "BEACON: Who pays for the roof?\n\nHARKER: The county does, and I thank it.\n\n"
        "BEACON: Will it leak?\n\nHARKER: No.\n"
    )
    turns = [statement for statement in article.statements if statement.cue[0].text == ":"]
    assert {turn.act for turn in turns[::2]} <= {"ask", "state"}
    names = {turn.target.name for turn in turns[1::2] if turn.target}
    assert not names & {"Beacon", "BEACON"}
