"""Masked-word pretraining on legal text (领域预训练): the base learns how statutes are written.

    python -m models.training.pretrain --base DIR --texts FILE.txt.xz --out DIR [--minutes 4]

`--texts` holds one article a line; long ones are read in pieces. 15 % of the tokens are hidden and
guessed from the rest; the words of the input layer serve as the output layer.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn

from models.training.encoder_model import PAD, load_model, load_tokenizer

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MASK = 3
"""The cut vocabulary has no mask token; the unknown token stands in for it."""
_LONGEST, _SHORTEST, _SPECIAL = 160, 12, 4
_HIDDEN_SHARE = 0.15
_WARM_UP, _EVERY = 200, 100


class Guess(nn.Module):
    """填空: hidden words guessed with the input embeddings."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.trunk = load_model(base)
        self.trunk.set_attn_implementation("sdpa")
        size, words = self.trunk.config.hidden_size, self.trunk.config.vocab_size
        self.turn = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.LayerNorm(size))
        self.bias = nn.Parameter(torch.zeros(words))

    def forward(self, ids: Tensor, mask: Tensor, hidden: Tensor) -> Tensor:
        """Return logits (k, words) for the k hidden places, flat indices into ids."""
        states = self.trunk(input_ids=ids, attention_mask=mask).last_hidden_state
        words = self.trunk.embeddings.word_embeddings.weight
        logits: Tensor = self.turn(states.flatten(0, 1)[hidden]) @ words.T + self.bias
        return logits


def hide(ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids (n, width) with words hidden, the flat places of the hidden, and what they were."""
    chosen = (torch.rand(ids.shape, device=ids.device) < _HIDDEN_SHARE) & (ids >= _SPECIAL)
    places = chosen.flatten().nonzero().squeeze(1)
    told = ids.flatten()[places]
    lot = torch.rand(told.shape, device=ids.device)
    shown = torch.where(lot < 0.8, MASK, torch.where(lot > 0.9, told.roll(1), told))
    return ids.flatten().scatter(0, places, shown).view_as(ids), places, told


def pretrain(
    base: Path, texts: Path, out: Path, *, minutes: float, rate: float = 3e-4, tokens: int = 24_576
) -> list[float]:
    """Train for some minutes on batches of so many tokens and save the trunk.

    Returns the loss at every hundredth step.
    """
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(1)
    net = Guess(base).to(device).train()
    optimizer = torch.optim.AdamW(
        net.parameters(), lr=rate, betas=(0.9, 0.98), weight_decay=0.01, fused=device == "cuda"
    )
    losses, started, step = list[float](), time.monotonic(), 0
    for ids in _batches(_rows(load_tokenizer(base), texts), tokens):
        started = started if step else time.monotonic()
        if (spent := (time.monotonic() - started) / 60) >= minutes:
            break
        for group in optimizer.param_groups:
            group["lr"] = rate * min((step + 1) / _WARM_UP, max(0.02, 1 - spent / minutes))
        loss = _loss(net, ids.to(device, non_blocking=True).long(), device)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step % _EVERY == 0:
            losses.append(round(float(loss.detach()), 4))
    _save(net, base, out, {"steps": step, "minutes": minutes, "losses": losses})
    return losses


def _loss(net: Guess, ids: Tensor, device: str) -> Tensor:
    shown, hidden, told = hide(ids)
    with torch.autocast(device, dtype=torch.bfloat16):
        logits = net(shown, (ids != PAD).long(), hidden)
    return nn.functional.cross_entropy(logits.float(), told)


def _rows(tokenizer: Tokenizer, texts: Path) -> list[list[int]]:
    """Token ids of all lines, cut into pieces, sorted by length so that a run of them pads little."""
    with lzma.open(texts, "rt", encoding="utf-8") as lines:
        kept = [line.strip() for line in lines if len(line) > _SHORTEST]
    rows = [piece for e in tokenizer.encode_batch(kept) for piece in _pieces(list(e.ids))]
    return sorted(rows, key=len)


def _pieces(ids: list[int]) -> Iterator[list[int]]:
    start, *inner, end = ids
    for at in range(0, len(inner), _LONGEST - 2):
        piece = inner[at : at + _LONGEST - 2]
        if at == 0 or len(piece) >= _SHORTEST:
            yield [start, *piece, end]


def _batches(rows: Sequence[list[int]], tokens: int) -> Iterator[Tensor]:
    """Batches (n, width) of like length for ever, their order anew each round."""
    made, at = list[Tensor](), 0
    while at < len(rows):
        size = max(1, tokens // len(rows[min(at + tokens // len(rows[at]), len(rows) - 1)]))
        made.append(_padded(rows[at : at + size]))
        at += size
    order = random.Random(1)
    while True:
        order.shuffle(made)
        yield from made


def _padded(rows: Sequence[list[int]]) -> Tensor:
    ids = np.full((len(rows), -(-max(map(len, rows)) // 8) * 8), PAD, dtype=np.int32)
    for row, one in enumerate(rows):
        ids[row, : len(one)] = one
    return torch.from_numpy(ids)


def _save(net: Guess, base: Path, out: Path, report: dict[str, Any]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    net.trunk.save_pretrained(out)
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")
    (out / "pretraining.json").write_text(json.dumps(report), encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=4.0)
    given = parser.parse_args()
    print(pretrain(given.base, given.texts, given.out, minutes=given.minutes)[-5:])


if __name__ == "__main__":
    main()
