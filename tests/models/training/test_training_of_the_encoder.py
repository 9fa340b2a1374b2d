"""Fine-tuning, its resumption, and the export to what reviews run."""

from pathlib import Path

import numpy as np
import pytest
import torch

from models.neural.encoder import OnnxEncoder
from models.training.adapter import adapt, save_adapter
from models.training.encoder_model import load_model, load_tokenizer
from models.training.export_onnx import export
from models.training.pairs import Pair, batches, read_pairs, write_pairs
from models.training.train_retrieval import CHECKPOINT, Recipe, Trainer
from models.training.tune_queries import Asked, QueryTuner, TuningRecipe

PAIRS = [
    Pair("租房押金", "a|第一条", "押金退还", ("婚姻财产",)),
    Pair("拖欠工资", "b|第一条", "工资加班补偿", ("遗嘱继承",)),
    Pair("遗嘱", "c|第一条", "继承遗嘱财产", ("借款利息",)),
    Pair("借款", "d|第一条", "借款利息担保", ("押金退还",)),
    Pair("处罚", "e|第一条", "行政处罚听证"),
    Pair("解除合同", "f|第一条", "合同解除补偿"),
]
RECIPE = Recipe(epochs=4, batch=3, rate=1e-3, frozen_layers=0, query_tokens=16, passage_tokens=16)


def test_training_lowers_the_loss(tiny: Path, tmp_path: Path) -> None:
    losses = Trainer(tiny, PAIRS, tmp_path / "out", RECIPE).run()
    assert len(losses) == 8
    assert sum(losses[-2:]) < sum(losses[:2]) / 2
    assert (tmp_path / "out" / "model.safetensors").exists()
    assert not (tmp_path / "out" / CHECKPOINT).exists()


def test_an_interrupted_run_ends_like_one_that_was_not(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.training.train_retrieval._EVERY", 3)
    for name in ("whole", "cut"):
        _without_dropout(trainer := Trainer(tiny, PAIRS, tmp_path / name, RECIPE))
        if name == "whole":
            whole = trainer.run()
            continue
        monkeypatch.setattr(trainer, "_step", _failing_at(trainer, 5))
        with pytest.raises(KeyboardInterrupt):
            trainer.run()
        _without_dropout(again := Trainer(tiny, PAIRS, tmp_path / name, RECIPE))
        assert again.run() == pytest.approx(whole, rel=0.02, abs=0.02)


def _without_dropout(trainer: Trainer) -> None:
    trainer.model.eval()


def _failing_at(trainer: Trainer, step: int):
    plain = trainer._step

    def stepping(batch: list[Pair], number: int) -> float:
        if number == step:
            raise KeyboardInterrupt
        return plain(batch, number)

    return stepping


def test_pairs_survive_the_file(tmp_path: Path) -> None:
    assert write_pairs(tmp_path / "p.jsonl", PAIRS) == 6
    assert read_pairs([tmp_path / "p.jsonl"]) == PAIRS
    assert [p.query for b in batches(PAIRS, 2, 1) for p in b] != [p.query for p in PAIRS]


@pytest.fixture
def corpus() -> np.ndarray:
    vectors = np.random.default_rng(0).normal(size=(20, 384)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_the_query_side_learns_while_passages_keep_their_vectors(
    tiny: Path, corpus: np.ndarray, tmp_path: Path
) -> None:
    recipe = TuningRecipe(epochs=25, batch=2, rate=5e-3, first_layer=0)
    tuner = QueryTuner(tiny, corpus, recipe)
    asked = [Asked(pair.query, (row,)) for row, pair in enumerate(PAIRS)]
    losses = tuner.tune(asked)
    assert losses[-1] < losses[0] / 2
    tuner.gate.value = 0.0
    after = tuner.encode(["租房押金"])
    plain = QueryTuner(tiny, corpus, recipe)
    plain.gate.value = 0.0
    assert np.allclose(after, plain.encode(["租房押金"]), atol=1e-5)


def test_the_exported_model_opens_the_adapter_for_queries_only(tiny: Path, tmp_path: Path) -> None:
    model = load_model(tiny)
    adapt(model, first_layer=0)
    with torch.no_grad():
        for name, value in model.named_parameters():
            if name.endswith("up.weight"):
                value.normal_(0, 0.05)
    save_adapter(model, tmp_path / "adapter.safetensors")
    export(tiny, None, tmp_path / "plain")
    export(tiny, tmp_path / "adapter.safetensors", tmp_path / "adapted", first_layer=0)
    plain, adapted = OnnxEncoder(tmp_path / "plain"), OnnxEncoder(tmp_path / "adapted")
    texts = ["租房押金退还", "工资"]
    same = (plain.encode_passages(texts) * adapted.encode_passages(texts)).sum(axis=1)
    moved = (plain.encode_queries(texts) * adapted.encode_queries(texts)).sum(axis=1)
    assert same.min() > 0.99 > moved.max()
    assert plain.version == adapted.version
    cards = [(tmp_path / name / "encoder.json").read_text("utf-8") for name in ("plain", "adapted")]
    assert cards[0] != cards[1]


def test_an_adapter_of_another_model_is_refused(tiny: Path, tmp_path: Path) -> None:
    model = load_model(tiny)
    adapt(model, first_layer=1)
    save_adapter(model, tmp_path / "other.safetensors")
    with pytest.raises(ValueError, match="not an adapter"):
        export(tiny, tmp_path / "other.safetensors", tmp_path / "out", first_layer=0)


def test_long_texts_are_cut_and_batches_do_not_change_a_vector(tiny: Path, tmp_path: Path) -> None:
    export(tiny, None, tmp_path / "plain")
    encoder = OnnxEncoder(tmp_path / "plain")
    # the tiny model has 64 positions, so the limit of the real one would not do
    alone = encoder.encode_passages(["租房押金退还"])
    among = encoder.encode_passages(["工资", "租房押金退还", "行政处罚听证合同解除"])[1]
    assert float(alone[0] @ among) > 0.98
    assert load_tokenizer(tiny).encode("租房").ids[0] == 0
