"""Where the clause model's files lie (模型文件)."""

from __future__ import annotations

from pathlib import Path

WEIGHTS = Path(__file__).resolve().parent.parent.parent / "weights" / "clauses"
"""The weights that are shipped with the program."""
MODEL, CARD, JUDGE = "clauses.onnx", "clauses.json", "judge.json"
BASES, WORDS, CONFLICT_WORDS = "bases.json", "words.npz", "conflicts.npz"
