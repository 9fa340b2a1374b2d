"""Where the clause model's files lie (模型文件)."""

from __future__ import annotations

from pathlib import Path

WEIGHTS = Path(__file__).resolve().parent.parent.parent / "weights" / "clauses"
"""The weights that are shipped with the program."""
MODEL, SECOND = "clauses.onnx", "second.onnx"
"""Two networks of one form, trained apart; where the first suspects something, both are asked."""
CARD, JUDGE = "clauses.json", "judge.json"
BASES = "bases.json"
WORDS, WORDING, CONFLICT_WORDS = "words.npz", "wording.npz", "conflicts.npz"
PRACTICE, PRACTICE_WORDS = "practice.json", "practice.npz"
"""What readers of real drafts object to."""
