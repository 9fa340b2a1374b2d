"""A fresh process reviews a small draft without loading what it does not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

CONTRACT = ROOT / "service/samples/sample_contract.docx"
NORM_DOC = ROOT / "service/samples/sample_norm_doc.docx"
NEVER = ("torch", "transformers", "fastapi", "uvicorn", "jinja2", "pypdfium2", "pandas")
SCRIPT = """
import json, sys
from service.cli.main import main
status = main(sys.argv[1:])
sys.stderr.write(json.dumps([status, sorted(sys.modules)]))
"""


@pytest.mark.parametrize(
    ("sample", "unwanted"),
    [
        (CONTRACT, (*NEVER, "spacy")),
        (NORM_DOC, ("torch", "transformers", "fastapi", "models.contracts.parties")),
    ],
)
def test_a_review_loads_no_heavy_library(
    library_path: Path, sample: Path, unwanted: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, "review", str(sample)],
        cwd=ROOT,
        env={**os.environ, "FASHEN_HOME": str(library_path.parent)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    status, modules = json.loads(done.stderr.decode().splitlines()[-1])
    assert status == 0
    assert "审查基准日" in done.stdout.decode("utf-8")
    assert [name for name in unwanted if name in modules] == []
