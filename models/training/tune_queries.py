"""Tuning the query side (查询端训练) against vectors that stay as they are.

Every query is scored against the whole corpus, so each step sees all wrong provisions at once;
one pass over a thousand questions takes about a minute on one core.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from models.training.adapter import FIRST_LAYER, adapt, load_adapter, save_adapter
from models.training.encoder_model import QUERY, TorchEncoder, load_model, load_tokenizer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Asked:
    """提问: a query and the rows of the corpus that answer it."""

    query: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TuningRecipe:
    """查询端训练参数; queries are cut to `query_tokens`, layers below `first_layer` stay plain."""

    epochs: int = 3
    batch: int = 32
    rate: float = 1e-3
    temperature: float = 0.03
    first_layer: int = FIRST_LAYER
    query_tokens: int = 64
    seed: int = 7


class QueryTuner:
    """查询端训练器: `corpus` (n, d) are the unit vectors of all passages under the plain weights."""

    def __init__(self, model: Path, corpus: NDArray[np.float32], recipe: TuningRecipe) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe = recipe
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model = load_model(model)
        self.gate = adapt(self.model, first_layer=recipe.first_layer)
        torch.nn.Module.to(self.model, self.device)
        self.encoder = TorchEncoder(self.model, load_tokenizer(model), chunk=16)
        self.corpus = torch.from_numpy(corpus).to(self.device)

    def tune(self, asked: Sequence[Asked]) -> list[float]:
        """Train on the questions; return the mean loss of each epoch."""
        recipe, chance = self.recipe, random.Random(self.recipe.seed)
        trained = [p for p in self.model.parameters() if p.requires_grad]
        optimizer = torch.optim.AdamW(trained, lr=recipe.rate, weight_decay=0.01)
        steps = recipe.epochs * (len(asked) // recipe.batch)
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimizer, recipe.rate, total_steps=steps + 1, pct_start=0.1, anneal_strategy="linear"
        )
        self.model.train()
        losses = []
        for _ in range(recipe.epochs):
            order = chance.sample(list(asked), len(asked))
            losses.append(self._epoch(order, optimizer, schedule, trained))
        return losses

    def _epoch(
        self, order: list[Asked], optimizer: Any, schedule: Any, trained: list[Any]
    ) -> float:
        size, total, count = self.recipe.batch, 0.0, 0
        for at in range(0, len(order) - size + 1, size):
            loss = self._loss(order[at : at + size])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + float(loss.detach()), count + 1
        return total / max(1, count)

    def _loss(self, batch: list[Asked]) -> torch.Tensor:
        with torch.autocast(self.device, dtype=torch.bfloat16):
            queries = self.encoder([one.query for one in batch], QUERY, self.recipe.query_tokens)
        scores = queries.float() @ self.corpus.T / self.recipe.temperature
        logs = torch.log_softmax(scores, dim=1)
        right = [logs[row, list(one.rows)].mean() for row, one in enumerate(batch)]
        return -torch.stack(right).mean()

    def save(self, path: Path) -> None:
        """Write the adapter's weights."""
        save_adapter(self.model, path)

    def load(self, path: Path) -> None:
        """Go on from an adapter's weights."""
        load_adapter(self.model, path)

    def encode(self, queries: Sequence[str]) -> NDArray[np.float32]:
        """Return (n, d) unit vectors of queries as the adapted model sees them."""
        self.model.eval()
        with torch.inference_mode():
            vectors = self.encoder(queries, QUERY, self.recipe.query_tokens)
        found: NDArray[np.float32] = vectors.float().cpu().numpy()
        return found
