"""Labels of test packages: both authors' dialects, the main draft, wrong labels refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import KnowledgeError
from corpus.knowledge import load_knowledge
from models.submission import IssuerLevel
from models.training.packages.labels import LabelledPackage, read_packages

LABEL = """
name: 某镇河道管护办法
kind: norm_doc
issuer_level: city_dept
as_of: 2026-11-20
clean: false
formats: {办法.txt: docx, 公告.txt: html}
zip: true
materials:
  - {file: 办法.txt, role: EV-22, why: 主文稿}
  - {file: 公告.txt, role: EV-02, alt: EV-03}
  - {file: 附件1.txt, role: 'duplicate_of: 公告.txt', accept: [EV-02]}
steps:
  PR-ND-06: {status: insufficient, accept: [insufficient, missing], file: 公告.txt, quote: 公示5日}
  PR-ND-09: {status: not_applicable, alt: undecided}
special_steps:
  PR-PX-01: {status: not_applicable}
gaps:
  - {step: PR-ND-06, kind: too_short, why: 只有5日}
"""


def written(folder: Path, label: str = LABEL) -> Path:
    package = folder / "p01"
    package.mkdir()
    for name in ("办法.txt", "公告.txt", "附件1.txt"):
        (package / name).write_text("公示5日", "utf-8")
    (package / "label.yaml").write_text(label, "utf-8")
    return folder


def read_one(folder: Path, label: str = LABEL) -> LabelledPackage:
    (package,) = read_packages(written(folder, label))
    return package


def test_both_ways_of_writing_a_second_answer_are_read(tmp_path: Path) -> None:
    package = read_one(tmp_path)
    steps = {step.step_id: step.statuses for step in package.steps}
    assert steps == {
        "PR-ND-06": ("insufficient", "missing"),
        "PR-ND-09": ("not_applicable", "undecided"),
        "PR-PX-01": ("not_applicable",),
    }
    assert [step.step_id for step in package.steps if step.special] == ["PR-PX-01"]
    assert [m.roles for m in package.materials] == [("EV-02", "EV-03"), ("duplicate", "EV-02")]
    assert package.materials[1].duplicate_of == "公告.txt"


def test_the_draft_is_no_material_however_the_label_lists_it(tmp_path: Path) -> None:
    package = read_one(tmp_path)
    assert package.main == "办法.txt"
    assert [path.name for path in package.files] == ["办法.txt", "公告.txt", "附件1.txt"]


def test_the_file_that_no_material_is_is_the_draft(tmp_path: Path) -> None:
    unlisted = LABEL.replace("  - {file: 办法.txt, role: EV-22, why: 主文稿}\n", "")
    assert read_one(tmp_path, unlisted).main == "办法.txt"


def test_a_department_counts_with_its_government(tmp_path: Path) -> None:
    assert read_one(tmp_path).issuer_level is IssuerLevel.CITY


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("status: insufficient", "status: half_done", "half_done"),
        ("kind: norm_doc", "kind: poem", "poem"),
        ("name: 某镇", "title: 某镇", "name"),
        ("file: 附件1.txt", "file: 附件2.txt", "没有文件 附件2.txt"),
        ("gaps:", "gaps: [", "标注有误"),
    ],
)
def test_a_wrong_label_is_refused_and_says_what_is_wrong(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(KnowledgeError, match=told):
        read_one(tmp_path, LABEL.replace(old, new, 1))


def test_a_folder_without_packages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"label\.yaml"):
        read_packages(tmp_path)


def test_the_shipped_packages_label_every_step_of_their_kind_with_quotes_that_stand_there() -> None:
    packages = read_packages()
    assert len(packages) >= 12
    assert sum(package.clean for package in packages) >= 4
    known = load_knowledge().procedures
    for package in packages:
        labelled = {step.step_id for step in package.steps}
        assert {p.id for p in known if p.kind == package.kind.value} <= labelled
        assert package.clean == (not package.gaps)
        assert {gap.step_id for gap in package.gaps} <= labelled
        for step in package.steps:
            if step.quote:
                assert step.quote in (package.folder / step.file).read_text("utf-8")
            if step.status == "satisfied":
                assert step.quote
