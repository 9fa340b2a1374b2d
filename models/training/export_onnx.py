"""Export of the encoder (导出): torch weights to the int8 ONNX file that reviews run.

python -m models.training.export_onnx --model DIR --adapter FILE --out models/weights/encoder
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import torch

from models.neural.encoder.onnx_encoder import CARD, GATE, MODEL, TOKENIZER
from models.training.adapter import FIRST_LAYER, Gate, adapt, load_adapter
from models.training.encoder_model import load_model


def export(model: Path, adapter: Path | None, out: Path, *, first_layer: int = FIRST_LAYER) -> None:
    """Write `encoder.onnx` (dynamic int8, weights per channel) and the tokenizer to `out`.

    Without an adapter's weights queries and passages are encoded alike.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        _export_full(model, adapter, full, first_layer)
        quantize_dynamic(full, out / MODEL, per_channel=True, weight_type=QuantType.QInt8)
    shutil.copyfile(model / TOKENIZER, out / TOKENIZER)
    _write_card(model, adapter, out)


def _write_card(model: Path, adapter: Path | None, out: Path) -> None:
    """Fingerprints of what the file was made of: the passage side, and the query side's adapter."""
    card = {
        "passages": _fingerprint(model / "model.safetensors", model / TOKENIZER),
        "queries": _fingerprint(adapter) if adapter else "",
        "model": _fingerprint(out / MODEL),
    }
    (out / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _fingerprint(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _export_full(directory: Path, adapter: Path | None, path: Path, first_layer: int) -> None:
    model = load_model(directory)
    model.set_attn_implementation("eager")
    gate = adapt(model, first_layer=first_layer)
    if adapter is not None:
        load_adapter(model, adapter)
    model.eval()
    example = torch.ones(2, 16, dtype=torch.long)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _pooled(model, gate),
            (example, example, torch.ones(1)),
            str(path),
            input_names=["input_ids", "attention_mask", GATE],
            output_names=["embedding"],
            dynamic_axes={
                "input_ids": {0: "batch", 1: "tokens"},
                "attention_mask": {0: "batch", 1: "tokens"},
                "embedding": {0: "batch"},
            },
            opset_version=17,
            dynamo=False,
        )


def _pooled(model: Any, gate: Gate) -> Any:
    """The model with mean pooling and normalisation behind it, and the gate as an input."""

    class Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any, opened: Any) -> Any:
            gate.value = opened
            out = self.model(input_ids=input_ids, attention_mask=attention_mask)
            weight = attention_mask.unsqueeze(-1).to(out.last_hidden_state.dtype)
            mean = (out.last_hidden_state * weight).sum(1) / weight.sum(1)
            return torch.nn.functional.normalize(mean, dim=-1)

    return Pooled()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--adapter", type=Path)
    given = parser.parse_args()
    export(given.model, given.adapter, given.out)


if __name__ == "__main__":
    main()
