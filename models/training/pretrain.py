"""Masked-word pretraining on legal text (领域预训练): the base learns how statutes are written.

    python -m models.training.pretrain --base DIR --texts FILE.txt.xz --out DIR [--minutes 2]

`--texts` holds one article a line. 15 % of the tokens are hidden and guessed from the rest; the
words of the input layer serve as the output layer.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from models.training.encoder_model import PAD, load_model, load_tokenizer

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MASK = 3
"""The cut vocabulary has no mask token; the unknown token stands in for it."""
_LONGEST, _HIDDEN_SHARE, _SPECIAL = 128, 0.15, 4


class Guess(nn.Module):
    """填空: hidden words guessed with the input embeddings."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.trunk = load_model(base)
        size, words = self.trunk.config.hidden_size, self.trunk.config.vocab_size
        self.turn = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.LayerNorm(size))
        self.bias = nn.Parameter(torch.zeros(words))

    def forward(self, ids: Tensor, mask: Tensor, hidden: Tensor) -> Tensor:
        """Return logits (k, words) for the k hidden places."""
        states = self.trunk(input_ids=ids, attention_mask=mask).last_hidden_state[hidden]
        words = self.trunk.embeddings.word_embeddings.weight
        logits: Tensor = self.turn(states) @ words.T + self.bias
        return logits


def batch(rows: list[list[int]], chance: torch.Generator) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return ids with words hidden, their mask, where the hidden are, and what they were."""
    width = -(-max(map(len, rows)) // 16) * 16
    ids = torch.full((len(rows), width), PAD, dtype=torch.long)
    for row, one in enumerate(rows):
        ids[row, : len(one)] = torch.tensor(one)
    hidden = (torch.rand(ids.shape, generator=chance) < _HIDDEN_SHARE) & (ids >= _SPECIAL)
    told = ids[hidden]
    lot = torch.rand(ids.shape, generator=chance)
    shown = ids.clone()
    shown[hidden & (lot < 0.8)] = MASK
    swapped = hidden & (lot > 0.9)
    shown[swapped] = ids[swapped].roll(1)
    return shown, (ids != PAD).long(), hidden, told


def pretrain(
    base: Path, texts: Path, out: Path, *, minutes: float, rate: float = 2e-4, size: int = 128
) -> list[float]:
    """Train for some minutes and save the trunk; returns the loss at every hundredth step."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(1)
    rows = _rows(load_tokenizer(base), texts)
    net = Guess(base).to(device).train()
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.01)
    chance, order = torch.Generator().manual_seed(1), random.Random(1)
    losses, started, step = list[float](), time.monotonic(), 0
    while (spent := (time.monotonic() - started) / 60) < minutes:
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / 200, max(0.02, 1 - spent / minutes))
        start = order.randrange(max(1, len(rows) - size))
        ids, mask, hidden, told = (t.to(device) for t in batch(rows[start : start + size], chance))
        with torch.autocast(device, dtype=torch.bfloat16):
            logits = net(ids, mask, hidden)
        loss = nn.functional.cross_entropy(logits.float(), told)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step % 100 == 0:
            losses.append(round(float(loss.detach()), 4))
    _save(net, base, out, {"steps": step, "minutes": minutes, "losses": losses})
    return losses


def _rows(tokenizer: Tokenizer, texts: Path) -> list[list[int]]:
    """Token ids of all lines, sorted by length so that a run of them pads little."""
    with lzma.open(texts, "rt", encoding="utf-8") as lines:
        kept = [line.strip() for line in lines if len(line) > 12]
    rows = [list(e.ids)[:_LONGEST] for e in tokenizer.encode_batch(kept)]
    return sorted(rows, key=len)


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
    parser.add_argument("--minutes", type=float, default=2.0)
    given = parser.parse_args()
    print(pretrain(given.base, given.texts, given.out, minutes=given.minutes)[-5:])


if __name__ == "__main__":
    main()
