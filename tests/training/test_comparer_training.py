"""The way from pairs of statements to the comparer, on an encoder of no size."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="training needs PyTorch: pip install 'onrecord[train]'")
pytest.importorskip("transformers", reason="training needs pip install 'onrecord[train]'")
pytest.importorskip("onnx", reason="training needs pip install 'onrecord[train]'")

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
from training.positions import __main__ as making
from training.positions import pairs
from training.positions.learning import Plan, Reading, epoch, rightness
from training.positions.pairs import Pair, Words
from transformers import BertConfig, BertModel

from onrecord.positions import LATER, RELATIONS, Comparer
from onrecord.positions.comparer import CLOSING, OPENING

PLAN: dict[str, Any] = {
    "version": "test-1",
    "learning": {"epochs": 2, "rate": 1e-3, "pairs": 8, "seed": 1},
}


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder that knows nothing, with a tokenizer for the pairs."""
    home = tmp_path_factory.mktemp("encoder")
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    filled = [f"[unused{number}]" for number in range(100)]
    special = ["[PAD]", *filled[:99], "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    trainer = trainers.WordPieceTrainer(vocab_size=400, special_tokens=special)
    tokenizer.train_from_iterator([pair.later.content for pair in pairs.marked()[:50]], trainer)
    assert (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")) == (OPENING, CLOSING)
    tokenizer.save(str(home / "tokenizer.json"))
    BertModel(
        BertConfig(
            vocab_size=tokenizer.get_vocab_size(),
            hidden_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=32,
        )
    ).save_pretrained(home)
    return home


def test_every_line_of_our_sets_is_a_pair() -> None:
    for name in pairs.SETS:
        for topic, first, later in pairs.sets(name):
            assert first.content, topic
            assert later, topic
            for relation, words in later:
                assert relation in RELATIONS, (topic, words)
                assert words.content.strip(" |"), topic
                assert words != first, (topic, words)


def test_no_set_is_there_twice() -> None:
    firsts = Counter(first for name in pairs.SETS for _, first, _ in pairs.sets(name))
    assert max(firsts.values()) == 1


def test_a_pair_the_other_way_round() -> None:
    pair = Pair("t", Words("said", "less"), Words("said", "more"), "hardens", "more")
    turned = pair.turned()
    assert turned == Pair("t", pair.later, pair.earlier, "softens")
    assert Pair("t", pair.earlier, pair.later, "adds").turned() is None


def test_what_could_be_defended_too_is_partly_right() -> None:
    pair = Pair("t", Words("", "a"), Words("", "b"), "adds", also=("softens",))
    right = dict(zip(RELATIONS, rightness(pair).tolist(), strict=True))
    assert right["adds"] > right["softens"] > right["repeats"] > 0
    assert sum(right.values()) == pytest.approx(1)


def test_the_pieces_of_a_pivot_are_marked(encoder: Path) -> None:
    reading = Reading(Tokenizer.from_file(str(encoder / "tokenizer.json")))
    pair = next(pair for pair in pairs.marked() if pair.pivot)
    case = reading.case(pair)
    assert set(case.pivot[case.parts == LATER].tolist()) == {0.0, 1.0}
    assert set(case.pivot[case.parts != LATER].tolist()) == {-1.0}


def test_an_epoch_is_the_same_each_time(encoder: Path) -> None:
    reading = Reading(Tokenizer.from_file(str(encoder / "tokenizer.json")))
    some = pairs.marked()[:40]
    one, again, other = (
        [case.pieces.tolist() for case in epoch(some, reading, Plan(1, 1e-3), number)]
        for number in (0, 0, 1)
    )
    assert one == again != other


def test_what_is_trained_can_be_used(
    encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = random.Random(1).sample(pairs.marked(), 40)
    monkeypatch.setattr(pairs, "marked", lambda: few)
    for others in ("of_sets", "of_world", "apart"):
        monkeypatch.setattr(pairs, others, lambda *_: [])
    log: list[str] = []
    plan = PLAN | {"encoder": str(encoder)}
    making.make(plan, tmp_path / "work", tmp_path / "model", log.append)
    found = Comparer(tmp_path / "model")("The mill will close.", "The mill stays open.")
    assert found.relation in RELATIONS
    assert any("held 0." in line for line in log)
    making.make(plan, tmp_path / "work", tmp_path / "model", log.append)
    assert "going on from epoch 2" in log
