"""The clause model as a torch module (条款模型): one encoder, six heads. For training and export.

Inputs are token ids of either a clause, or a clause and a superior provision behind it. Outputs:
acts (31), categories (26), any category (1), manner (13), conflict type (6) per text, and one
logit a token that tells whether it belongs to the offending words.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from models.neural.clauses.labels import ACTS, CATEGORIES, CONFLICTS, MANNERS
from models.training.encoder_model import load_model

_HIDDEN = 256


class Outputs(NamedTuple):
    """模型输出: logits. Shapes: (n, 31), (n, 26), (n,), (n, 13), (n, 6), (n, tokens)."""

    acts: Tensor
    categories: Tensor
    unlawful: Tensor
    manner: Tensor
    conflict: Tensor
    tokens: Tensor


def pool(states: Tensor, weight: Tensor) -> Tensor:
    """Mean and maximum of (n, tokens, size) states over the tokens that count."""
    mean = (states * weight).sum(1) / weight.sum(1)
    return torch.cat([mean, (states * weight + (weight - 1) * 1e4).amax(1)], dim=-1)


class ClauseNet(nn.Module):
    """条款模型: mean and maximum over the tokens, then one small layer a task."""

    def __init__(self, base: Path, *, seed: int = 1) -> None:
        super().__init__()
        self.trunk = load_model(base)
        self.trunk.set_attn_implementation("sdpa")
        size = self.trunk.config.hidden_size
        torch.manual_seed(seed)
        self.clause = nn.Sequential(nn.Dropout(0.1), nn.Linear(2 * size, _HIDDEN), nn.GELU())
        self.pair = nn.Sequential(nn.Dropout(0.1), nn.Linear(2 * size, _HIDDEN), nn.GELU())
        self.acts = nn.Linear(2 * size, len(ACTS))
        self.categories = nn.Linear(2 * size, len(CATEGORIES))
        self.unlawful = nn.Linear(_HIDDEN, 1)
        self.manner = nn.Linear(_HIDDEN, len(MANNERS))
        self.conflict = nn.Linear(_HIDDEN, len(CONFLICTS))
        self.tokens = nn.Linear(size, 1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Outputs:
        """Return the logits of all heads for (n, tokens) ids and their mask."""
        states = self.trunk(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weight = attention_mask.unsqueeze(-1).to(states.dtype)
        pooled = pool(states, weight)
        clause, pair = self.clause(pooled), self.pair(pooled)
        return Outputs(
            self.acts(pooled),
            self.categories(pooled),
            self.unlawful(clause).squeeze(-1),
            self.manner(clause),
            self.conflict(pair),
            self.tokens(states).squeeze(-1),
        )


def load_mean(net: ClauseNet, weights: Sequence[Path]) -> None:
    """Set a network to the mean of weight files; a head of another shape is left as it is."""
    files = [load_file(path) for path in weights]
    own = net.state_dict()
    mean = {k: torch.stack([f[k].float() for f in files]).mean(0) for k in files[0]}
    net.load_state_dict({k: v for k, v in mean.items() if own[k].shape == v.shape}, strict=False)
