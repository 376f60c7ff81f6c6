"""The way from marked articles to the networks and the choosers, on an encoder of no size."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="training needs PyTorch: pip install 'onrecord[train]'")
pytest.importorskip("transformers", reason="training needs pip install 'onrecord[train]'")
pytest.importorskip("onnx", reason="training needs pip install 'onrecord[train]'")

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
from training.encoders import Special, load, narrow
from training.network import articles
from training.network.__main__ import Material, Shipped, make
from training.network.articles import Prepared, acts_alone, marked, prepared, renamed, scored
from training.network.augment import Variety, edited, varied
from training.network.cases import UNKNOWN, Case, Seen, Shares, cases
from training.network.choosing import read
from training.network.corpus import examples, rows
from training.network.learning import Plan
from training.network.reading import read_batch, told
from training.network.tagger import partition
from training.network.tagging import tag_batch
from training.network.teacher import teach_batch
from training.network.windows import blanked
from transformers import MPNetConfig, MPNetModel

from onrecord.attribution import Attribution
from onrecord.entities import Entities
from onrecord.meaning import ACTS, Chooser
from onrecord.meaning.views import AGAIN, CUE
from onrecord.model import Article
from onrecord.network import Network
from onrecord.network.tagger import DEPTH
from onrecord.network.words import Splitter
from onrecord.pipeline import Pipeline
from onrecord.reading import from_text

PEOPLE = ("Ida Holm", "Mara Lind", "Chris Roark", "Julia Halvey")
SAID = {
    "accuse": "accused {} of hiding the accident",
    "endorse": "praised {} for the new bridge",
    "commit": "promised {} to repair the old quay",
}
WEATHER = ("It rained all day on the cape.", "Nobody was in the street.", "The shops had closed.")
SPECIAL = Special(opening=0, closing=2, padding=1, blank=4)
PLAN: dict[str, Any] = {
    "version": "test-1",
    "renamed": 1,
    "network": {"layers": 1, "statement_layers": 1, "width": 24},
    "teachers": {"folds": 2, "layers": 2, "learning": {"epochs": 1, "articles": 4}},
    "learning": {"epochs": 8, "rate": 1e-3, "head_rate": 2e-3, "articles": 2, "average": 0.9},
    "variety": {"names": 0.2, "marks": 0.2, "small": 0.1},
}


def report(number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """A report of three statements with everything marked."""
    chance = random.Random(number)
    text, attributions, marks = "News from the harbour of Eastmouth\n\n", [], {}
    for key, act in enumerate(chance.choices(list(SAID), k=3)):
        speaker, target = chance.sample(PEOPLE, 2)
        words = SAID[act].format(target)
        cue = words.split()[0]
        start = len(text)
        text += f"{speaker} {words}. {chance.choice(WEATHER)}\n\n"
        at = start + len(speaker) + 1
        spans = ([start, at - 1], [at, at + len(cue)], [at + len(cue) + 1, at + len(words)])
        roles = ("source", "cue", "content")
        attributions.append({"id": f"E{key}"} | {r: [s] for r, s in zip(roles, spans, strict=True)})
        marks[f"E{key}"] = {
            "act": act, "speaker": speaker, "speaker_type": "person", "target": target,
        }  # fmt: skip
    return {"id": f"report {number}", "text": text, "attributions": attributions}, marks


@dataclass
class Made:
    """What there was to learn from, and what was made of it."""

    material: Material
    encoder: Path
    work: Path
    shipped: Shipped

    def plan(self, **learning: Any) -> dict[str, Any]:
        """The plan, with something else in it."""
        return PLAN | {"encoder": str(self.encoder), "learning": PLAN["learning"] | learning}

    def log(self) -> str:
        """What was logged."""
        return (self.work / "log.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of forty reports."""
    path = tmp_path_factory.mktemp("corpus") / "train.jsonl"
    rows = [report(number)[0] for number in range(40)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def layered(corpus: Path) -> list[Prepared]:
    """Those of it that have a layer."""
    marks = [(row["id"], found) for row, found in map(report, range(25))]
    layers = [
        {"id": name, "layer": [{"id": key} | mark for key, mark in found.items()]}
        for name, found in marks
    ]
    path = corpus.with_name("layer.jsonl")
    path.write_text("".join(json.dumps(layer) + "\n" for layer in layers), encoding="utf-8")
    return list(prepared(articles.corpus(corpus, path)))


@pytest.fixture(scope="module")
def encoder(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder of the MPNet kind, with two thin layers that know nothing."""
    home = tmp_path_factory.mktemp("encoder")
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))  # noqa: S106  a piece, no password
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["<s>", "<pad>", "</s>", "[UNK]", "<mask>"]
    tokenizer.train(
        [str(corpus)], trainers.WordPieceTrainer(vocab_size=300, special_tokens=special)
    )
    tokenizer.save(str(home / "tokenizer.json"))
    config = MPNetConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=DEPTH,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=300,
    )
    MPNetModel(config).save_pretrained(home)
    return home


@pytest.fixture(scope="module")
def split(encoder: Path) -> Splitter:
    return Splitter(Tokenizer.from_file(str(encoder / "tokenizer.json")))


@pytest.fixture(scope="module")
def made(
    corpus: Path,
    layered: list[Prepared],
    encoder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Made:
    """What training makes of the corpus and the encoder."""
    home = tmp_path_factory.mktemp("made")
    shipped = Shipped(home / "network", home / "meaning", home / "sources", home / "targets")
    found = Made(Material(rows(corpus), corpus, layered, []), encoder, home / "work", shipped)
    make(found.plan(), found.material, found.work, shipped)
    return found


def test_the_trained_network_finds_statements(made: Made) -> None:
    model = made.shipped.network
    stages = Pipeline([Network(model), Attribution(model)])
    text = "News from the harbour of Eastmouth\n\nMara Lind praised Ida Holm for the new bridge. "
    text += "It rained all day on the cape.\n"
    [article] = stages([from_text(text, "test")])
    assert isinstance(article, Article)
    [statement] = article.statements
    assert [span.text for span in statement.source] == ["Mara Lind"]
    assert [span.text for span in statement.cue] == ["praised"]
    assert [span.text for span in statement.content] == ["Ida Holm for the new bridge"]
    assert stages.versions["network"].startswith("test-1+")


def test_the_trained_network_reads_them(made: Made) -> None:
    held, _ = made.material.parted()
    assert len(held) == 5
    stage = Entities(made.shipped.meaning)
    right = []
    for article in scored(held, Network(made.shipped.network)):
        readings = read(article, stage).readings
        assert len(readings) == 3
        right += [
            ACTS[readings[name].acts.argmax()] == mark["act"]
            for name, mark in article.marks.items()
        ]
    assert sum(right) / len(right) > 0.8
    assert all(Chooser(path).sharpness > 0 for path in (made.shipped.sources, made.shipped.targets))


def test_training_goes_on_from_its_checkpoints(made: Made) -> None:
    log = made.log()
    assert "going on" not in log
    assert [f"teacher-{fold}: epoch 1: loss" in log for fold in (0, 1, 2)] == [True, True, False]
    make(made.plan(epochs=9), made.material, made.work, made.shipped)
    again = made.log()[len(log) :]
    assert "joint: going on from epoch 8" in again
    assert "joint: epoch 9: loss" in again
    assert again.count(" loss ") == 1


def test_confidence_is_calibrated(made: Made) -> None:
    settings = json.loads((made.shipped.network / "settings.json").read_text())
    slope, _ = settings["certainty"]
    assert slope > 0


def test_teachers_tell_of_every_case_that_they_did_not_learn_from(made: Made) -> None:
    _, learned = made.material.parted()
    found = [torch.load(made.work / f"told-{fold}.pt", weights_only=True) for fold in (0, 1)]
    assert [len(some) for some in found] == [10, 10] == [len(learned) // 2] * 2
    rows = [row for some in found for versions in some for version in versions for row in version]
    assert len(rows) == 20 * 2 * 3  # articles, versions, cases
    for row in rows:
        assert [float(part.float().sum()) for part in row] == pytest.approx([1] * 4, abs=0.01)


def test_a_plan_names_what_it_needs() -> None:
    with pytest.raises(TypeError, match="epochs"):
        Plan(rate=1e-4, articles=1)  # type: ignore[call-arg]


@pytest.mark.parametrize("longest", [256, 64], ids=["in one window", "in some that overlap"])
def test_a_batch_has_the_words_where_they_stand(
    corpus: Path, split: Splitter, longest: int
) -> None:
    row = json.loads(corpus.read_text().splitlines()[0])
    row["text"] = row["text"].replace("\n\n", "  ") * 3
    [example] = examples(row, split)
    batch = tag_batch([[example]], longest, SPECIAL)
    assert len(batch.windows.pieces) > 1 or longest == 256
    pieces = batch.windows.pieces.flatten()[batch.words]
    assert pieces[0].tolist() == example.words.pieces[example.words.first].tolist()
    asked = batch.windows.pieces.flatten()[batch.cues.asks]
    assert asked.tolist() == [
        example.words.pieces[example.words.first[at]] for at, _ in example.cues
    ]


def cue_of(case: Case, split: Splitter) -> int:
    """The one piece of the cue of a case."""
    cue = SAID[ACTS[case.act]].split()[0]
    [piece] = split.tokenizer.encode(cue, add_special_tokens=False).ids
    return int(piece)


def test_a_statement_has_the_words_where_they_stand(
    layered: list[Prepared], split: Splitter
) -> None:
    article = Seen.of(marked(layered[0], split))
    batch = read_batch([article], 32, SPECIAL)
    assert len(batch.windows.pieces) > 1
    for case, words in zip(article.cases, batch.words, strict=True):
        seen = batch.windows.pieces.flatten()[words[: len(case.view.words)]]
        assert seen[case.view.roles[1:] == CUE].tolist() == [cue_of(case, split)]


def test_a_teacher_sees_the_same_words(layered: list[Prepared], split: Splitter) -> None:
    article = Seen.of(marked(layered[0], split))
    batch = teach_batch([article], SPECIAL)
    rows = zip(article.cases, batch.windows.pieces, batch.marked.roles, strict=True)
    for case, pieces, roles in rows:
        assert pieces[roles == CUE].tolist() == [cue_of(case, split)]


def test_neurons_that_write_nothing_are_cut(encoder: Path) -> None:
    network = load(encoder, 2).eval()
    layers = list(network.encoder.layer)
    with torch.no_grad():
        for layer in layers:
            layer.output.dense.weight[:, ::4] = 0
    pieces, found = torch.arange(12)[None], []
    before = network(pieces).last_hidden_state
    narrow(layers, 24, lambda: found.append(network(pieces).last_hidden_state))
    assert torch.equal(before, found[0])  # to be watched changes nothing
    assert layers[1].intermediate.dense.weight.shape[0] == 24
    assert torch.allclose(before, network(pieces).last_hidden_state, atol=1e-5)


def test_what_is_blanked_out_is_no_mark(layered: list[Prepared], split: Splitter) -> None:
    article = Seen.of(marked(layered[0], split))
    windows = read_batch([article], 32, SPECIAL).windows
    hazy = blanked(windows, 1.0, SPECIAL, torch.Generator())
    kept = hazy.pieces != SPECIAL.blank
    assert set(windows.pieces[kept].tolist()) == {0, 1, 2}
    assert torch.equal(windows.pieces[kept], hazy.pieces[kept])


def test_what_is_told_keeps_nobody_in_the_last_column(
    layered: list[Prepared], split: Splitter
) -> None:
    article = Seen.of(marked(layered[0], split))
    one, other, *_ = article.cases
    acts = torch.ones(10)
    rows = [torch.tensor([0.2, 0.8]), torch.tensor([0.1, 0.2, 0.7])]
    found = told(
        [
            replace(case, told=Shares(acts, acts, row, row))
            for case, row in zip((one, other), rows, strict=True)
        ]
    )
    assert found is not None
    assert found.targets[0].tolist() == pytest.approx([0.2, 0, 0.8])
    assert found.targets[1].tolist() == pytest.approx([0.1, 0.2, 0.7])
    assert told(article.cases) is None  # nobody told anything yet


def test_all_sequences_of_tags_are_summed() -> None:
    torch.manual_seed(0)
    scores, chain = torch.randn(4, 6, 7), torch.randn(7, 7)
    sizes = torch.tensor([6, 5, 2, 1])
    mask = torch.arange(6) < sizes[:, None]
    for row, size, found in zip(scores, sizes, partition(scores, chain, mask), strict=True):
        alpha = row[0] + chain[0]
        for step in row[1:size]:
            alpha = torch.logsumexp(alpha[:, None] + chain, 0) + step
        assert float(found) == pytest.approx(float(alpha.logsumexp(0)), abs=1e-3)


def test_a_changed_article_keeps_its_spans(corpus: Path) -> None:
    row = json.loads(corpus.read_text().splitlines()[0])
    row = edited(row, [(0, 4, "Old and new tidings")])
    chance = random.Random(1)
    names = {"sarnova", "ilke"}
    for _ in range(20):
        new = varied(row, ["Sarnova", "Ilke"], Variety(names=0.5, marks=0.5, small=0.5), chance)
        for before, after in zip(row["attributions"], new["attributions"], strict=True):
            [[start, end]], [[b, e]] = before["cue"], after["cue"]
            assert new["text"][b:e].lower() == row["text"][start:end].lower()
            [[start, end]], [[b, e]] = before["source"], after["source"]
            words = row["text"][start:end].lower().split()
            assert all(
                new in {old, *names}
                for old, new in zip(words, new["text"][b:e].lower().split(), strict=True)
            )


def test_other_names_stand_where_the_names_stood(layered: list[Prepared], split: Splitter) -> None:
    article = marked(layered[0], split)
    other = renamed(article, ["Aakroyd", "Bo"], random.Random(1), split)
    assert other.text != article.text
    for before, after in zip(article.statements, other.statements, strict=True):
        for span in (*after.source, *after.cue, *after.content):
            assert other.text[span.start : span.end] == span.text
        assert [span.text for span in after.cue] == [span.text for span in before.cue]
    for mention in other.mentions:
        if mention.kind != AGAIN:
            assert other.text[mention.at :].startswith(("Aakroyd", "Bo"))


def test_a_case_knows_who_is_right(layered: list[Prepared], split: Splitter) -> None:
    article = marked(layered[0], split)
    for case, mark in zip(cases(article), article.marks, strict=True):
        assert ACTS[case.act] == mark["act"]
        assert case.type != UNKNOWN
        assert [article.names[number] for number in case.targets or ()] == [mark["target"]]
        assert [article.names[number] for number in case.sources or ()] == [mark["speaker"]]


def test_of_some_articles_acts_and_targets_alone_are_marked(
    tmp_path: Path, split: Splitter
) -> None:
    row, marks = report(1)
    (tmp_path / "corpus.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    lines = [f"{row['id']}\t{key}\t{mark['act']}\t{mark['target']}" for key, mark in marks.items()]
    (tmp_path / "acts.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    [found] = prepared(acts_alone(tmp_path / "corpus.jsonl", tmp_path / "acts.tsv"))
    for case, mark in zip(cases(marked(found, split)), marks.values(), strict=True):
        assert (ACTS[case.act], case.type, case.sources) == (mark["act"], UNKNOWN, None)
        assert case.targets
