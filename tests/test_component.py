"""onrecord in a spaCy pipeline, added by its name alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from onrecord.component import statements
from onrecord.model import Statement
from onrecord.pipeline import Pipeline
from onrecord.reading import from_text

REPORT = (
    "Mayor Ida Holm said Monday that the old bridge over the Lanne would hold.\n\n"
    "“It is safe,” she said. “We looked at every bolt.”\n\n"
    "According to the harbour office, two ships wait.\n"
)
REPORTS = [REPORT, "", "The gulls were loud.", REPORT.replace("Ida Holm", "Tom Arvid"), " \n"]


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline that splits words, and no more."""
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord")
    return nlp


@pytest.fixture
def theirs() -> Iterator[None]:
    """Somebody else's extension of the same name, in place of ours while the test runs."""
    Doc.set_extension("statements", default="theirs", force=True)
    yield
    Doc.set_extension("statements", getter=statements, force=True)


def test_statements_are_those_that_the_pipeline_finds(nlp: Language, stages: Pipeline) -> None:
    doc = nlp(REPORT)
    [analysis] = stages.only("network", "attribution").analysed([from_text(REPORT, "test")])
    assert len(doc._.statements) >= 2
    assert doc._.statements == analysis.article.statements


def test_spans_cover_the_words_and_name_their_statement(nlp: Language) -> None:
    doc = nlp(REPORT)
    by_id: dict[str, Statement] = {statement.id: statement for statement in doc._.statements}
    for span in doc.spans["onrecord"]:
        pieces = getattr(by_id[span.id_], span.label_)
        assert any(span.start_char <= p.start and p.end <= span.end_char for p in pieces)
    pieces = [p for s in by_id.values() for p in (*s.source, *s.cue, *s.content)]
    assert len(doc.spans["onrecord"]) == len(pieces)
    assert "Mayor Ida Holm" in {s.text for s in doc.spans["onrecord"] if s.label_ == "source"}


def test_many_docs_are_as_each_alone_and_in_order(nlp: Language) -> None:
    docs = list(nlp.pipe(REPORTS))
    assert [doc.text for doc in docs] == REPORTS
    assert [doc._.statements for doc in docs] == [nlp(text)._.statements for text in REPORTS]


def test_a_small_batch_waits_for_no_more_docs(nlp: Language) -> None:
    taken: list[str] = []
    docs = nlp.pipe((taken.append(text) or text for text in REPORTS), batch_size=2)
    assert next(docs).text == REPORTS[0]
    assert len(taken) <= 4


def test_processes_beside_each_other(nlp: Language) -> None:
    expected = nlp(REPORT)._.statements  # loads the model in this process first
    docs = nlp.pipe([REPORT, REPORT, "No."], n_process=2, batch_size=1)
    assert [doc._.statements for doc in docs] == [expected, expected, ()]


def test_a_doc_is_kept_whole(nlp: Language) -> None:
    doc = nlp(REPORT)
    again = Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    [stored] = DocBin(docs=[doc]).get_docs(spacy.blank("en").vocab)
    for kept in (again, stored, doc.copy()):
        assert kept._.statements == doc._.statements
        assert [(span.text, span.label_, span.id_) for span in kept.spans["onrecord"]] == [
            (span.text, span.label_, span.id_) for span in doc.spans["onrecord"]
        ]


def test_the_pipeline_is_kept_and_loaded_by_a_new_process(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    (tmp_path / "story.txt").write_text(REPORT, encoding="utf-8")
    script = (
        "import spacy, sys; nlp = spacy.load('model');"
        "assert 'onnxruntime' not in sys.modules, 'loaded before it is needed';"
        "text = open('story.txt', encoding='utf-8').read();"
        "print(len(nlp(text)._.statements))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert int(shown.stdout) == len(nlp(REPORT)._.statements)


def test_added_twice_finds_the_same_once(nlp: Language) -> None:
    twice = spacy.blank("en")
    twice.add_pipe("onrecord")
    twice.add_pipe("onrecord", name="again")
    doc = twice(REPORT)
    assert doc._.statements == nlp(REPORT)._.statements
    assert len(doc.spans["onrecord"]) == len(nlp(REPORT).spans["onrecord"])


@pytest.mark.usefixtures("theirs")
def test_an_extension_of_somebody_else_stays() -> None:
    other = spacy.blank("en")
    with pytest.warns(UserWarning, match="somebody else's"):
        other.add_pipe("onrecord")
    doc = other(REPORT)
    assert doc._.statements == "theirs"
    assert statements(doc)


def test_a_doc_too_long_goes_to_the_error_handler_and_the_others_go_on(nlp: Language) -> None:
    refused: list[Doc] = []
    other = spacy.blank("en")
    other.add_pipe("onrecord")
    other.set_error_handler(lambda name, proc, docs, error: refused.extend(docs))
    kept = list(other.pipe([REPORT, "word " * 50_000, REPORT]))
    assert [doc._.statements for doc in kept] == [nlp(REPORT)._.statements] * 2
    assert [len(doc) for doc in refused] == [50_000]


def test_with_speakers_it_tells_who_and_what_act() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"speakers": True})
    (doc,) = DocBin(docs=[nlp(REPORT)]).get_docs(nlp.vocab)
    names = {speaker.id: speaker.name for speaker in doc._.speakers}
    said = {names.get(s.speaker or ""): s.act for s in doc._.statements}
    assert "Ida Holm" in said
    assert None not in said.values()
