"""Which roles a speaker is given, and which comes first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.entities.person import Person
from onrecord.entities.role_choice import distinct
from onrecord.entities.role_spans import RoleSpan, role_spans
from onrecord.model import Article
from onrecord.pipeline import Pipeline
from onrecord.reading import from_text

Analyse = Callable[..., Article]


def offered(stages: Pipeline, text: str, name: str) -> list[RoleSpan]:
    """All that may be somebody's role in a text."""
    [analysis] = stages.only("parsing").analysed([from_text(text, "test")])
    last = [p.at(t.idx) for p in analysis.paragraphs for t in p.doc if name.endswith(f" {t.text}")]
    return list(role_spans(Person(name, seen=last), analysis.paragraphs))


@pytest.mark.parametrize(
    ("text", "role", "link"),
    [
        ("Harbour supremo Ida Holm said so.", "Harbour supremo", "before"),
        ("Its director, Ida Holm, said so.", "director", "apart"),
        ("The Speaker, Rt. Hon. Ida Holm, said so.", "Speaker", "apart"),
        ("A cashier named Ida Holm said so.", "cashier", "apart"),
        ("Maj.-Gen. Ida Holm said so.", "Maj.-Gen.", "before"),
        ("Tarn's Ida Holm said so.", "Tarn", "owner"),
        ("It was said by Ida Holm of the Free Dock Union.", "Free Dock Union", "of"),
        ("Ida Holm, of the Free Dock Union, said so.", "Free Dock Union", "of"),
        ("Ida Holm, who leads the smaller Dock Union, said so.", "smaller Dock Union", "who"),
        ("Ida Holm, whose Dock Union met, said so.", "Dock Union", "who"),
        (
            "Ida Holm resigned on Monday as head of the Dock Union.",
            "head of the Dock Union",
            "being",
        ),
        ("Ida Holm (deputy chair) said so.", "deputy chair", "behind"),
    ],
)
def test_what_may_be_a_role(stages: Pipeline, text: str, role: str, link: str) -> None:
    assert (role, link) in {(span.role, span.link) for span in offered(stages, text, "Ida Holm")}


def test_no_role_begins_with_an_article_or_goes_beyond_a_sentence(stages: Pipeline) -> None:
    text = "Peter Wray left. The mayor, Ida Holm, said so. A clerk laughed."
    roles = {span.role for span in offered(stages, text, "Ida Holm")}
    assert "mayor" in roles
    assert not any(word in role.split() for role in roles for word in ("The", "Wray", "clerk"))


def test_of_stretches_that_share_words_the_first_is_taken(stages: Pipeline) -> None:
    text = "The harbour mayor, Ida Holm, said so. Holm, a surgeon, laughed. Holm, a Surgeon, left."
    by_role = {span.role: span for span in offered(stages, text, "Ida Holm")}
    likeliest = [by_role[role] for role in ("harbour mayor", "mayor", "surgeon", "harbour")]
    assert distinct(likeliest) == ["harbour mayor", "surgeon"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Harbour supremo Ida Holm said the bridge was safe.", ("Harbour supremo",)),
        ("“It will hold,” snapped Eastmouth mayor Ida Holm.", ("Eastmouth mayor",)),
        ("Ida Holm of the Free Dock Union said the bridge was old.", ("Free Dock Union",)),
        ("Chancellor Ida Holm said the bridge would be built.", ("Chancellor",)),
        (
            "Ida Holm resigned on Monday as head of the port. She said she was tired.",
            ("head of the port",),
        ),
        ("On the bridge Ida Holm said that it was old.", ()),
    ],
)
def test_the_roles_of_a_speaker(analyse: Analyse, text: str, roles: tuple[str, ...]) -> None:
    [speaker] = analyse(text).speakers
    assert speaker.roles == roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Dr. Ida Holm said the dam would hold.\n\nIda Holm, the director of the Tarn Water "
            "Board, said there was no danger. The doctor left early.",
            "director of the Tarn Water Board",
        ),
        (
            "The Speaker of the House, Rt. Hon. Ida Holm, said the bridge was old.",
            "Speaker of the House",
        ),
    ],
)
def test_the_most_telling_role_comes_first(analyse: Analyse, text: str, role: str) -> None:
    [speaker] = analyse(text).speakers
    assert speaker.roles[0] == role
