"""Targets: at whom words are aimed where grammar and sides leave no choice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.acts.targets import states_served
from onrecord.model import Article

REPORT = """Envoys trade words

Bo Lind, the Norwegian envoy, spoke in Eastmouth on Monday. Ida Holm, who runs the port, was there.

Holm criticized Lind's plan for the pier. Lind welcomed overtures by Denmark to Sweden to end the
quarrel over herring.
"""


@pytest.fixture(scope="module")
def targets(analyse: Callable[..., Article]) -> dict[str, str | None]:
    """At whom each statement of the report is aimed, by its cue."""
    article = analyse(REPORT)
    return {
        said.cue[0].text: said.target.name if said.target else None
        for said in article.statements
        if said.cue
    }


def test_a_deed_is_blamed_or_praised_on_its_doer(targets: dict[str, str | None]) -> None:
    assert targets["criticized"] == "Bo Lind"
    assert targets["welcomed"] in ("Denmark", None)


@pytest.mark.parametrize(
    ("role", "states"),
    [
        ("Kremlin spokesman", {"RU"}),
        ("Russian foreign minister", {"RU"}),
        ("U.S. ambassador to NATO", {"US"}),
        ("Russian opposition leader", set()),
        ("mayor", set()),
    ],
)
def test_for_which_states_a_role_speaks(role: str, states: set[str]) -> None:
    assert set(states_served(role)) == states
