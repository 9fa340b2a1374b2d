"""Fine-tuning the encoder for statute retrieval (检索编码器训练).

    python -m models.training.train_retrieval --base DIR --pairs a.jsonl b.jsonl --out DIR

InfoNCE over the batch and one hard negative a query. Uses a GPU when there is one, else the CPU
in bfloat16 where the processor has it. An interrupted run continues from its last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.training.encoder_model import (
    PASSAGE,
    QUERY,
    TorchEncoder,
    freeze_lower,
    load_model,
    load_tokenizer,
)
from models.training.pairs import Pair, batches, read_pairs

if TYPE_CHECKING:
    from torch import Tensor

CHECKPOINT = "checkpoint.pt"
_EVERY = 100


@dataclass(frozen=True, slots=True)
class Recipe:
    """训练参数. Lengths are in tokens; `minutes` stops early and still saves (0 = no limit)."""

    epochs: int = 2
    batch: int = 24
    rate: float = 8e-5
    temperature: float = 0.03
    frozen_layers: int = 4
    query_tokens: int = 96
    passage_tokens: int = 160
    warm_up: float = 0.1
    seed: int = 1
    minutes: float = 0.0


class Trainer:
    """训练器: one run over the pairs; `run` returns the loss of each step."""

    def __init__(self, base: Path, pairs: list[Pair], out: Path, recipe: Recipe) -> None:
        import torch

        self.base, self.pairs, self.out, self.recipe = base, pairs, out, recipe
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(recipe.seed)
        self.model = load_model(base)
        torch.nn.Module.to(self.model, self.device).train()
        freeze_lower(self.model, recipe.frozen_layers)
        self.encode = TorchEncoder(self.model, load_tokenizer(base))
        trained = [p for p in self.model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(trained, lr=recipe.rate, weight_decay=0.01)
        self.total = recipe.epochs * (len(pairs) // recipe.batch)
        self.losses: list[float] = []
        out.mkdir(parents=True, exist_ok=True)

    def run(self) -> list[float]:
        """Train, saving a checkpoint now and then, and the final weights at the end."""
        self._restore()
        started, step, done = time.monotonic(), 0, len(self.losses)
        for epoch in range(self.recipe.epochs):
            for batch in batches(self.pairs, self.recipe.batch, self.recipe.seed + epoch):
                step += 1
                if step <= done:
                    continue
                self.losses.append(self._step(batch, step))
                if step % _EVERY == 0:
                    self._save(time.monotonic() - started)
                minutes = (time.monotonic() - started) / 60
                if 0 < self.recipe.minutes < minutes:
                    return self._finish(minutes)
        return self._finish((time.monotonic() - started) / 60)

    def _step(self, batch: list[Pair], step: int) -> float:
        import torch

        for group in self.optimizer.param_groups:
            group["lr"] = self.recipe.rate * self._schedule(step)
        with torch.autocast(self.device, dtype=torch.bfloat16):
            loss = self._loss(batch, random.Random(self.recipe.seed * 1_000_003 + step))
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        return float(loss.detach())

    def _loss(self, batch: list[Pair], chance: random.Random) -> Tensor:
        import torch

        wrong = [chance.choice(p.negatives) for p in batch if p.negatives]
        queries = self.encode([p.query for p in batch], QUERY, self.recipe.query_tokens)
        passages = self.encode(
            [p.positive for p in batch] + wrong, PASSAGE, self.recipe.passage_tokens
        )
        scores = (queries.float() @ passages.float().T) / self.recipe.temperature
        for row, one in enumerate(batch):
            for column, other in enumerate(batch):
                if row != column and one.key == other.key:
                    scores[row, column] = -1e4
        labels = torch.arange(len(batch), device=scores.device)
        return torch.nn.functional.cross_entropy(scores, labels)

    def _schedule(self, step: int) -> float:
        warm = max(1, int(self.recipe.warm_up * self.total))
        if step <= warm:
            return step / warm
        return max(0.02, (self.total - step) / max(1, self.total - warm))

    def _save(self, seconds: float) -> None:
        import torch

        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "losses": self.losses,
        }
        torch.save(state, self.out / (CHECKPOINT + ".new"))
        (self.out / (CHECKPOINT + ".new")).replace(self.out / CHECKPOINT)
        recent = self.losses[-_EVERY:]
        line = {
            "step": len(self.losses),
            "of": self.total,
            "loss": round(sum(recent) / len(recent), 4),
            "seconds": round(seconds),
        }
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")

    def _restore(self) -> None:
        import torch

        path = self.out / CHECKPOINT
        if path.exists():
            state: dict[str, Any] = torch.load(path, map_location=self.device, weights_only=True)
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.losses = list(state["losses"])

    def _finish(self, minutes: float) -> list[float]:
        self.model.save_pretrained(self.out)
        shutil.copyfile(self.base / "tokenizer.json", self.out / "tokenizer.json")
        report = {"steps": len(self.losses), "minutes": round(minutes, 1), "pairs": len(self.pairs)}
        (self.out / "training.json").write_text(json.dumps(report), encoding="utf-8")
        (self.out / CHECKPOINT).unlink(missing_ok=True)
        return self.losses


def main() -> None:
    """Command line."""
    import torch

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=0)
    for name, kind in (("epochs", int), ("batch", int), ("rate", float), ("minutes", float)):
        parser.add_argument(f"--{name}", type=kind, default=getattr(Recipe(), name))
    for name in ("frozen_layers", "query_tokens", "passage_tokens", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Recipe(), name))
    given = vars(parser.parse_args())
    if given["threads"]:
        torch.set_num_threads(given["threads"])
    keep = {k: v for k, v in given.items() if k not in {"base", "pairs", "out", "threads"}}
    Trainer(given["base"], read_pairs(given["pairs"]), given["out"], Recipe(**keep)).run()


if __name__ == "__main__":
    main()
