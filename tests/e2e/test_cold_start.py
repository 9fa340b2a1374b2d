"""A fresh process reviews a small draft without loading what it does not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from support import ROOT

SAMPLE = ROOT / "service/samples/sample_contract.docx"
HEAVY = ("torch", "transformers", "spacy", "fastapi", "uvicorn", "jinja2", "pypdfium2", "pandas")
SCRIPT = """
import json, sys
from service.cli.main import main
status = main(sys.argv[1:])
sys.stderr.write(json.dumps([status, sorted(sys.modules)]))
"""


def test_a_review_loads_no_heavy_library(library_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, "review", str(SAMPLE)],
        cwd=ROOT,
        env={**os.environ, "FASHEN_HOME": str(library_path.parent)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    status, modules = json.loads(done.stderr.decode().splitlines()[-1])
    assert status == 0
    assert "审查基准日" in done.stdout.decode("utf-8")
    assert [name for name in HEAVY if name in modules] == []
