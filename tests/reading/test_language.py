"""Which language: English is never turned away, other languages are, by name."""

import pytest

from onrecord.reading import from_text
from onrecord.reading.language import is_foreign, language_of


@pytest.mark.parametrize(
    "text",
    [
        "She said no.",
        "Mayor quits",
        "Holm denied it.",
        "“We will not sign,” Mayor Ida Holm said on Monday.",
        "Ortiz, Núñez and Peña met in León; García Márquez did not come, Ortiz said.",
        "According to the harbour board, fees will rise by a tenth in April.",
        "NATO, EU, UN, IMF: 4.5%, 12.1%, 3.9% and 17.",
    ],
)
def test_short_english_is_read(text: str) -> None:
    assert from_text(text, "x").unread is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le maire a annoncé lundi qu'il quitterait ses fonctions à la fin du mois.", "French"),
        ("Die Bürgermeisterin sagte am Montag, dass die Brücke geschlossen bleibt.", "German"),
        ("Мэр города сказала в понедельник, что мост будет закрыт до зимы.", "Russian"),
        (
            "市長は月曜日に橋を閉鎖すると述べた。市議会は全会一致でこの計画に同意し、工事は四月に始まる。",
            "Japanese",
        ),
    ],
)
def test_another_language_is_named(text: str, name: str) -> None:
    unread = from_text(text, "x").unread
    assert unread is not None
    assert unread.startswith("onrecord reads English") and name in unread


def test_the_story_tells_the_language_not_the_lines_around_it() -> None:
    caption = "Foto aus dem Archiv der Stadtverwaltung"
    story = "The mayor said on Monday that the bridge would stay closed until the winter ends."
    assert language_of([caption, story, story, caption]) == "en"


@pytest.mark.parametrize(
    "line", ["Foto aus dem Archiv der Stadt", "Фото из архива", "写真 共同通信"]
)
def test_odd_lines_are_foreign(line: str) -> None:
    assert is_foreign(line)


@pytest.mark.parametrize("line", ["Ida Holm", "Port Tallow", "Why now", "He agreed.", "Ana Ruiz"])
def test_names_and_short_english_are_not(line: str) -> None:
    assert not is_foreign(line)
