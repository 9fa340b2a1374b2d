"""A made-up review for tests of the reports, with every kind of outcome in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from support import submission_of

from corpus.document import Unread, UnreadKind
from corpus.formats import read_document
from corpus.span import Span
from models.finding import (
    CheckFailure,
    Clearance,
    Evidence,
    Finding,
    LegalBasis,
    Locator,
    Severity,
    StepResult,
    Undecided,
)
from models.packages.types import Material, Package, Role
from models.review import Review, Versions
from models.submission import Kind

TEXT = "石城市集市管理办法\n第一条 摊位每日收费十元。\n第二条 外地摊贩另收二十元。\n"
BASIS = LegalBasis("某法", "第一条", "in_force", "本条文字由测试自拟。", True)
DOUBTFUL = LegalBasis("某条例", "第二条", "not_in_library", "", False)


def finding(
    words: str = "收费十元", severity: Severity = Severity.MAJOR, **more: object
) -> Finding:
    start = TEXT.index(words)
    made = Finding(
        check_id="content",
        category="sets_fee",
        severity=severity,
        message="无依据收费。",
        source="rule",
        span=Span(start, start + len(words)),
        quote=words,
        locator=Locator("第一条", None, None, "art_1"),
        basis=(BASIS, DOUBTFUL),
        suggestion="删去。",
        confidence=0.9,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def made_up(**more: object) -> Review:
    """A quiet review; give it what the test is about."""
    plain = Review(
        submission=submission_of(TEXT),
        as_of=date(2026, 11, 24),
        findings=(),
        steps=(),
        cleared=(),
        undecided=(),
        unread=(),
        failures=(),
        versions=Versions("0.1.0", "库一", "知识一", "none"),
        library_cutoff=date(2026, 8, 28),
        timings_ms={"read": 1.5},
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def full() -> Review:
    """A review with something in every part."""
    missing = finding(span=None, quote="", locator=Locator(), category="missing_date")
    return made_up(
        findings=(finding(), finding("外地摊贩", Severity.CRITICAL), missing),
        steps=(
            StepResult(
                "PR-1", "公开征求意见", "missing", "没有材料。", (Evidence("甲.txt", "无"),)
            ),
        ),
        cleared=(Clearance("sets_fee", "basis", "有依据。", basis=(BASIS,)),),
        undecided=(Undecided("content", "sets_fee", "须人工判断。", Span(0, 3), TEXT[:3]),),
        unread=(Unread(UnreadKind.IMAGE, "有图片没有读。", 2),),
        failures=(CheckFailure("form", "“形式”未能完成。", "ValueError @ form.py:1"),),
    )


def with_package() -> Review:
    """A review with materials of every kind: used, unused, of another document, repeated, unread."""
    papers = {
        name: read_document(text.encode(), name)
        for name, text in {
            "公告.txt": "关于征求《石城市集市管理办法》意见的公告。公告期为五日。",
            "会签.txt": "各部门对《石城市集市管理办法》均无意见。",
            "通知.txt": "关于开展爱国卫生运动的通知。",
            "公告（副本）.txt": "关于征求《石城市集市管理办法》意见的公告。公告期为五日。",
        }.items()
    }
    notice, signed, foreign, copy = papers.values()
    materials = (
        Material(notice, (Role("EV-02", "标题写明征求意见"),), "own", "写明本件名称"),
        Material(signed, (Role("EV-05", "用户指定"),), "own", "写明本件名称", chosen=True),
        Material(foreign, (), "other", "是另一件事"),
        Material(copy, (Role("EV-02", "标题写明征求意见"),), "own", "写明本件名称", "公告.txt"),
    )
    evidence = (Evidence("公告.txt", "公告期为五日"),)
    submission = replace(
        submission_of(TEXT), materials=tuple(papers.values()), main_reason="标题是“办法”"
    )
    return made_up(
        submission=submission,
        package=Package(submission.document, Kind.NORM_DOC, materials),
        steps=(
            StepResult("PR-1", "听取意见", "satisfied", "见“公告.txt”。", evidence, (BASIS,)),
            StepResult(
                "PR-2",
                "公开征求意见",
                "insufficient",
                "公告期不足三十日。",
                evidence,
                (BASIS, DOUBTFUL),
                Severity.MAJOR,
                "重新公告三十日。",
            ),
            StepResult("PR-3", "听证", "not_applicable", "不涉及。"),
            StepResult("PR-4", "专家论证", "missing", "没有。", (), (), Severity.MINOR, "补办。"),
            StepResult("PR-5", "备案", "undecided", "尚未公布。"),
        ),
        unread=(Unread(UnreadKind.MATERIAL, "送审材料“预算.xlsx”没有读到：[E102] 不支持。"),),
    )


def draft_only() -> Review:
    """A review without materials, whose steps are a checklist."""
    return made_up(
        steps=(
            StepResult("PR-2", "公开征求意见", "undecided", "没有随附材料，不能核对。应有：公告。"),
            StepResult("PR-3", "听证", "not_applicable", "不涉及。"),
        )
    )
