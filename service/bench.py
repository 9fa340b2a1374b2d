"""Benchmarks (基准测试): cold start, warm speed, packages, batch speed, memory. `make bench`."""

from __future__ import annotations

import io
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from service.batch.manifest import Job
from service.batch.pool import LocalPool
from service.options import ReviewOptions
from service.reviews import File, review_bytes
from service.settings import Settings
from service.wiring import Wiring

_SAMPLES = Path(__file__).parent / "samples"
_SAMPLE = _SAMPLES / "sample_norm_doc.docx"
_TARGET = 10_000
_PACKAGE_FILES = 15


def main() -> None:
    """Measure, print a table, write out/bench.json."""
    bare = _median([sys.executable, "-c", "pass"])
    imports = _median([sys.executable, "-c", "import docx, lxml.etree, sqlite3"])
    cold = _median([sys.executable, "-m", "service.cli.main", "review", str(_SAMPLE)])
    warm, characters = _warm(_long_draft(), "draft.txt")
    contract, clauses = _long_contract()
    contract_s, contract_characters = _warm(contract, "contract.txt")
    package = _package()
    package_s, package_characters = _warm(package[0][1], package[0][0], package[1:])
    package_bare = _bare_reading(package)
    single, double = _batch(1), _batch(2)
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    rows = {
        "cold_start_s": round(cold, 2),
        "python_start_s": round(bare, 2),
        "python_with_readers_s": round(imports, 2),
        "cold_start_ratio": round(cold / bare, 1),
        "cold_start_ratio_to_readers": round(cold / imports, 1),
        "warm_s_per_10k_characters": round(warm * _TARGET / characters, 3),
        "contract_clauses": clauses,
        "contract_characters": contract_characters,
        "warm_s_contract": round(contract_s, 3),
        "package_files": len(package),
        "package_characters": package_characters,
        "warm_s_package_without_ocr": round(package_s, 3),
        "package_bare_reading_s": round(package_bare, 3),
        "package_ratio_to_bare_reading": round(package_s / package_bare, 1),
        "batch_characters_per_s_1_process": round(single),
        "batch_characters_per_s_2_processes": round(double),
        "peak_memory_mb": round(peak / 1024),
    }
    for name, value in rows.items():
        sys.stdout.write(f"{name:40} {value}\n")
    out = Path("out")
    out.mkdir(exist_ok=True)
    (out / "bench.json").write_text(json.dumps(rows, indent=2) + "\n", "utf-8")


def _median(command: list[str]) -> float:
    spent = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
        spent.append(time.perf_counter() - started)
    return statistics.median(spent)


def _long_draft() -> bytes:
    """The sample's text repeated to about 10,000 characters, each round with its own numbers."""
    text = (_SAMPLES / "sample_norm_doc.txt").read_text("utf-8")
    rounds = _TARGET // len(text) + 1
    return "\n".join(text.replace("日", f"日{n}") if n else text for n in range(rounds)).encode()


def _warm(data: bytes, name: str, materials: tuple[File, ...] = ()) -> tuple[float, int]:
    """Seconds of a warm review, the median of five, and the characters read."""
    house = Wiring(Settings())
    review_bytes(house, data, name, ReviewOptions(), materials)
    spent, characters = [], 0
    for _ in range(5):
        started = time.perf_counter()
        found = review_bytes(house, data, name, ReviewOptions(), materials)
        spent.append(time.perf_counter() - started)
        documents = (found.submission.document, *found.submission.materials)
        characters = sum(len(document.text) for document in documents)
    return statistics.median(spent), characters


def _long_contract() -> tuple[bytes, int]:
    """The longest test contract in plain text, and how many articles and numbered clauses it has."""
    from corpus.formats import read_document
    from models.training.contracts.whole import WHOLE

    path = max((WHOLE / "dev").glob("*.txt"), key=lambda p: p.stat().st_size)
    data = path.read_bytes()
    return data, len(read_document(data, path.name).articles())


def _package() -> tuple[File, ...]:
    """The first test package of 15 files in real formats, its scans as docx: OCR stands apart."""
    from models.training.packages.labels import read_packages
    from models.training.packages.make import make_files

    package = next(p for p in read_packages() if len(p.files) == _PACKAGE_FILES)
    return make_files(package, scans=False)


def _bare_reading(files: tuple[File, ...]) -> float:
    """Seconds in which the bare libraries take the text out of these files, the median of five."""
    spent = []
    for _ in range(6):  # the first is not warm
        started = time.perf_counter()
        for name, data in files:
            _bare_text(name, data)
        spent.append(time.perf_counter() - started)
    return statistics.median(spent[1:])


def _bare_text(name: str, data: bytes) -> str:
    import docx
    import lxml.html
    import pypdfium2

    if name.endswith(".docx"):
        return "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
    if name.endswith(".pdf"):
        pages = pypdfium2.PdfDocument(data)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    if name.endswith(".html"):
        return "".join(map(str, lxml.html.fromstring(data).itertext()))
    return data.decode("gb18030", "replace")


def _batch(processes: int) -> float:
    jobs = [Job(path) for path in sorted(_SAMPLES.glob("*.docx"))] * 12
    started = time.perf_counter()
    characters: int = sum(
        r["document"]["characters"] for r in LocalPool(Settings(), processes).run(jobs)
    )
    return characters / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
