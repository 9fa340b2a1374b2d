"""Scores of test packages: what counts as right, as found, as quoted, as the right role."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from made_up_reviews import made_up
from support import submission_of

from corpus.document import Document
from corpus.formats import read_document
from models.finding import CheckFailure, Evidence, StepResult, StepStatus
from models.packages.types import Material, Package, Relation, Role
from models.review import Review
from models.submission import IssuerLevel, Kind
from models.training.packages.labels import Gap, LabelledMaterial, LabelledPackage, LabelledStep
from models.training.packages.roles import NO_ROLE, UNREAD, misread
from models.training.packages.score import ProcedureScores, score

DRAFT = "石滩镇河道管护办法\n第一条 为了管护河道，制定本办法。\n第二条 自2027年1月1日起施行，有效期五年。\n"
NOTICE = "关于公开征求《石滩镇河道管护办法》意见的公告\n公示时间为6月1日至6月5日。\n"


def document(name: str, text: str) -> Document:
    """The text under a name that real formats would have."""
    return replace(read_document(text.encode(), "a.txt"), name=name)


def labelled(
    steps: dict[str, tuple[str, ...]],
    gaps: tuple[str, ...] = (),
    materials: tuple[LabelledMaterial, ...] = (),
) -> LabelledPackage:
    return LabelledPackage(
        folder=Path("x/p01"),
        name="材料包",
        main="办法.txt",
        kind=Kind.NORM_DOC,
        issuer_level=IssuerLevel.TOWNSHIP,
        as_of=date(2026, 11, 20),
        clean=not gaps,
        zipped=False,
        formats={},
        materials=materials,
        steps=tuple(LabelledStep(s, right, "公告.txt", "", "") for s, right in steps.items()),
        gaps=tuple(Gap(step, "too_short", "") for step in gaps),
    )


def reviewed(
    steps: dict[str, StepStatus], evidence: Evidence | None = None, **more: object
) -> Review:
    submission = replace(
        submission_of(DRAFT, "norm_doc", "township"),
        document=document("办法.docx", DRAFT),
        materials=(document("公告.pdf", NOTICE),),
    )
    quoted = (evidence,) if evidence else ()
    results = tuple(StepResult(s, s, status, "", quoted) for s, status in steps.items())
    return replace(made_up(**more), submission=submission, steps=results)


def scored(package: LabelledPackage, review: Review) -> ProcedureScores:
    return score([(package, review)])


# --- steps ------------------------------------------------------------------------------------


def test_every_answer_that_the_label_allows_is_right() -> None:
    package = labelled({"PR-ND-09": ("not_applicable", "undecided")})
    assert scored(package, reviewed({"PR-ND-09": "undecided"})).steps.right == 1
    assert scored(package, reviewed({"PR-ND-09": "not_applicable"})).steps.right == 1
    assert scored(package, reviewed({"PR-ND-09": "missing"})).steps.right == 0


def test_a_step_that_the_review_does_not_list_is_wrong_and_shown_as_such() -> None:
    scores = scored(labelled({"PR-ND-06": ("satisfied",)}), reviewed({}))
    assert (scores.steps.right, scores.steps.total) == (0, 1)
    assert scores.confusion() == {"PR-ND-06": {("satisfied", "absent"): 1}}


def test_a_special_step_that_does_not_apply_may_be_left_out() -> None:
    package = labelled({"PR-PX-01": ("not_applicable", "undecided"), "PR-PX-02": ("undecided",)})
    special = tuple(replace(step, special=True) for step in package.steps)
    scores = scored(replace(package, steps=special), reviewed({}))
    assert scores.passed_over == 1
    assert [answer.step.step_id for answer in scores.wrong] == ["PR-PX-02"]
    assert scored(package, reviewed({})).passed_over == 0


def test_the_confusion_puts_an_allowed_answer_on_its_own_row() -> None:
    package = labelled({"PR-ND-06": ("insufficient", "missing"), "PR-ND-09": ("satisfied",)})
    scores = scored(package, reviewed({"PR-ND-06": "missing", "PR-ND-09": "undecided"}))
    assert scores.confusion() == {
        "PR-ND-06": {("missing", "missing"): 1},
        "PR-ND-09": {("satisfied", "undecided"): 1},
    }


def test_steps_without_a_label_are_counted_apart() -> None:
    scores = scored(labelled({}), reviewed({"PR-PX-01": "missing"}))
    assert scores.unlabelled == {("PR-PX-01", "missing"): 1}
    assert scores.steps.total == 0


@pytest.mark.parametrize(
    ("status", "found"),
    [("missing", 1), ("insufficient", 1), ("satisfied", 0), ("undecided", 0)],
)
def test_a_gap_is_found_when_its_step_comes_out_open(status: StepStatus, found: int) -> None:
    package = labelled({"PR-ND-06": ("insufficient",)}, gaps=("PR-ND-06",))
    assert scored(package, reviewed({"PR-ND-06": status})).found.right == found


def test_an_open_step_is_a_false_alarm_only_in_a_clean_package() -> None:
    steps = {"PR-ND-06": ("insufficient",), "PR-ND-09": ("not_applicable",)}
    answers: dict[str, StepStatus] = {"PR-ND-06": "insufficient", "PR-ND-09": "missing"}
    alarms = scored(labelled(steps), reviewed(answers)).alarms
    assert [alarm.step.step_id for alarm in alarms] == ["PR-ND-09"]
    assert scored(labelled(steps, gaps=("PR-ND-06",)), reviewed(answers)).alarms == []


def test_a_crashed_check_is_told() -> None:
    crash = CheckFailure("procedure", "未能完成", "KeyError @ x.py:1")
    scores = scored(labelled({}), reviewed({}, failures=(crash,)))
    assert scores.failures == [("x/p01", "KeyError @ x.py:1")]


# --- evidence ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("evidence", "unquoted"),
    [
        (Evidence("公告.pdf", "公示时间为6月1日至6月5日"), 0),
        (Evidence("办法.docx", "有效期五年"), 0),
        (Evidence("公告.pdf", "公示时间为30日"), 1),
        (Evidence("纪要.docx", "公示时间为6月1日至6月5日"), 1),
        (Evidence("公告.pdf", " "), 1),
        (None, 1),
    ],
)
def test_a_satisfied_step_needs_a_quote_that_stands_in_the_file_named(
    evidence: Evidence | None, unquoted: int
) -> None:
    package = labelled({"PR-ND-06": ("satisfied",)})
    scores = scored(package, reviewed({"PR-ND-06": "satisfied"}, evidence))
    assert len(scores.unquoted) == unquoted


def test_evidence_out_of_another_paper_than_the_label_names_is_told() -> None:
    package = labelled({"PR-ND-06": ("satisfied",)})
    scores = scored(package, reviewed({"PR-ND-06": "satisfied"}, Evidence("办法.docx", "五年")))
    assert (scores.same_file.right, scores.same_file.total) == (0, 1)


# --- the draft and the materials --------------------------------------------------------------


def material(
    name: str, *roles: str, relation: Relation = "own", duplicate_of: str = ""
) -> Material:
    told = tuple(Role(role, "文件名") for role in roles)
    return Material(document(name, NOTICE), told, relation, "", duplicate_of)


def package_of(*materials: Material) -> Package:
    return Package(document("办法.txt", DRAFT), Kind.NORM_DOC, materials)


def label(file: str, *roles: str, duplicate_of: str = "") -> LabelledMaterial:
    return LabelledMaterial(file, roles, duplicate_of)


@pytest.mark.parametrize(
    ("right", "found"),
    [
        (label("公告.txt", "EV-02"), material("公告.html", "EV-02", "EV-03")),
        (label("公告.txt", "EV-03", "EV-02"), material("公告.pdf", "EV-02")),
        (label("公告.txt", "unrelated"), material("公告.pdf")),
        (label("公告.txt", "unrelated"), material("公告.pdf", "EV-02", relation="other")),
        (label("公告.txt", "other"), material("公告.pdf")),
        (label("公告.txt", "other"), material("公告.pdf", "EV-29")),
    ],
)
def test_a_material_taken_for_what_it_is(right: LabelledMaterial, found: Material) -> None:
    assert misread(right, package_of(found)) is None


@pytest.mark.parametrize(
    ("right", "found", "taken_for"),
    [
        (label("公告.txt", "EV-02"), material("公告.pdf", "EV-03", "EV-02"), "EV-03"),
        (label("公告.txt", "other"), material("公告.pdf", "EV-02"), "EV-02"),
        (label("公告.txt", "EV-02"), material("公告.pdf"), NO_ROLE),
        (label("公告.txt", "EV-02"), material("公告.pdf", "EV-02", relation="other"), "unrelated"),
        (label("公告.txt", "unrelated"), material("公告.pdf", "EV-02"), "EV-02"),
        (label("公告.txt", "EV-02"), material("纪要.pdf", "EV-12"), UNREAD),
    ],
)
def test_a_material_taken_for_something_else(
    right: LabelledMaterial, found: Material, taken_for: str
) -> None:
    wrong = misread(right, package_of(found))
    assert wrong is not None
    assert wrong.taken_for == taken_for


def test_failed_evidence_may_be_about_another_document() -> None:
    package = package_of(material("纪要.pdf", "EV-12", relation="other"))
    assert misread(label("纪要.txt", "EV-12"), package, fails=True) is None
    assert misread(label("纪要.txt", "EV-12"), package) is not None


def test_which_of_two_alike_files_is_the_copy_is_left_open() -> None:
    first, second = material("公告.pdf", "EV-02"), material("附件9.docx", "EV-02")
    labels = (label("公告.txt", "EV-02"), label("附件9.txt", "duplicate", duplicate_of="公告.txt"))
    for package in (
        package_of(first, replace(second, duplicate_of="公告.pdf")),
        package_of(replace(first, duplicate_of="附件9.docx"), second),
    ):
        assert [misread(one, package) for one in labels] == [None, None]
    assert misread(labels[1], package_of(first, second)) is not None


def test_the_draft_is_told_apart_from_its_materials() -> None:
    scores = scored(labelled({}), reviewed({}))
    assert (scores.mains.right, scores.mains.total) == (1, 1)
