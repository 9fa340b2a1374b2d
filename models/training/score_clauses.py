"""Scores of a trained clause model (打分): what it says of examples that it did not see."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from models.training.clause_batches import collate, prepare
from models.training.clause_net import ClauseNet
from models.training.examples import Example

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_BATCH = 64
HEADS = ("acts", "categories", "unlawful", "manner", "conflict")


def score(net: ClauseNet, tokenizer: Tokenizer, examples: Sequence[Example], path: Path) -> None:
    """Write the logits of all heads, and the ids of the examples, to an npz file."""
    net.eval()
    device = next(net.parameters()).device.type
    prepared = [prepare(tokenizer, e) for e in examples]
    order = sorted(range(len(examples)), key=lambda i: len(prepared[i].ids))
    found: dict[str, list[np.ndarray]] = {name: [] for name in HEADS}
    for at in range(0, len(order), _BATCH):
        rows = order[at : at + _BATCH]
        batch = collate([prepared[i] for i in rows]).to(device)
        with torch.no_grad(), torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            out = net(batch.ids, batch.mask)
        for name in HEADS:
            found[name].append(getattr(out, name).float().cpu().numpy())
    ids = np.array([examples[i].id for i in order])
    arrays: dict[str, Any] = {k: np.concatenate(v) for k, v in found.items()}
    np.savez_compressed(path, ids=ids, **arrays)
