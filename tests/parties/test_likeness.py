"""Names compared across articles."""

import pytest

from onrecord.names import name_of
from onrecord.parties import Profile, circumstances, country_of, likeness, score, shown, sought


@pytest.mark.parametrize(
    ("written", "kind", "plain"),
    [
        ("Dr. Étienne Nîmeau", "person", "etienne nimeau"),
        ("J.D. Morrow", "person", "jd morrow"),
        ("Ines Morrow Jr.", "person", "ines morrow jr"),
        ("Morrow’s", "person", "morrow"),
        ("the U.S.", "organization", "us"),
        ("Mr. Wray’s campaign", "organization", "wray campaign"),
        ("the Wire’s Ida Holm", "person", "ida holm"),
        ("Mr. Wray’s presidential campaign", "organization", "wray campaign"),
        ("Presidential candidate Ida Wray’s campaign", "organization", "ida wray campaign"),
        ("Ice Research Center at Tarn College", "organization", "ice research center"),
        ("University of Tarn at Skerry", "organization", "university tarn skerry"),
        ("House Harbourists", "group", "house harbourists"),
        ("Many Harbourists", "group", None),
        ("Harbour Council leaders", "group", None),
        ("Wray and his backers", "organization", None),
        ("harbour office", "organization", None),
        ("a senior official", "unnamed-person", None),
        ("Ice Report", "document", None),
        ("she", "person", None),
        ("", "organization", None),
        ("…", "person", None),
    ],
)
def test_what_is_a_name(written: str, kind: str, plain: str | None) -> None:
    name = name_of(written, kind)
    assert (name.plain if name else None) == plain


ALIKE = [  # two names of people, surely one (2), perhaps (1), or not (0) by the names alone
    ("Casper Wray", "Casper J. Wray", 2),
    ("Casper Wray", "Dr. Casper Wray", 2),
    ("Étienne Nîmeau", "Etienne Nimeau", 2),
    ("Oleksa Varensky", "Oleksa Varenskyy", 2),
    ("Bill Wray", "William Wray", 1),
    ("Stan Wray", "Stanley Wray", 1),
    ("Julie Varn", "Julianne Varn", 1),
    ("C. Wray", "Casper Wray", 1),
    ("Kirsten Wray", "Kristen Wray", 1),
    ("Anna Varn", "Mary Anna Varn", 1),
    ("Casper Wray", "Casper Wray Jr.", 1),
    ("Casper P. Wray", "Casper Q. Wray", 1),
    ("Casper Wray Sr.", "Casper Wray Jr.", 0),
    ("Casper Wray", "Ines Wray", 0),
    ("Casper Wray", "Casper Morrow", 0),
    ("Maria Wray", "Mario Wray", 1),
]


@pytest.mark.parametrize(("one", "other", "expected"), ALIKE)
def test_people(one: str, other: str, expected: int) -> None:
    said = likeness(name_of(one, "person"), name_of(other, "person"))
    likely = score([said]) if said else 0.0
    assert (likely >= 0.9) + (likely >= 0.3) == expected


@pytest.mark.parametrize(("one", "other", "expected"), ALIKE)
def test_what_is_alike_is_found(one: str, other: str, expected: int) -> None:
    one, other = name_of(one, "person"), name_of(other, "person")
    if expected:
        assert shown(one) & set(sought(other))
        assert shown(other) & set(sought(one))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("U.S.", "United States", True),
        ("America", "the United States of America", True),
        ("Ministry of Transport", "Transport Ministry", True),
        ("Tolls Office", "Tarn Tolls Office", True),
        ("HWU", "Harbour Workers Union", True),
        ("HWC", "Harbour workers council", False),
        ("Russia", "Moscow", False),
        ("Tolls Office", "Ice Office", False),
        ("Tolls Office", "Ohio Tolls Office", False),
        ("Harbour Party", "New Harbour Party", False),
        ("Daily Herald", "Ohio Daily Herald", True),
        ("Norway", "Norway Wire", False),
    ],
)
def test_bodies(one: str, other: str, alike: bool) -> None:
    one, other = name_of(one, "organization"), name_of(other, "organization")
    assert (likeness(one, other) is not None) == alike
    if alike:
        assert shown(one) & set(sought(other))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Russia", "RU"),
        ("Moscow", "RU"),
        ("the Kremlin", "RU"),
        ("Russian Foreign Ministry", "RU"),
        ("Élysée", "FR"),
        ("10 Downing Street", "GB"),
        ("Ankara", "TR"),
        ("the U.S. Department of State", "US"),
        ("Georgia", None),  # two of them
        ("Russian Orthodox Choir", None),
        ("Washington Herald", None),
        ("Harbour Council", None),
    ],
)
def test_countries(body: str, code: str | None) -> None:
    assert country_of(name_of(body, "organization")) == code


def test_nobody_is_a_country() -> None:
    assert country_of(name_of("Jordan", "person")) is None


def known(*roles: str, outlet: str = "Post", day: str = "2024-03-05") -> Profile:
    return Profile(frozenset(roles), frozenset([outlet]), (day,))


def test_circumstances_weigh() -> None:
    def weight(one: Profile, other: Profile) -> float:
        return sum(reason.weight for reason in circumstances(one, other))

    assert weight(known("Sen."), known("Senator from Tarn")) > weight(known(), known()) > 0
    assert weight(known("mayor of Skerry"), known("goalkeeper")) < -2
    assert weight(known("mayor"), known("mayor", outlet="Wire")) > 0
    assert weight(known(day="2024-03-05"), known(day="1912-04-15")) < -4
    assert weight(Profile(), Profile()) == 0
