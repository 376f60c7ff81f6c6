"""What the words do, where the cue tells it."""

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
        ("Orlo said that the ships would be late.", None),
        ("Orlo did not deny the accusation.", None),
    ],
)
def test_the_act_that_a_cue_names(text: str, act: str | None, analyse: Analyse) -> None:
    [statement] = analyse(text).statements
    assert statement.act == act
