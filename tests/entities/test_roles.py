"""The roles that stand beside a name, form by form."""

from __future__ import annotations

import pytest

from onrecord.entities.mentions import mentions_in
from onrecord.pipeline import Pipeline
from onrecord.reading import from_text


def roles(stages: Pipeline, text: str, name: str) -> list[str]:
    """The roles that a text tells beside its mentions of a name."""
    [analysis] = stages.only("parsing").analysed([from_text(text, "test")])
    mentions = [m for m in mentions_in(analysis.paragraphs) if m.name == name]
    assert mentions, f"{name} was not found"
    return list(dict.fromkeys(role for mention in mentions for role in mention.roles))


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        # The body that a genitive in -s tells, and two roles of which each is one by itself.
        ("Reuters’ Julia Holm wrote it down.", "Julia Holm", ["Reuters"]),
        ("Julia Holm, a Tarnish contender and former surgeon, spoke.", "Julia Holm", [
            "Tarnish contender and former surgeon", "former surgeon", "Tarnish contender",
        ]),
        ("Julia Holm, a former pilot and one of the best known voices here, spoke.", "Julia Holm", [
            "former pilot",
        ]),
        ("It was Peter Wray, the 30-year-old son of a clerk.", "Peter Wray", ["son of a clerk"]),
        # Right before the name.
        ("Transport Minister Julia Holm said it was safe.", "Julia Holm", ["Transport Minister"]),
        ("The Harbour Trust’s chief engineer Peter Wray left.", "Peter Wray", [
            "Harbour Trust’s chief engineer",
        ]),
        ("It was said by council chairman Sen. Peter Wray on Monday.", "Peter Wray", [
            "council chairman", "Sen.",
        ]),
        ("“It is,” said Del. Julia Holm of the islands.", "Julia Holm", ["Del."]),
        ("He met the daughter of former President Peter Wray.", "Peter Wray", ["former President"]),
        # Before a comma.
        ("A surveyor for the Trust, Peter Wray, said it was old.", "Peter Wray", [
            "surveyor for the Trust",
        ]),
        ("Eastmouth's harbour master, Clara Lind, called it a scandal.", "Clara Lind", [
            "Eastmouth's harbour master",
        ]),
        # The body that somebody is of, or speaks for.
        ("Julia Holm from the Harbour Trust said it was old.", "Julia Holm", ["Harbour Trust"]),
        ("Julia Holm, of the Harbour Trust, said it was old.", "Julia Holm", ["Harbour Trust"]),
        ("Julia Holm, who speaks for the Harbour Trust, said it was old.", "Julia Holm", [
            "Harbour Trust",
        ]),
        ("Julia Holm, who runs Peter Wray’s campaign for mayor, said it was old.", "Julia Holm", [
            "runs Peter Wray’s campaign for mayor",
        ]),
        # After one.
        (
            "Julia Holm, a senior adviser to the council on flood and storm defences and a "
            "visiting lecturer at the Eastmouth School of Engineering, said it was old.",
            "Julia Holm",
            [
                "senior adviser to the council on flood and storm defences",
                "visiting lecturer at the Eastmouth School of Engineering",
            ],
        ),
        ("We heard it from Peter Wray, a bridge inspector in Eastmouth, Wis. And it is old.",
         "Peter Wray", ["bridge inspector in Eastmouth, Wis."]),
        ("“No,” said Rep. Clara Lind of Eastmouth, the council's leading Democrat.", "Clara Lind", [
            "Rep.", "council's leading Democrat",
        ]),
        ("Rep. Peter Wray (R-Ohio), a member of the bridge panel, left.", "Peter Wray", [
            "Rep.", "member of the bridge panel",
        ]),
        ("Julia Holm, 63, a teacher with a love of bridges, left.", "Julia Holm", ["teacher"]),
        ("Peter Wray, the host of “Night Desk,” said it was old.", "Peter Wray", [
            "host of “Night Desk,”",
        ]),
        ("Clara Lind of the Harbour Institute agreed.", "Clara Lind", ["Harbour Institute"]),
        # In a clause.
        ("Peter Wray, a diver who served as head of the flood watch and is now director of the "
         "Harbour Forum, said so.", "Peter Wray", [
            "diver", "head of the flood watch", "director of the Harbour Forum",
        ]),
        ("Julia Holm, who runs the town's flood watch, left.", "Julia Holm", [
            "runs the town's flood watch",
        ]),
        ("Clara Lind is the former mayor of Eastmouth.", "Clara Lind", [
            "former mayor of Eastmouth",
        ]),
        # Of several.
        ("Senators Julia Holm and Peter Wray left.", "Peter Wray", ["Senator"]),
        ("They charged two harbour pilots, Julia Holm and Peter Wray.", "Julia Holm", [
            "harbour pilot",
        ]),
    ],
)  # fmt: skip
def test_a_role(stages: Pipeline, text: str, name: str, expected: list[str]) -> None:
    assert roles(stages, text, name) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("After talks with Peter Wray, the president said it was old.", "Peter Wray"),
        ("The brothers met Julia Holm, Senator Peter Wray, and a friend.", "Julia Holm"),
        ("On the quay stood Peter Wray, 25, and his wife, Anna Lind.", "Peter Wray"),
        ("If Peter Wray is the nominee, many will stay at home.", "Peter Wray"),
        ("Peter Wray is not the mayor, she said.", "Peter Wray"),
        ("He described Peter Wray as a hopeless mayor.", "Peter Wray"),
        ("The union asked senior Wray advisers.\n\nPeter Wray left.", "Peter Wray"),
    ],
)
def test_no_role(stages: Pipeline, text: str, name: str) -> None:
    assert roles(stages, text, name) == []


def test_a_long_run_of_titles_is_read_in_bounded_time(stages: Pipeline) -> None:
    text = "mayor and " * 300 + "mayor Julia Holm, " + "the mayor of the mayor and " * 100
    assert len(roles(stages, text, "Julia Holm")) <= 10
