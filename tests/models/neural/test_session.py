"""The ONNX models say the same on every processor."""

from __future__ import annotations

from models.neural.clauses.files import MODEL, WEIGHTS
from models.neural.session import open_session


def test_products_do_not_overflow_on_a_processor_without_vnni() -> None:
    options = open_session(WEIGHTS / MODEL, 1).get_session_options()
    assert options.get_session_config_entry("session.x64quantprecision") == "1"
