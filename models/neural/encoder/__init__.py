"""The sentence encoder (句向量编码器) behind dense retrieval."""

from models.neural.encoder.onnx_encoder import WEIGHTS, OnnxEncoder

PACKED_VECTORS = WEIGHTS / "vectors.npz"
"""Vectors of the default library's articles, shipped so that set-up computes none."""

__all__ = ["PACKED_VECTORS", "WEIGHTS", "OnnxEncoder"]
