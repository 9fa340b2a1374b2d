"""Export of the clause model (导出): trained weights to the int8 ONNX file that reviews run.

python -m models.training.export_clauses --base DIR --weights FILE [FILE …] --out models/weights/clauses

Several weight files of the same start are averaged.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import warnings
from pathlib import Path

import torch
from safetensors.torch import load_file

from models.neural.clauses.files import CARD, MODEL
from models.training.clause_net import ClauseNet, Outputs

NAMES = list(Outputs._fields)


def load_net(base: Path, weights: list[Path]) -> ClauseNet:
    """Return the network with the mean of the weight files."""
    net = ClauseNet(base)
    files = [load_file(path) for path in weights]
    mean = {k: sum(f[k].float() for f in files) / len(files) for k in files[0]}
    net.load_state_dict(mean, strict=False)
    return net.eval()


def export(base: Path, weights: list[Path], out: Path) -> None:
    """Write `clauses.onnx` (dynamic int8, weights per channel) and its card."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    net = load_net(base, weights)
    net.trunk.set_attn_implementation("eager")
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        _export_full(net, full)
        quantize_dynamic(full, out / MODEL, per_channel=True, weight_type=QuantType.QInt8)
    digest = hashlib.sha256((out / MODEL).read_bytes()).hexdigest()[:12]
    (out / CARD).write_text(json.dumps({"model": digest}, indent=1) + "\n", encoding="utf-8")


def _export_full(net: ClauseNet, path: Path) -> None:
    example = torch.ones(2, 16, dtype=torch.long)
    axes = {name: {0: "batch", 1: "tokens"} for name in ("input_ids", "attention_mask", "tokens")}
    axes |= {name: {0: "batch"} for name in NAMES[:-1]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            net,
            (example, example),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=NAMES,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--weights", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    export(given.base, given.weights, given.out)


if __name__ == "__main__":
    main()
