"""A complete package of our own writing, whose papers a test may replace one by one."""

from __future__ import annotations

from datetime import date

from support import context_of

from corpus.formats import read_document
from corpus.library import Library
from models.checks.procedure.check import review_package
from models.finding import Outcome, StepResult
from models.packages.types import Material, Package, Relation, Role
from models.submission import IssuerLevel, Kind, Submission

AS_OF = date(2026, 11, 20)
MAIN = """栗川县冷藏仓储扶持办法
（送审稿）

第一条　为了支持冷藏仓储企业降低损耗，结合本县实际，制定本办法。
第二条　企业可以按照库容申请补助，经营者应当如实申报。
第三条　企业应当保留用电记录，主管局可以抽查。
第四条　受助企业不得虚报库容。
第五条　县商务局负责本办法的实施。
第六条　本办法自2027年3月1日起施行，有效期五年。对已经建成的冷库给予六个月的过渡期。
"""
PAPERS: dict[str, tuple[str, str]] = {
    "说明.txt": (
        "EV-01",
        """关于《栗川县冷藏仓储扶持办法（送审稿）》的起草说明
本县没有冷藏仓储方面的文件，制定本办法确有必要。内容属于县人民政府的法定职权。
2026年3月2日启动起草。
栗川县商务局
2026年8月3日
""",
    ),
    "论证.txt": (
        "EV-17",
        "评估论证报告\n结论认为办法必要、可行、合理。\n栗川县商务局（印章）\n2026年4月20日\n",
    ),
    "公告.txt": (
        "EV-02",
        """关于公开征求《栗川县冷藏仓储扶持办法（征求意见稿）》意见的公告
征求意见时间为2026年5月6日至2026年6月10日。
栗川县商务局
2026年5月6日
""",
    ),
    "采纳.txt": (
        "EV-03",
        """意见采纳情况
共收到意见8条，采纳5条，未采纳3条。
1|放宽库容门槛|未采纳|与财力不符
座谈会参加单位：县冷链行业协会会长路平、三家企业代表
栗川县商务局
2026年6月20日
""",
    ),
    "会签.txt": ("EV-05", "会签单\n县财政局|同意|5月9日（印章）\n县商务局\n2026年5月12日\n"),
    "竞争.txt": (
        "EV-08",
        """公平竞争审查表
起草单位意见：可以出台
县市场监督管理局意见：经会同审查，不具有排除、限制竞争效果，可以出台（印章）
2026年7月1日
""",
    ),
    "审核.txt": (
        "EV-10",
        """合法性审核意见
县商务局：
你局2026年8月5日送来的《栗川县冷藏仓储扶持办法（送审稿）》收悉。
经审核，该文件合法，可以提请县人民政府常务会议审议。
栗川县司法局（印章）
2026年8月17日
""",
    ),
    "纪要.txt": (
        "EV-12",
        """栗川县人民政府常务会议纪要
2026年8月26日，县长主持召开县人民政府第9次常务会议。
一、会议审议通过了《栗川县冷藏仓储扶持办法》，按程序印发。
二、会议听取了防汛工作汇报。
栗川县人民政府办公室
2026年8月27日
""",
    ),
}


def package_of(
    main: str = MAIN,
    kind: Kind = Kind.NORM_DOC,
    relations: dict[str, Relation] | None = None,
    **papers: tuple[str, str] | None,
) -> Package:
    """The package with some papers replaced (name without ending), added or, by None, left out."""
    kept: dict[str, tuple[str, str]] = dict(PAPERS)
    for name, paper in papers.items():
        if paper is None:
            del kept[f"{name}.txt"]
        else:
            kept[f"{name}.txt"] = paper
    materials = tuple(
        Material(
            read_document(text.encode(), name),
            (Role(role, "测试"),),
            (relations or {}).get(name, "own"),
            "是关于另一份文件的",
        )
        for name, (role, text) in kept.items()
    )
    return Package(read_document(main.encode(), "草案.txt"), kind, materials)


def changed(name: str, old: str, new: str) -> tuple[str, str]:
    """A paper of the package with some words replaced."""
    role, text = PAPERS[f"{name}.txt"]
    assert old in text
    return role, text.replace(old, new)


def outcome_of(package: Package, library: Library, as_of: date = AS_OF) -> Outcome:
    """Review a package."""
    documents = tuple(m.document for m in package.materials)
    submission = Submission(package.main, package.kind, IssuerLevel.COUNTY, materials=documents)
    return review_package(package, submission, context_of(library, as_of))


def step_of(package: Package, library: Library, step: str) -> StepResult:
    """The result of one step of a package."""
    return next(s for s in outcome_of(package, library).steps if s.step_id == step)
