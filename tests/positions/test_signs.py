"""What two statements show on the outside."""

from __future__ import annotations

import pytest

from onrecord.positions import SIGNS, signs


def shown(earlier: str, later: str) -> set[str]:
    """The signs that are there, those that measure a length or a share aside."""
    found = dict(zip(SIGNS, signs(earlier, later), strict=True))
    return {name for name, value in found.items() if value == 1.0 and " of " not in name}


@pytest.mark.parametrize(
    ("earlier", "later", "sign"),
    [
        ("the bath will close", "the bath won't close", "denies both"),
        ("the bath stays", "the bath won’t stay", "denies later"),
        ("nobody pays", "tourists pay", "denies earlier"),
        ("taxes will fall", "taxes may fall", "hedges later"),
        ("taxes may fall", "taxes will fall", "hedges earlier"),
        ("we pay", "we pay if they do", "conditions later"),
        ("we pay", "I was wrong: we do not pay", "takes back later"),
        ("400 flats", "600 flats", "number grows"),
        ("1,400 flats", "600 flats", "number shrinks"),
        ("twelve ships", "12 ships", "same number"),
        ("ships", "three ships", "new number"),
        ("three ships", "ships", "lost number"),
    ],
)
def test_a_sign(earlier: str, later: str, sign: str) -> None:
    assert sign in shown(earlier, later)


def test_years_are_no_amounts() -> None:
    assert not {"number grows", "new number"} & shown("by 2030", "by 2035")


@pytest.mark.parametrize("text", ["", "?", "x" * 20_000, "no " * 5_000, "1," * 5_000, "磨坊"])
def test_any_text_has_signs(text: str) -> None:
    assert len(signs(text, text)) == len(signs("", text)) == len(SIGNS)
