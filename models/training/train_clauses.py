"""Training of the clause model (条款模型训练).

    python -m models.training.train_clauses --base DIR --examples FILE --out DIR [--start FILE …]
        [--without FOLD]

Every step takes a batch of clauses, of pairs and of statute articles. Uses a GPU when there is
one, else the CPU; an interrupted run continues from its last checkpoint; the weights saved are a
running mean. `--start` goes on from the mean of finished weights, such as for new clauses. With
`--without` the examples of one fold are left out and scored instead.
"""

from __future__ import annotations

import argparse
import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from models.training.clause_batches import Batch
from models.training.clause_loss import loss
from models.training.clause_net import ClauseNet, load_mean
from models.training.clause_streams import Stream, batches_of, prepare_all
from models.training.encoder_model import load_tokenizer
from models.training.examples import Example, read_examples
from models.training.score_clauses import score

CHECKPOINT, WEIGHTS = "checkpoint.pt", "clauses.safetensors"
_EVERY, _SAVE_SECONDS = 50, 120
TASKS = ("clause", "pair", "act")


@dataclass(frozen=True, slots=True)
class Recipe:
    """训练参数. Batches count texts; a task whose batch is 0 is left out.

    `frozen` lower layers and the word vectors are left as they are (0: all learn);
    `average` is the running mean's decay a step; `minutes` stops earlier and still anneals (0: no limit).
    With `views` 2 each clause is read with its title and without, and both readings must agree.
    """

    steps: int = 1400
    clauses: int = 48
    pairs: int = 48
    acts: int = 16
    frozen: int = 0
    rate: float = 1e-4
    warm_up: float = 0.1
    average: float = 0.998
    minutes: float = 0.0
    views: int = 1
    seed: int = 1


class Trainer:
    """训练器: one run; `run` returns the running mean of the loss."""

    def __init__(
        self,
        base: Path,
        examples: Sequence[Example],
        out: Path,
        recipe: Recipe,
        start: Sequence[Path] = (),
    ) -> None:
        self.base, self.out, self.recipe = base, out, recipe
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.halves = self.device == "cuda" or _has_bfloat16()
        self.tokenizer = load_tokenizer(base)
        self.net = ClauseNet(base, seed=recipe.seed)
        if start:
            load_mean(self.net, start)
        _freeze(self.net, recipe.frozen)
        if self.device == "cpu":
            _attend_to_all(self.net)
        self.net.to(self.device)
        self.mean = {k: v.detach().clone() for k, v in self.net.state_dict().items()}
        floats = [k for k, v in self.mean.items() if v.is_floating_point()]
        self._now = [self.net.state_dict()[k].detach() for k in floats]
        self._mean_of = [self.mean[k] for k in floats]
        sizes = zip(TASKS, (recipe.clauses, recipe.pairs, recipe.acts), strict=True)
        self.streams = [
            batches_of(self._stream(own, task, size), beside=self.device == "cuda")
            for task, size in sizes
            if size and (own := [e for e in examples if e.task == task])
        ]
        self.optimizer = torch.optim.AdamW(
            self._learning(), lr=recipe.rate, weight_decay=0.01, fused=self.device == "cuda"
        )
        self.done, self.started = 0, time.monotonic()
        out.mkdir(parents=True, exist_ok=True)

    def run(self) -> float:
        """Train from where the last run stopped, and save the weights."""
        self._restore()
        total, self.started = torch.tensor(4.0, device=self.device), time.monotonic()
        saved = self.started
        for step in range(1, self.recipe.steps + 1):
            batches = [next(stream) for stream in self.streams]
            if step <= self.done:
                continue
            total = 0.98 * total + 0.02 * self._step(batches, step)
            now = time.monotonic()
            if step % _EVERY == 0:
                self._log(step, float(total), now - self.started)
            if now - saved > _SAVE_SECONDS:
                self._save(step)
                saved = time.monotonic()
            if 0 < self.recipe.minutes < (now - self.started) / 60:
                break
        self._finish()
        return float(total)

    def _step(self, batches: list[Batch], step: int) -> torch.Tensor:
        self.net.train()
        for group in self.optimizer.param_groups:
            group["lr"] = self.recipe.rate * self._schedule(step)
        self.optimizer.zero_grad(set_to_none=True)
        parts = []
        for batch in batches:
            moved = batch.to(self.device)
            with torch.autocast(self.device, torch.bfloat16, enabled=self.halves):
                out = self.net(moved.ids, moved.mask)
            part = torch.stack(list(loss(out, moved).values())).sum()
            part.backward()
            parts.append(part.detach())
        torch.nn.utils.clip_grad_norm_(self._learning(), 1.0)
        self.optimizer.step()
        self._average(step)
        return torch.stack(parts).sum()

    def _learning(self) -> list[torch.nn.Parameter]:
        return [p for p in self.net.parameters() if p.requires_grad]

    def _average(self, step: int) -> None:
        decay = min(self.recipe.average, step / (step + 10))
        torch._foreach_lerp_(self._mean_of, self._now, 1 - decay)

    def _schedule(self, step: int) -> float:
        """Share of the full rate: a warm-up, then down to nothing by steps or by time."""
        part = step / self.recipe.steps
        if self.recipe.minutes:
            part = max(part, (time.monotonic() - self.started) / 60 / self.recipe.minutes)
        if part <= self.recipe.warm_up:
            return max(0.02, part / self.recipe.warm_up)
        return max(0.02, (1 - part) / (1 - self.recipe.warm_up))

    def _stream(self, examples: Sequence[Example], task: str, size: int) -> Stream:
        seed = self.recipe.seed * 100 + TASKS.index(task)
        views = self.recipe.views if task == "clause" else 1
        return Stream(prepare_all(self.tokenizer, examples), size, seed, views=views)

    def _save(self, step: int) -> None:
        state = {
            "net": self.net.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "mean": self.mean,
            "done": step,
        }
        torch.save(state, self.out / (CHECKPOINT + ".new"))
        (self.out / (CHECKPOINT + ".new")).replace(self.out / CHECKPOINT)

    def _log(self, step: int, mean_loss: float, seconds: float) -> None:
        line = {"step": step, "loss": round(mean_loss, 4), "seconds": round(seconds)}
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")

    def _restore(self) -> None:
        path = self.out / CHECKPOINT
        if path.exists():
            state: dict[str, Any] = torch.load(path, map_location=self.device, weights_only=True)
            self.net.load_state_dict(state["net"])
            self.optimizer.load_state_dict(state["optimizer"])
            for name, value in state["mean"].items():
                self.mean[name].copy_(value)
            self.done = state["done"]

    def _finish(self) -> None:
        from safetensors.torch import save_file

        halves = {k: v.half().contiguous() for k, v in self.mean.items() if v.is_floating_point()}
        save_file(halves, self.out / WEIGHTS)
        shutil.copyfile(self.base / "tokenizer.json", self.out / "tokenizer.json")
        (self.out / "training.json").write_text(json.dumps(asdict(self.recipe)), encoding="utf-8")
        (self.out / CHECKPOINT).unlink(missing_ok=True)
        self.net.load_state_dict(self.mean)


def _has_bfloat16() -> bool:
    """Whether this CPU multiplies in bfloat16; others are faster in single precision."""
    return bool(torch.cpu.get_capabilities().get("avx512_bf16"))


def _freeze(net: ClauseNet, layers: int) -> None:
    """Leave the word vectors and so many lower layers as they are."""
    trunk: Any = net.trunk
    for part in (trunk.embeddings, *trunk.encoder.layer[:layers]) if layers else ():
        part.requires_grad_(False)


def _attend_to_all(net: ClauseNet) -> None:
    """No dropout of attention, for which a CPU has no fast way."""
    trunk: Any = net.trunk
    for layer in trunk.encoder.layer:
        layer.attention.self.dropout.p = 0.0


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, nargs="*", default=(), help="finished weights")
    parser.add_argument("--without", type=int, default=-1, help="fold to leave out and score")
    for name, value in asdict(Recipe()).items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    given = vars(parser.parse_args())
    examples, fold = read_examples(given["examples"]), given["without"]
    recipe = Recipe(**{name: given[name] for name in asdict(Recipe())})
    learnt = [e for e in examples if e.weight > 0 and (fold < 0 or e.fold != fold)]
    trainer = Trainer(given["base"], learnt, given["out"], recipe, given["start"])
    trainer.run()
    if fold >= 0:
        held_out = [e for e in examples if e.fold == fold and e.task != "act"]
        score(trainer.net, trainer.tokenizer, held_out, given["out"] / "scores.npz")


if __name__ == "__main__":
    main()
