"""The clause model trains, resumes, exports, and reads in reviews what it read in training."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.training.examples import Example, read_examples, write_examples

EXAMPLES = [
    Example("1", "clause", "租房押金退还", unlawful=True, categories=("sets_fee",), acts=("fee",),
            manner="creates", span=(2, 4), group="p"),
    Example("2", "clause", "工资拖欠补偿", unlawful=False, categories=("sets_fee",), acts=(),
            manner="refers", group="p"),
    Example("3", "pair", "合同解除", provision="婚姻财产继承", conflict="body", span=(0, 2)),
    Example("4", "pair", "借款利息", provision="担保行政处罚", conflict="any"),
    Example("5", "pair", "借款利息", provision="听证", conflict="unrelated", fold=1),
    Example("6", "act", "行政处罚听证", acts=("penalty",), unsure=("fee",)),
]  # fmt: skip


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    path = tmp_path / "examples.jsonl"
    assert write_examples(path, EXAMPLES) == len(EXAMPLES)
    return path


def train(tiny: Path, out: Path, steps: int):  # type: ignore[no-untyped-def]
    from models.training.train_clauses import Recipe, Trainer

    recipe = Recipe(steps=steps, clauses=2, pairs=2, acts=1, rate=1e-3)
    trainer = Trainer(tiny, EXAMPLES, out, recipe)
    trainer.run()
    return trainer


def test_examples_are_read_as_they_were_written(examples: Path) -> None:
    assert read_examples(examples) == EXAMPLES


def test_the_same_seed_gives_the_same_weights(tiny: Path, tmp_path: Path) -> None:
    once, again = train(tiny, tmp_path / "a", 3), train(tiny, tmp_path / "b", 3)
    for name, value in once.mean.items():
        assert bool((value == again.mean[name]).all()), name


def test_training_lowers_the_loss(tiny: Path, tmp_path: Path) -> None:
    from models.training.clause_batches import collate, prepare
    from models.training.clause_loss import loss
    from models.training.clause_net import ClauseNet

    def total(net) -> float:  # type: ignore[no-untyped-def]
        batch = collate([prepare(trainer.tokenizer, e) for e in EXAMPLES])
        net.eval()
        return float(sum(loss(net(batch.ids, batch.mask), batch).values()).detach())  # type: ignore[union-attr]

    trainer = train(tiny, tmp_path / "a", 60)
    assert total(trainer.net) < total(ClauseNet(tiny)) * 0.8


def test_an_exported_model_is_not_offered_before_it_is_calibrated(
    tiny: Path, tmp_path: Path
) -> None:
    import json

    from models.neural.clauses.reader import ClauseReader
    from models.training.export_clauses import export

    train(tiny, tmp_path / "a", 2)
    export(tiny, [tmp_path / "a" / "clauses.safetensors"], tmp_path / "x")
    card = json.loads((tmp_path / "x" / "clauses.json").read_text())
    reader = ClauseReader(tmp_path / "x")
    assert reader.version == card["model"]
    assert not reader.available  # judge and words are fitted separately


def test_marks_cover_the_offending_characters_only(tiny: Path) -> None:
    from models.training.clause_batches import NONE, prepare
    from models.training.encoder_model import load_tokenizer

    row = prepare(load_tokenizer(tiny), EXAMPLES[0])
    assert sum(mark == 1.0 for mark in row.marks) == 2
    assert all(mark in (0.0, 1.0, NONE) for mark in row.marks)


def test_a_contrast_pair_stays_in_one_batch() -> None:
    from models.training.clause_batches import shuffled

    many = [Example(f"{n}{s}", "clause", "甲", group=f"g{n}") for n in range(20) for s in "ab"]
    stream = shuffled(many, 6, 1)
    for _ in range(12):
        groups = [many[i].group for i in next(stream)]
        assert all(groups.count(g) == 2 for g in groups)


def test_training_goes_on_from_finished_weights_and_spares_the_frozen_layers(
    tiny: Path, tmp_path: Path
) -> None:
    from models.training.train_clauses import Recipe, Trainer

    train(tiny, tmp_path / "a", 5)
    start = [tmp_path / "a" / "clauses.safetensors"]
    recipe = Recipe(steps=20, clauses=2, pairs=2, acts=0, frozen=1, rate=1e-2)
    trainer = Trainer(tiny, EXAMPLES, tmp_path / "b", recipe, start)
    before = {k: v.detach().clone() for k, v in trainer.net.state_dict().items()}
    trainer.run()
    changed = {k for k, v in trainer.net.state_dict().items() if not bool((v == before[k]).all())}
    assert len(trainer.streams) == 2
    assert "unlawful.weight" in changed
    assert not any("embeddings" in name or "encoder.layer.0." in name for name in changed)


def test_the_side_in_conflict_is_pulled_above_its_look_alike(tiny: Path) -> None:
    import torch

    from models.training.clause_batches import collate, prepare
    from models.training.clause_loss import loss
    from models.training.clause_net import ClauseNet
    from models.training.encoder_model import load_tokenizer

    sides = [
        Example("7", "pair", "借款利息", provision="担保", conflict="any", group="g"),
        Example("8", "pair", "借款利息", provision="担保", conflict="none", group="g"),
    ]
    tokenizer, net = load_tokenizer(tiny), ClauseNet(tiny).eval()
    batch = collate([prepare(tokenizer, e) for e in sides])
    out = net(batch.ids, batch.mask)
    right, wrong = torch.zeros(2, 6), torch.zeros(2, 6)
    right[0, 1], wrong[1, 1] = 5.0, 5.0
    told = [float(loss(out._replace(conflict=c), batch)["against"]) for c in (right, wrong)]
    assert told[0] < told[1]


def test_batches_are_of_like_length() -> None:
    from models.training.clause_batches import shuffled

    many = [Example(str(n), "clause", "甲" * (5 if n % 2 else 200)) for n in range(240)]
    stream = shuffled(many, 10, 1)
    mixed = sum(len({len(many[i].text) for i in next(stream)}) > 1 for _ in range(24))
    assert mixed <= 4


def test_an_interrupted_run_goes_on_where_it_stopped(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.training import train_clauses

    class Interrupted(Exception):
        pass

    def stop(self: object, batches: list[object], step: int) -> object:
        if step > 2:
            raise Interrupted
        return once(self, batches, step)

    monkeypatch.setattr(train_clauses, "_SAVE_SECONDS", -1)
    once = train_clauses.Trainer._step
    monkeypatch.setattr(train_clauses.Trainer, "_step", stop)
    with pytest.raises(Interrupted):
        train(tiny, tmp_path / "a", 4)
    monkeypatch.setattr(train_clauses.Trainer, "_step", once)
    assert (tmp_path / "a" / train_clauses.CHECKPOINT).exists()
    resumed = train(tiny, tmp_path / "a", 4)
    assert resumed.done == 2
    assert not (tmp_path / "a" / train_clauses.CHECKPOINT).exists()
    assert (tmp_path / "a" / train_clauses.WEIGHTS).exists()


def test_two_readings_of_a_clause_are_pulled_together(tiny: Path) -> None:
    import torch

    from models.training.clause_batches import collate, prepare
    from models.training.clause_loss import loss
    from models.training.clause_net import ClauseNet
    from models.training.encoder_model import load_tokenizer

    tokenizer, net = load_tokenizer(tiny), ClauseNet(tiny).eval()
    rows = [prepare(tokenizer, e) for e in EXAMPLES[:2]]
    batch = collate([*rows, *rows], views=2)
    assert sorted(map(tuple, batch.contrast.tolist())) == [(0, 1), (2, 3)]
    out = net(batch.ids, batch.mask)
    alike = float(loss(out, batch)["views"].detach())
    apart = out._replace(unlawful=torch.tensor([3.0, 3.0, -3.0, -3.0]))
    assert alike < 1e-4 < float(loss(apart, batch)["views"].detach())


@pytest.mark.parametrize(("told", "high"), [("none", False), ("unrelated", False), ("body", True)])
def test_what_is_surely_no_conflict_pulls_towards_none_or_unrelated(
    tiny: Path, told: str, high: bool
) -> None:
    import torch

    from models.neural.clauses.labels import CONFLICTS
    from models.training.clause_batches import collate, prepare
    from models.training.clause_loss import loss
    from models.training.clause_net import ClauseNet
    from models.training.encoder_model import load_tokenizer

    example = Example("9", "pair", "借款利息", provision="担保", conflict="no")
    batch = collate([prepare(load_tokenizer(tiny), example)])
    out = ClauseNet(tiny).eval()(batch.ids, batch.mask)
    logits = torch.zeros(1, len(CONFLICTS))
    logits[0, CONFLICTS.index(told)] = 6.0
    assert (float(loss(out._replace(conflict=logits), batch)["conflict"]) > 0.1) is high


def test_batches_made_beside_the_training_are_the_same(tiny: Path) -> None:
    from itertools import islice

    from models.training.clause_streams import Stream, batches_of, prepare_all
    from models.training.encoder_model import load_tokenizer

    stream = Stream(prepare_all(load_tokenizer(tiny), EXAMPLES[:2]), 2, 1)
    here, there = (
        [b.ids.tolist() for b in islice(batches_of(stream, beside=side), 3)]
        for side in (False, True)
    )
    assert here == there


def test_pretraining_lowers_the_loss_and_hides_only_words(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import lzma

    import torch

    from models.training import pretrain as module
    from models.training.pretrain import MASK, hide, pretrain

    monkeypatch.setattr(module, "_EVERY", 1)
    monkeypatch.setattr(module, "_WARM_UP", 2)

    ids = torch.tensor([[0, *range(4, 44), 2, 1, 1]])
    shown, places, told = hide(ids)
    assert told.tolist() == ids.flatten()[places].tolist()
    kept = torch.ones(ids.numel(), dtype=torch.bool)
    kept[places] = False
    assert bool((shown.flatten()[kept] == ids.flatten()[kept]).all())
    assert MASK in shown or not len(places)
    texts = tmp_path / "texts.txt.xz"
    with lzma.open(texts, "wt", encoding="utf-8") as out:
        out.write("租房押金退还工资拖欠加班补偿\n" * 60)
    losses = pretrain(tiny, texts, tmp_path / "legal", minutes=0.12, rate=3e-3, tokens=256)
    assert losses[-1] < losses[0] * 0.9
