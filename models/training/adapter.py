"""The query adapter (查询适配器): low-rank changes that only queries go through.

Passages are encoded by the plain weights, so vectors that are already computed stay valid while
the query side learns. One ONNX file serves both: its input `gate` is 1 for queries, 0 for passages.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import torch

if TYPE_CHECKING:
    from transformers import BertModel

RANK, SCALE = 32, 2.0
FIRST_LAYER = 4
"""Layers below it have no adapter: they hold what words mean, not what is asked."""


class Gate:
    """开关: shared by all adapted layers of a model; 1 lets the adapters through, 0 does not."""

    def __init__(self) -> None:
        self.value: torch.Tensor | float = 1.0


class AdaptedLinear(torch.nn.Module):
    """A linear layer with a low-rank addition that starts at zero."""

    def __init__(self, linear: torch.nn.Linear, gate: Gate, rank: int = RANK) -> None:
        super().__init__()
        self.linear, self.gate = linear, gate
        self.down = torch.nn.Linear(linear.in_features, rank, bias=False)
        self.up = torch.nn.Linear(rank, linear.out_features, bias=False)
        torch.nn.init.zeros_(self.up.weight)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """Return the layer's output plus the gated addition."""
        added = self.up(self.down(states)) * (self.gate.value * SCALE)
        return cast("torch.Tensor", self.linear(states) + added)


def adapt(model: BertModel, *, first_layer: int, rank: int = RANK) -> Gate:
    """Put adapters on all linear layers from `first_layer` up; only they will learn."""
    gate = Gate()
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    layers: list[Any] = list(model.encoder.layer)[first_layer:]
    for layer in layers:
        for part in (
            layer.attention.self,
            layer.attention.output,
            layer.intermediate,
            layer.output,
        ):
            for name, child in list(part.named_children()):
                if isinstance(child, torch.nn.Linear):
                    setattr(part, name, AdaptedLinear(child, gate, rank))
    return gate


def adapter_state(model: BertModel) -> dict[str, torch.Tensor]:
    """The weights of the adapters alone, for saving."""
    return {
        name: value
        for name, value in model.state_dict().items()
        if name.endswith((".down.weight", ".up.weight"))
    }


def save_adapter(model: BertModel, path: Path) -> None:
    """Write the adapter's weights as safetensors."""
    from safetensors.torch import save_file

    save_file({n: v.contiguous().cpu() for n, v in adapter_state(model).items()}, path)


def load_adapter(model: BertModel, path: Path) -> None:
    """Read an adapter's weights into an adapted model.

    Raises:
        ValueError: the file is not an adapter of this model.
    """
    from safetensors.torch import load_file

    weights = load_file(path)
    if weights.keys() != adapter_state(model).keys():
        raise ValueError(f"{path} is not an adapter of this model")
    model.load_state_dict(weights, strict=False)
