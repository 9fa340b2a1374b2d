"""Export of the clause model (导出): trained weights to the int8 ONNX file that reviews run.

python -m models.training.export_clauses --base DIR --weights FILE [FILE …] --out models/weights/clauses

Several weight files of the same start are averaged. `--second` writes the second network.
"""

from __future__ import annotations

import argparse
import tempfile
import warnings
from pathlib import Path

import torch

from models.neural.clauses.files import MODEL, SECOND
from models.training.card import write_card
from models.training.clause_net import ClauseNet, Outputs, load_mean, pool

NAMES = list(Outputs._fields)


def load_net(base: Path, weights: list[Path]) -> ClauseNet:
    """Return the network with the mean of the weight files."""
    net = ClauseNet(base)
    load_mean(net, weights)
    return net.eval()


def export(base: Path, weights: list[Path], out: Path, name: str = MODEL) -> None:
    """Write `clauses.onnx`, or another name (dynamic int8, weights per channel), and the card."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    net = load_net(base, weights)
    net.trunk.set_attn_implementation("eager")
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        _export_full(net, full, NAMES)
        quantize_dynamic(full, out / name, per_channel=True, weight_type=QuantType.QInt8)
    write_card(out)


def export_trunk(net: ClauseNet, path: Path) -> None:
    """Write the int8 trunk alone, with its pooled states (n, 768) as output."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    class Trunk(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.trunk = net.trunk

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            states = self.trunk(input_ids=input_ids, attention_mask=attention_mask)
            weight = attention_mask.unsqueeze(-1).to(states.last_hidden_state.dtype)
            return pool(states.last_hidden_state, weight)

    net.trunk.set_attn_implementation("eager")
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        _export_full(Trunk(), full, ["pooled"])
        quantize_dynamic(full, path, per_channel=True, weight_type=QuantType.QInt8)


def _export_full(net: torch.nn.Module, path: Path, names: list[str]) -> None:
    example = torch.ones(2, 16, dtype=torch.long)
    axes = {name: {0: "batch", 1: "tokens"} for name in ("input_ids", "attention_mask", "tokens")}
    axes |= {name: {0: "batch"} for name in names if name != "tokens"}
    axes = {name: axis for name, axis in axes.items() if name != "tokens" or name in names}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            net,
            (example, example),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=names,
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
    parser.add_argument("--second", action="store_true")
    given = parser.parse_args()
    export(given.base, given.weights, given.out, SECOND if given.second else MODEL)


if __name__ == "__main__":
    main()
