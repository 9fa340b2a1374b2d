"""Training of the contract network (合同模型训练); CPU or GPU, resumes, shows progress.

python -m models.training.contracts.train_net --base DIR --out FILE [--start FILE] [--epochs 4]

`--start` is a weight file of `models.training.train_clauses`; without it the base is the start.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from models.training.contracts.data import read_clauses, read_terms
from models.training.contracts.fit import Problem, clause_problem, term_problem
from models.training.contracts.net import ContractNet
from models.training.encoder_model import PAD, load_tokenizer

_LONGEST, _BATCH = 144, 32
_TRUNK_RATE, _HEAD_RATE, _WARM = 6e-5, 1.5e-3, 0.08
_HEADS_LIGHT = 0.5


def joined(terms: Problem, clauses: Problem) -> Problem:
    """One problem of both: terms ends with the texts of clauses; the others say nothing of clauses."""
    n, k, j = len(terms.texts), len(terms.labels), len(clauses.labels)
    plain = n - len(clauses.texts)
    truth = np.full((n, k + j + 1), -1, dtype=np.int8)
    weight = np.ones((n, k + j + 1), dtype=np.float32)
    truth[:, :k], weight[:, :k] = terms.truth, terms.weight
    truth[plain:, k:-1], weight[plain:, k:-1] = clauses.truth, clauses.weight
    truth[:, -1] = (terms.truth == 1).any(1)
    labels = [*terms.labels, *(f"missing:{c}" for c in clauses.labels), "any"]
    return Problem(terms.texts, labels, truth, weight, terms.false_rate)


def loss_of(logits: Tensor, truth: Tensor, weight: Tensor) -> Tensor:
    """Binary cross-entropy over what is said, the mean over rows of sums over ids."""
    said = (truth >= 0).float()
    each = torch.nn.functional.binary_cross_entropy_with_logits(
        logits, truth.clamp(min=0).float(), reduction="none"
    )
    return (each * said * weight).sum(1).mean()


def train(problem: Problem, net: ContractNet, tokenizer_dir: Path, out: Path, epochs: int) -> None:
    """Train and write `out` after every epoch; an epoch that is there is not repeated."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = load_tokenizer(tokenizer_dir)
    ids = [tokenizer.encode("query: " + t.replace("\n", " ")).ids[:_LONGEST] for t in problem.texts]
    state = out.with_suffix(".json")
    done = json.loads(state.read_text())["epochs"] if state.is_file() and out.is_file() else 0
    if done:
        net.load_state_dict({k: v.float() for k, v in load_file(out).items()})
    net.to(device).train()
    steps = epochs * (len(ids) // _BATCH)
    optimiser = torch.optim.AdamW(
        [
            {"params": net.trunk.parameters(), "lr": _TRUNK_RATE},
            {"params": net.heads.parameters(), "lr": _HEAD_RATE},
        ],
        weight_decay=0.01,
    )
    rate = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: _schedule(s, steps))
    for _ in range(done * (len(ids) // _BATCH)):
        rate.step()
    for epoch in range(done, epochs):
        _epoch(problem, ids, net, optimiser, rate, epoch)
        save_file({k: v.half().contiguous() for k, v in net.state_dict().items()}, out)
        state.write_text(json.dumps({"epochs": epoch + 1, "labels": problem.labels}))


def _epoch(
    problem: Problem,
    ids: list[list[int]],
    net: ContractNet,
    optimiser: torch.optim.Optimizer,
    rate: torch.optim.lr_scheduler.LambdaLR,
    epoch: int,
) -> None:
    device = next(net.parameters()).device
    total, started = 0.0, time.monotonic()
    for step, rows in enumerate(_batches(ids, epoch), 1):
        width = max(len(ids[r]) for r in rows)
        tokens = torch.full((len(rows), width), PAD, dtype=torch.long)
        for i, r in enumerate(rows):
            tokens[i, : len(ids[r])] = torch.tensor(ids[r])
        tokens = tokens.to(device)
        logits = net(tokens, (tokens != PAD).long())
        truth = torch.from_numpy(problem.truth[rows]).to(device)
        weight = torch.from_numpy(problem.weight[rows]).to(device)
        loss = loss_of(logits, truth, weight)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        rate.step()
        total += float(loss)
        if step % 20 == 0:
            spent = time.monotonic() - started
            print(f"epoch {epoch + 1} step {step} loss {total / step:.3f} {spent:.0f} s", file=sys.stderr)


def _batches(ids: list[list[int]], epoch: int) -> Iterator[list[int]]:
    """Shuffled batches of like length."""
    order = list(range(len(ids)))
    chance = random.Random(epoch)
    chance.shuffle(order)
    pools = [sorted(order[at : at + 32 * _BATCH], key=lambda i: len(ids[i])) for at in range(0, len(order), 32 * _BATCH)]
    groups = [pool[at : at + _BATCH] for pool in pools for at in range(0, len(pool), _BATCH)]
    chance.shuffle(groups)
    yield from groups


def _schedule(step: int, steps: int) -> float:
    warm = max(1, int(steps * _WARM))
    return min(1.0, (step + 1) / warm) * max(0.03, 1.0 - step / max(1, steps))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    clauses = read_clauses()
    problem = joined(term_problem(read_terms(), clauses), clause_problem(clauses))
    net = ContractNet(given.base, len(problem.labels), given.start)
    train(problem, net, given.base, given.out, given.epochs)


if __name__ == "__main__":
    main()
