"""The encoder as a torch module (编码器), for training and export only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor
    from transformers import BertModel

QUERY, PASSAGE = "query: ", "passage: "
"""The prefixes that the base model was trained with; without them it is markedly worse."""
PAD = 1
_STEP = 16
"""Widths are rounded up, so that the kernels compiled for one shape serve many batches."""


def load_tokenizer(directory: Path) -> Tokenizer:
    """Read `tokenizer.json`, without padding or truncation of its own."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
    tokenizer.no_padding()
    return tokenizer


def load_model(directory: Path) -> BertModel:
    """Load the weights in float32, without the pooler that mean pooling does not use."""
    import torch
    from transformers import BertModel

    return BertModel.from_pretrained(directory, dtype=torch.float32, add_pooling_layer=False)


def freeze_lower(model: BertModel, layers: int) -> None:
    """Keep the embeddings and the first layers as they are."""
    for part in (model.embeddings, *model.encoder.layer[:layers]):
        for parameter in part.parameters():
            parameter.requires_grad_(False)


class TorchEncoder:
    """编码器: text to unit vectors, differentiable; mean pooling over the tokens."""

    def __init__(self, model: BertModel, tokenizer: Tokenizer, *, chunk: int = 12) -> None:
        self.model, self.tokenizer, self.chunk = model, tokenizer, chunk

    def __call__(self, texts: Sequence[str], prefix: str, longest: int) -> Tensor:
        """Return (n, dimension) unit vectors; texts are cut to `longest` tokens.

        Runs in chunks of texts of like length, so that little is spent on padding.
        """
        import torch

        ids = [self._ids(prefix + text, longest) for text in texts]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        parts = [
            self._forward([ids[i] for i in order[at : at + self.chunk]])
            for at in range(0, len(order), self.chunk)
        ]
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(parts)[back.to(parts[0].device)]

    def _ids(self, text: str, longest: int) -> list[int]:
        ids = list(self.tokenizer.encode(text.replace("\n", " ")).ids)
        return ids if len(ids) <= longest else [*ids[: longest - 1], ids[-1]]

    def _forward(self, ids: list[list[int]]) -> Tensor:
        import torch

        width, device = -(-max(map(len, ids)) // _STEP) * _STEP, self.model.device
        tokens = torch.full((len(ids), width), PAD, dtype=torch.long)
        mask = torch.zeros((len(ids), width), dtype=torch.long)
        for row, one in enumerate(ids):
            tokens[row, : len(one)] = torch.tensor(one)
            mask[row, : len(one)] = 1
        tokens, mask = tokens.to(device), mask.to(device)
        states = self.model(input_ids=tokens, attention_mask=mask).last_hidden_state
        weight = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weight).sum(1) / weight.sum(1)
        return torch.nn.functional.normalize(mean.float(), dim=-1)
