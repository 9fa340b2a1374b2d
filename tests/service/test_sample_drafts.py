"""The shipped sample drafts are what their sources say and hold what the list of defects says."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT, context_of

from corpus.document import Document
from corpus.formats import read_document
from corpus.library import Library
from models.checks.consistency import ConsistencyCheck
from models.checks.contract import ContractCheck
from models.checks.form import FormCheck
from models.checks.locate import article_name
from models.submission import IssuerLevel, Kind, Submission
from service.samples.make import HERE, NAMES, build, main

EXPECTED: dict[str, Any] = yaml.safe_load(
    (ROOT / "tests" / "data" / "samples_expected.yaml").read_text("utf-8")
)
OURS = ("FR-", "N0", "N38", "T60", "consistency:")


def read(name: str) -> Document:
    return read_document((HERE / name).read_bytes(), name)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {n: packed.read(n) for n in ("word/document.xml", "word/numbering.xml")}


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_sample_is_built_from_its_source_and_small(name: str) -> None:
    shipped = (HERE / f"{name}.docx").read_bytes()
    source = (HERE / f"{name}.txt").read_text("utf-8")
    assert parts(shipped) == parts(build(source))
    assert build(source) == build(source)
    assert len(shipped) < 40_000


def test_the_script_writes_both_samples_into_a_folder(tmp_path: Path) -> None:
    main(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_every_place_of_the_list_is_an_article_of_the_sample(name: str) -> None:
    articles = {article_name(a) for a in read(name).articles()}
    wanted = {d["article"] for d in EXPECTED[name]["defects"]} - {None}
    assert wanted | set(EXPECTED[name]["lookalikes"]) <= articles
    flagged_now = {d["article"] for d in EXPECTED[name]["defects"]}
    assert flagged_now.isdisjoint(EXPECTED[name]["lookalikes"])


def test_items_that_word_numbers_are_read_with_their_numbers() -> None:
    document = read("sample_norm_doc.docx")
    fifth = next(a for a in document.articles() if a.ordinal == 5)
    assert "（一）" in fifth.span.of(document.text)
    assert "（六）" in fifth.span.of(document.text)


@pytest.mark.parametrize("name", EXPECTED)
def test_form_and_consistency_find_what_is_theirs_and_flag_nothing_else(
    name: str, library: Library
) -> None:
    expected = EXPECTED[name]
    kind, level = Kind(expected["kind"]), IssuerLevel(expected["issuer_level"])
    submission = Submission(read(name), kind, level)
    context = context_of(library)
    checks = [c for c in (FormCheck(), ContractCheck(), ConsistencyCheck()) if kind in c.kinds]
    findings = [f for c in checks for f in c.run(submission, context).findings]
    for defect in expected["defects"]:
        ours = [i for i in defect["check_ids"] if i.startswith(OURS)]
        if ours and "since" not in defect:
            assert any(
                f.check_id.startswith(tuple(ours)) and f.locator.article == defect["article"]
                for f in findings
            ), defect
    flags = {f.locator.article for f in findings if f.severity.is_flag}
    assert flags.isdisjoint(expected["lookalikes"])
