"""The contract model as a torch module (合同模型网络): one encoder, risky entries and settled clauses."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from models.training.clause_net import pool
from models.training.encoder_model import load_model


class ContractNet(nn.Module):
    """合同模型网络: mean and maximum over the tokens, then one linear layer for all ids.

    The last output is "any risk at all". `start` holds the trunk of a trained clause model.
    """

    def __init__(self, base: Path, outputs: int, start: Path | None = None) -> None:
        super().__init__()
        self.trunk = load_model(base)
        self.trunk.set_attn_implementation("sdpa")
        torch.manual_seed(3)
        self.heads = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(2 * self.trunk.config.hidden_size, outputs)
        )
        if start is not None:
            self._start(start)

    def _start(self, path: Path) -> None:
        from safetensors.torch import load_file

        known = self.trunk.state_dict()
        given = {k.removeprefix("trunk."): v.float() for k, v in load_file(path).items()}
        fits = {k: v for k, v in given.items() if k in known and known[k].shape == v.shape}
        if not fits:
            raise ValueError(f"{path.name} holds no trunk")
        self.trunk.load_state_dict(fits, strict=False)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Return logits (n, outputs) for (n, tokens) ids and their mask."""
        states = self.trunk(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        logits: Tensor = self.heads(pool(states, attention_mask.unsqueeze(-1).to(states.dtype)))
        return logits
