"""onrecord as people call it in Python and in notebooks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Hashable
from types import SimpleNamespace

import pytest

import onrecord
from onrecord import Article, Document, Failure

TEXT = "The old bridge will hold until the autumn, Mayor Ida Holm said.\n"


@pytest.fixture(scope="module")
def article() -> Article:
    return onrecord.read_text(
        TEXT,
        published="2024-03-05",
        outlet="Harbour Post",
        title="<script>alert(1)</script>",
        url="https://post.example/bridge",
    )


def test_a_text_is_kept_exactly_with_what_is_given(article: Article) -> None:
    assert (article.text, article.outlet, article.published) == (TEXT, "Harbour Post", "2024-03-05")
    assert article.origin == article.url == "https://post.example/bridge"
    (statement,) = article.statements
    speaker = article.speaker_of(statement)
    assert speaker is not None and speaker.name == "Ida Holm"
    (row,) = article.rows()
    assert (row.speaker, row.url, row.content) == (
        "Ida Holm",
        article.url,
        "The old bridge will hold until the autumn",
    )


def test_markup_in_a_text_is_text() -> None:
    text = "<p>The bridge will hold, Mayor Ida Holm said.</p>"
    assert onrecord.read_text(text).text == text
    with pytest.raises(onrecord.ReadError, match="white space"):
        onrecord.read_text(" \n")


def test_many_are_paths_and_documents_in_order(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    bad = Document("x", origin="second", published="5 March")
    first, second, third = onrecord.read_many([tmp_path / "a.txt", bad, Document("He left.", "b")])
    assert isinstance(first, Article) and first.text == TEXT
    assert isinstance(second, Failure) and "'5 March' is not a day" in second.reason
    assert isinstance(third, Article) and third.origin == "b"


def test_a_notebook_shows_an_article_with_every_word_escaped(article: Article) -> None:
    shown = article._repr_html_()
    assert "&lt;script&gt;" in shown and "<script>" not in shown
    assert "<td>Ida Holm</td>" in shown
    assert repr(article) == "<Article '<script>alert(1)</script>', 2024-03-05, 1 statements>"
    assert repr(article.statements[0]) == (
        "<Statement indirect, Mayor Ida Holm said: The old bridge will hold until the autumn>"
    )


def test_what_there_is_is_shown_before_it_is_loaded() -> None:
    program = "import onrecord, sys; print(*dir(onrecord)); print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    names, loaded = done.stdout.splitlines()
    assert set(names.split()) == {*onrecord.__all__, "__version__"}
    assert loaded == "False"
    assert all(hasattr(onrecord, name) for name in names.split())


def test_an_article_and_all_in_it_are_hashable(article: Article) -> None:
    things: list[Hashable] = [article, *article.statements, *article.speakers, *article.blocks]
    assert len({*things, *things}) == len(things)


def test_a_data_frame_has_a_row_for_each_statement(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def from_records(rows, columns):
        return [dict(zip(columns, row, strict=True)) for row in rows]

    pandas = SimpleNamespace(DataFrame=SimpleNamespace(from_records=from_records))
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    with pytest.warns(UserWarning, match="gone.txt: it is gone"):
        (row,) = onrecord.to_dataframe([article, Failure("gone.txt", "it is gone")])
    assert (row["speaker"], row["published"]) == ("Ida Holm", "2024-03-05")
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(onrecord.SetupError, match="pip install pandas"):
        onrecord.to_dataframe([])
