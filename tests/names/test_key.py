"""The key of a name: the same however the name is written."""

import pytest

from onrecord.names import last_word, name_key
from onrecord.names.key import name_words


@pytest.mark.parametrize(
    ("ways", "key"),
    [
        (["Łukasz Żak", "ŁUKASZ ŻAK", "Lukasz Zak", "L\u0301ukasz Z\u0307ak"], "lukasz zak"),
        (["Østby", "ØSTBY", "Ostby"], "ostby"),
        (["Þóra Đinh", "Thora Dinh"], "thora dinh"),
        (["Ægir Œuvré Weiß", "Aegir Oeuvre Weiss"], "aegir oeuvre weiss"),
        (["O'Hare", "O’Hare", "O‘Hare", "Oʼhare", "O´Hare", "OHARE"], "ohare"),
        (["Ana Lind-Orlo", "Ana Lind‑Orlo", "Ana Lind–Orlo", "Ana Lind Orlo"], "ana lind orlo"),
        (["José", "Jose\u0301", "JOSE"], "jose"),
        (["Lindqvist", "Lind\u00adqvist", "Lind\u200bqvist", "\ufeffLindqvist\u200e"], "lindqvist"),
        (["Ida Holm", "Ida\u00a0Holm", " Ida \u202f Holm\n"], "ida holm"),
        (["J.D. Morrow", "J. D. Morrow", "JD Morrow"], "jd morrow"),
        (["the U.S.", "The US", "the U. S."], "the us"),
        (["Wray’s campaign", "WRAY'S campaign", "Wray campaign"], "wray campaign"),
        (["“Ida” Holm", "Ida Holm"], "ida holm"),
        (["Жанна Щукина", "жанна щукина"], "zhanna shchukina"),
        (["???", " ??? "], "???"),  # no letters: a key of its own, not that of everybody
        ([" \n"], ""),
    ],
)
def test_every_way_of_writing_a_name_has_one_key(ways: list[str], key: str) -> None:
    assert {way: name_key(way) for way in ways} == dict.fromkeys(ways, key)


def test_a_part_of_a_name_has_a_part_of_its_key() -> None:
    assert name_key("Щук") in name_key("Жанна Щукина")
    assert name_key("żak") in name_key("Łukasz Żak")


def test_a_word_with_a_hyphen_is_one_word() -> None:
    assert name_words("Ana Lind-Orlo Jr.") == ["ana", "lind orlo", "jr"]
    assert last_word("Ana Lind-Orlo Jr.") == "lind orlo"
