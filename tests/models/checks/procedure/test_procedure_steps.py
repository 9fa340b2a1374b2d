"""What a package proves, what it lacks, and what nobody may ask of it yet."""

from __future__ import annotations

import pytest
from made_up_package import MAIN, outcome_of, package_of, step_of

from corpus.library import Library
from models.packages.types import Package
from models.submission import Kind

KINDS = (Kind.NORM_DOC, Kind.GOV_RULE, Kind.MAJOR_DECISION, Kind.LOCAL_REG)


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_without_materials_is_never_said_to_lack_a_step(
    kind: Kind, library: Library
) -> None:
    outcome = outcome_of(Package(package_of().main, kind, ()), library)
    assert outcome.steps
    assert not [s for s in outcome.steps if s.status == "missing"]
    assert not [f for f in outcome.findings if "缺少程序" in f.message]


@pytest.mark.parametrize(
    ("paper", "step"),
    [
        ("说明", "PR-ND-03"),
        ("论证", "PR-ND-04"),
        ("公告", "PR-ND-06"),
        ("会签", "PR-ND-05"),
        ("竞争", "PR-ND-11"),
        ("审核", "PR-ND-12"),
    ],
)
def test_a_paper_left_out_is_missed(paper: str, step: str, library: Library) -> None:
    left_out = {paper: None, "采纳": None} if paper == "公告" else {paper: None}
    outcome = outcome_of(package_of(**left_out), library)  # type: ignore[arg-type]
    assert next(s for s in outcome.steps if s.step_id == step).status == "missing"
    assert [f for f in outcome.findings if f.check_id == step and f.suggestion]


def test_businesses_not_heard_are_missed_only_where_the_draft_touches_them(
    library: Library,
) -> None:
    deaf = ("EV-03", "意见采纳情况\n共收到意见8条，采纳5条，未采纳3条。\n2026年6月20日\n")
    assert step_of(package_of(采纳=deaf), library, "PR-ND-07").status == "missing"
    village = "栗川县村务公开办法\n第一条　村民委员会每季度公开账目。\n第二条　村民可以查阅。\n"
    quiet = step_of(package_of(village, 采纳=deaf), library, "PR-ND-07")
    assert quiet.status == "not_applicable"


def test_what_comes_after_the_decision_is_not_asked_before_it(library: Library) -> None:
    package = package_of(纪要=None)
    states = {s.step_id: s.status for s in outcome_of(package, library).steps}
    assert {states[f"PR-ND-{n}"] for n in (13, 15, 16, 17, 18)} == {"undecided"}


def test_a_satisfied_step_shows_its_words(library: Library) -> None:
    package = package_of()
    texts = {m.name: m.text for m in package.materials} | {package.main.name: package.main.text}
    for step in outcome_of(package, library).steps:
        if step.status == "satisfied":
            assert step.evidence
            assert all(e.quote and e.quote in texts[e.file] for e in step.evidence)


def test_a_statement_that_no_business_is_touched_is_believed(library: Library) -> None:
    note = (
        "EV-01",
        "起草说明\n确有必要。属于法定职权。\n本办法不涉及经营者经济活动。\n2026年8月3日\n",
    )
    result = step_of(package_of(MAIN, 说明=note, 竞争=None), library, "PR-ND-11")
    assert result.status == "not_applicable"
    assert "不涉及经营者" in result.evidence[0].quote


def test_a_lawyers_opinion_does_not_replace_the_review(library: Library) -> None:
    opinion = ("EV-11", "法律意见书\n经合法性审查，该办法合法。\n某律师事务所\n2026年8月10日\n")
    result = step_of(package_of(审核=opinion), library, "PR-ND-12")
    assert result.status == "insufficient"
    assert "不能代替" in result.message


def test_a_shorter_period_with_its_reason_passes(library: Library) -> None:
    notice = (
        "EV-02",
        "关于公开征求意见的公告\n征求意见时间为2026年5月6日至2026年5月16日。因防汛紧急，缩短征求意见期限。\n2026年5月6日\n",
    )
    assert step_of(package_of(公告=notice), library, "PR-ND-06").status == "satisfied"


def test_a_flag_rests_on_a_verified_provision(library: Library) -> None:
    for finding in outcome_of(package_of(审核=None), library).findings:
        assert not finding.severity.is_flag or any(b.verified for b in finding.basis)


def test_a_step_that_the_note_claims_and_no_paper_shows_is_missed(library: Library) -> None:
    role, text = "EV-01", "起草说明\n确有必要。属于法定职权。\n已组织专家进行论证。\n2026年8月3日\n"
    result = step_of(package_of(说明=(role, text)), library, "PR-ND-09")
    assert result.status == "missing"
    assert "专家" in result.evidence[0].quote


def test_what_the_note_says_of_the_draft_counts_as_a_cause(library: Library) -> None:
    note = ("EV-01", "说明\n属于立法权限。\n本条例补充设定一项行政处罚。\n2026年8月3日\n")
    package = package_of(MAIN, Kind.LOCAL_REG, 说明=note)
    assert step_of(package, library, "PR-LR-03").status != "not_applicable"


def test_a_document_in_force_must_have_been_published(library: Library) -> None:
    main = "栗政发〔2026〕3号\n" + MAIN.replace("2027年3月1日", "2026年10月1日")
    order = ("EV-16", "发文稿纸\n签发：同意印发。路平，2026年8月28日\n")
    assert step_of(package_of(main, 签发=order), library, "PR-ND-16").status == "missing"


def test_a_notice_board_is_no_publication(library: Library) -> None:
    board = ("EV-13", "张贴记录\n公布日期：2026年9月4日，张贴于机关公示栏\n")
    assert step_of(package_of(网页=board), library, "PR-ND-16").status == "insufficient"


def test_a_rule_issued_by_a_mere_notice_falls_short(library: Library) -> None:
    paper = ("EV-16", "发文稿纸\n签发：同意印发。路平，2026年8月28日\n")
    package = package_of(MAIN, Kind.GOV_RULE, 签发=paper)
    assert "命令公布" in step_of(package, library, "PR-GR-14").message
