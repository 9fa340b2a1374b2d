"""Fitting of the acts and categories heads (读出层) on a finished trunk.

    python -m models.training.fit_heads --base DIR --weights FILE [FILE …] --examples FILE --out FILE

Both heads are linear over the pooled states, so they can be fitted exactly and on the CPU, on the
states that the int8 trunk gives at run time. Several weight files of one start are averaged.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file

from models.neural.clauses.labels import ACTS, CATEGORIES
from models.neural.session import open_session, padded
from models.training.clause_batches import prepare
from models.training.encoder_model import load_tokenizer
from models.training.examples import Example, read_examples

_BATCH_TOKENS = 2048


def pooled(onnx: Path, base: Path, examples: Sequence[Example]) -> NDArray[np.float32]:
    """Pooled states (n, 768) of clauses by the int8 model."""
    session = open_session(onnx, threads=0)
    tokenizer = load_tokenizer(base)
    rows = [prepare(tokenizer, e).ids for e in examples]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    found: dict[int, NDArray[np.float32]] = {}
    batch: list[int] = []
    for index in [*order, -1]:
        if index < 0 or (len(batch) + 1) * len(rows[index]) > _BATCH_TOKENS:
            if batch:
                found.update(zip(batch, _run(session, [rows[i] for i in batch]), strict=True))
            batch = []
        batch.append(index)
    return np.stack([found[i] for i in range(len(rows))])


def _run(session: Any, rows: list[NDArray[np.int64]]) -> NDArray[np.float32]:
    states: NDArray[np.float32] = session.run(["pooled"], padded([one.tolist() for one in rows]))[0]
    return states


def fit_categories(
    states: NDArray[np.float32], examples: Sequence[Example]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights (26, 768) and bias (26,) of "which category", over clauses that have one."""
    rows = [(i, c) for i, e in enumerate(examples) for c in e.categories]
    return _softmax(states[[i for i, _ in rows]], [CATEGORIES.index(c) for _, c in rows], 26)


def fit_acts(
    states: NDArray[np.float32], examples: Sequence[Example]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights (31, 768) and bias (31,) of the acts, one logistic regression each."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = states.mean(0), states.std(0) + 1e-6
    values = (states - mean) / scale
    weights, bias = np.zeros((len(ACTS), states.shape[1])), np.full(len(ACTS), -6.0)
    for row, act in enumerate(ACTS):
        truth = [act in (e.acts or ()) for e in examples]
        if sum(truth) >= 5:
            fitted = LogisticRegression(C=0.003, max_iter=300).fit(values, truth)
            weights[row] = fitted.coef_[0] / scale
            bias[row] = float(fitted.intercept_[0]) - float(weights[row] @ mean)
    return weights, bias


def _softmax(
    states: NDArray[np.float32], labels: list[int], count: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    from sklearn.linear_model import LogisticRegression

    mean, scale = states.mean(0), states.std(0) + 1e-6
    fitted = LogisticRegression(C=0.01, max_iter=400).fit((states - mean) / scale, labels)
    weights, bias = np.zeros((count, states.shape[1])), np.full(count, -6.0)
    for row, label in enumerate(fitted.classes_):
        weights[label] = fitted.coef_[row] / scale
        bias[label] = float(fitted.intercept_[row]) - float(weights[label] @ mean)
    return weights, bias


def main() -> None:
    """Command line."""
    from models.training.export_clauses import export_trunk, load_net

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--weights", type=Path, nargs="+", required=True)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--without", type=int, default=-1, help="fold to leave out")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    learnt = [
        e
        for e in read_examples(given.examples)
        if e.task == "clause" and (given.without < 0 or e.fold != given.without)
    ]
    net = load_net(given.base, given.weights)
    with tempfile.TemporaryDirectory() as folder:
        export_trunk(net, Path(folder) / "trunk.onnx")
        states = pooled(Path(folder) / "trunk.onnx", given.base, learnt)
    for head, (weights, bias) in (
        (net.acts, fit_acts(states, learnt)),
        (net.categories, fit_categories(states, learnt)),
    ):
        head.weight.data = torch.from_numpy(weights).float()
        head.bias.data = torch.from_numpy(bias).float()
    halves = {
        k: v.half().contiguous() for k, v in net.state_dict().items() if v.is_floating_point()
    }
    save_file(halves, given.out)


if __name__ == "__main__":
    main()
