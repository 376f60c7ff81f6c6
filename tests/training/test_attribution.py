"""The way from a corpus to a model that reads, on a corpus and an encoder of no size."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="training needs PyTorch: pip install 'onrecord[train]'")
pytest.importorskip("transformers", reason="training needs pip install 'onrecord[train]'")
pytest.importorskip("onnx", reason="training needs pip install 'onrecord[train]'")

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
from training.attribution.__main__ import make
from training.attribution.augment import Variety, edited, varied
from training.attribution.learning import Plan
from transformers import MPNetConfig, MPNetModel

from onrecord.attribution import Attribution
from onrecord.model import Article
from onrecord.network import Network
from onrecord.pipeline import Pipeline
from onrecord.reading import from_text

NAMES = "Holm Lind Roark Dranova Halvey Strand Kroy Orlo".split()
THINGS = "the bridge|the quay|the old harbour|the ferry|the mill|the lighthouse".split("|")
FATES = "will hold|would close soon|was never safe|is open again|burned in March".split("|")
CUES = "said that|denied that|warned that".split("|")
WEATHER = "It rained all day on the cape.|Nobody was in the street.|The shops had closed.".split(
    "|"
)
PLAN: dict[str, Any] = {
    "version": "test-1",
    "learning": {
        "epochs": 8,
        "rate": 3e-3,
        "head_rate": 5e-3,
        "pieces": 256,
        "window": 64,
        "average": 0.9,
    },
    "variety": {"names": 0.2, "marks": 0.2, "small": 0.1},
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty short reports in which somebody says something, marked."""
    chance = random.Random(3)
    path = tmp_path_factory.mktemp("corpus") / "train.jsonl"
    rows = [report(number, chance) for number in range(40)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def report(number: int, chance: random.Random) -> dict[str, Any]:
    """One report of a few paragraphs and its attributions."""
    text, attributions = "News from the harbour of Eastmouth\n\n", []
    for _ in range(4):
        source, cue = chance.choice(NAMES), chance.choice(CUES)
        content = f"{chance.choice(THINGS)} {chance.choice(FATES)}"
        verb = cue.split()[0]
        at = len(text)
        text += f"{source} {cue} {content}. {chance.choice(WEATHER)}\n\n"
        starts = at, at + len(source) + 1, at + len(source) + 1 + len(verb) + 1
        ends = (
            at + len(source),
            starts[1] + len(verb),
            at + len(source) + len(cue) + len(content) + 2,
        )
        spans = [[[start, end]] for start, end in zip(starts, ends, strict=True)]
        attributions.append(dict(zip(("source", "cue", "content"), spans, strict=True)))
    return {"id": str(number), "text": text, "attributions": attributions, "first": True}


@pytest.fixture(scope="module")
def encoder(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder of the MPNet kind, with two thin layers that know nothing."""
    home = tmp_path_factory.mktemp("encoder")
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))  # noqa: S106  a piece, no password
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["<s>", "<pad>", "</s>", "[UNK]", "<mask>"]
    tokenizer.train(
        [str(corpus)], trainers.WordPieceTrainer(vocab_size=400, special_tokens=special)
    )
    tokenizer.save(str(home / "tokenizer.json"))
    config = MPNetConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=300,
    )
    MPNetModel(config).save_pretrained(home)
    return home


@pytest.fixture(scope="module")
def model(corpus: Path, encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What training makes of the corpus and the encoder."""
    home = tmp_path_factory.mktemp("model")
    plan = {**PLAN, "encoder": {"name": str(encoder), "layers": 2, "width": 48}}
    make(plan, corpus, corpus, home / "work", home / "model")
    return home


def test_the_trained_model_reads(model: Path) -> None:
    stages = Pipeline([Network(model / "model"), Attribution(model / "model")])
    text = "News from the harbour of Eastmouth\n\nLind warned that the ferry would close soon. "
    text += "It rained all day on the cape.\n"
    [article] = stages([from_text(text, "test")])
    assert isinstance(article, Article)
    [statement] = article.statements
    assert [span.text for span in statement.source] == ["Lind"]
    assert [span.text for span in statement.cue] == ["warned"]
    assert [span.text for span in statement.content] == ["that the ferry would close soon"]
    assert stages.versions["network"].startswith("test-1+")


def test_training_learns_and_goes_on_from_its_checkpoint(
    model: Path, corpus: Path, encoder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = (model / "work" / "log.txt").read_text()
    assert "going on" not in log
    plan = {**PLAN, "encoder": {"name": str(encoder), "layers": 2, "width": 48}}
    plan["learning"] = {**PLAN["learning"], "epochs": 9}
    make(plan, corpus, corpus, model / "work", model / "again")
    again = capsys.readouterr().out
    assert "going on from step" in again
    assert again.count(" loss ") < log.count(" loss ")


def test_confidence_is_calibrated(model: Path) -> None:
    settings = json.loads((model / "model" / "settings.json").read_text())
    slope, _ = settings["certainty"]
    assert slope > 0


def test_a_changed_article_keeps_its_spans(corpus: Path) -> None:
    row = json.loads(corpus.read_text().splitlines()[0])
    row = edited(row, [(0, 4, "Old and new tidings")])
    chance = random.Random(1)
    for _ in range(20):
        new = varied(row, ["Sarnova", "Ilke"], Variety(names=0.5, marks=0.5, small=0.5), chance)
        for before, after in zip(row["attributions"], new["attributions"], strict=True):
            [[start, end]], [[b, e]] = before["cue"], after["cue"]
            assert new["text"][b:e].lower() == row["text"][start:end].lower()
            [[start, end]], [[b, e]] = before["source"], after["source"]
            assert new["text"][b:e].lower() in {row["text"][start:end].lower(), "sarnova", "ilke"}


def test_a_plan_names_what_it_needs() -> None:
    with pytest.raises(TypeError, match="epochs"):
        Plan(rate=1e-4)  # type: ignore[call-arg]
