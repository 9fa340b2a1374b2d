"""Wording (措辞): the Chinese words that the readable reports share."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.citations.types import Verdict
from corpus.document import Document
from corpus.numbering import format_number
from corpus.span import Span
from models.checks.locate import place_name
from models.contracts.types import Nature, Party
from models.finding import Clearance, Finding, LegalBasis, StepResult, StepStatus, Undecided
from models.review import Review
from models.submission import Kind
from service.options import STANCE_LABELS
from service.reports.law_titles import law_title

_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_WORDS = 12
_SAID = re.compile("^“(?P<words>[^”]{10,}|[^”]{6,9}(?=”属于))”")
_STOPS = "、.．，, "
_KNOWN = (Verdict.REPEALED.value, Verdict.NOT_YET.value)
_STATES = {Verdict.NOT_IN_LIBRARY: "法规库未收录"}
Entry = Finding | Undecided | Clearance
Labels = Mapping[str, str]
"""Category ids and their Chinese names."""

SOURCE_LABELS = {
    "classifier": "模型判断",
    "rule": "规则",
    "comparison": "与上位法比对",
    "arithmetic": "计算",
    "checklist": "清单核对",
    "citation": "引用核对",
}
CLEARED_BY = {
    "act": "行为识别",
    "power": "设定权",
    "basis": "上位法依据",
    "limit": "上位法限度",
    "citation": "引用核对",
    "form": "形式",
    "consistency": "前后一致",
    "arithmetic": "计算",
    "checklist": "清单核对",
}
NOT_APPLICABLE: StepStatus = "not_applicable"
STEP_LABELS: dict[StepStatus, str] = {
    "satisfied": "已落实",
    "missing": "缺失",
    "insufficient": "不充分",
    "not_applicable": "不适用",
    "undecided": "未能判断",
}


def place(entry: Entry, document: Document) -> str:
    """位置: 第十一条第一款第（三）项; 全文 for what has no place, 送审材料 for a step."""
    where = entry.locator
    if where.article is None:
        nowhere = "送审材料" if getattr(entry, "check_id", "").startswith("PR-") else "全文"
        return _by_words(document, entry.span) if entry.span else nowhere
    paragraph = f"第{format_number(where.paragraph)}款" if where.paragraph else ""
    item = f"第{where.item.rstrip(_STOPS)}项" if where.item else ""
    return f"{where.article.rstrip(_STOPS)}{paragraph}{item}"


def _by_words(document: Document, span: Span) -> str:
    """落款, 文首 and the like; of a text without numbers, how its paragraph begins."""
    name = place_name(document, span)
    if name != "正文":
        return name
    start = document.text.rfind("\n", 0, span.start) + 1
    line = " ".join(document.text[start:].split("\n", 1)[0].split())
    return f"“{line[:_WORDS]}{'…' if len(line) > _WORDS else ''}”一段" if line else name


def length(document: Document) -> str:
    """篇幅: characters, and articles where there are any."""
    articles = len(document.articles())
    return f"{len(document.text)} 字" + (f"，{articles} 条" if articles else "，没有分条")


def report_name(review: Review) -> str:
    """报告名称 by the kind of document."""
    is_contract = review.submission.kind is Kind.CONTRACT
    return "合同审查报告" if is_contract else "合法性审查报告"


def open_steps(review: Review) -> list[StepResult]:
    """适用的程序步骤: all but those that do not apply."""
    return [step for step in review.steps if step.status != NOT_APPLICABLE]


def category(entry: Finding | Undecided, labels: Labels) -> str:
    """类目名称, or the id where the knowledge has no name for it."""
    return labels.get(entry.category, entry.category)


def problem(finding: Finding) -> str:
    """问题: the message, without the words of the draft that a report quotes beside it."""
    said = _SAID.match(finding.message)
    quoted = "".join(finding.quote.split())
    if said is None or "".join(said["words"].rstrip("…").split()) not in quoted:
        return in_words(finding.message)
    return in_words(f"该内容{finding.message[said.end() :]}")


def in_words(text: str) -> str:
    """日期 as documents write them: 2026年8月15日 for 2026-08-15."""
    return _DAY.sub(lambda d: f"{int(d[1])}年{int(d[2])}月{int(d[3])}日", text)


def basis_title(basis: LegalBasis) -> str:
    """依据名称: 《某法》第十六条; a file known by its number alone takes no 《》."""
    return f"{law_title(basis.law)}{basis.article}"


def basis_state(basis: LegalBasis) -> str:
    """依据状态: 有效, or what it is, with 待核 where the library could not verify it.

    That a law is repealed or not yet in force is a result by itself and needs no 待核.
    """
    try:
        verdict = Verdict(basis.validity)
        state = _STATES.get(verdict, verdict.label)
    except ValueError:
        state = basis.validity
    return state if basis.verified or basis.validity in _KNOWN else f"{state}，待核"


def facts(review: Review) -> list[tuple[str, str]]:
    """文件要素: label and value for the head of a report."""
    submission = review.submission
    document = submission.document
    level = submission.issuer_level
    rows = [
        ("文件", document.name),
        ("文书类型", _with_reason(submission.kind.label, submission.kind_reason)),
        (
            "制定主体层级",
            _with_reason(level.label if level else "未能识别", submission.level_reason),
        ),
        ("审查基准日", review.as_of.isoformat()),
        ("法规库收录截止", cutoff(review)),
        ("篇幅", length(document)),
    ]
    if submission.kind is Kind.CONTRACT:
        rows[2:3] = _contract_facts(review)
    return rows


def _contract_facts(review: Review) -> list[tuple[str, str]]:
    stance, contract = review.submission.stance, review.contract
    shown = STANCE_LABELS[stance]
    if contract is None:
        return [("审查立场", shown)]
    if contract.suggested_stance is not stance:
        suggested = STANCE_LABELS[contract.suggested_stance]
        shown += f"（建议按{suggested}审查：{contract.stance_reason}）"
    kinds = "；".join(f"{g.name}（{g.reason}）" for g in contract.kinds)
    return [
        ("审查立场", shown),
        ("合同类型", kinds or "未能识别，只按各类合同共同的要求审查"),
        ("当事人", "；".join(_party(party) for party in contract.parties) or "未能识别"),
    ]


def _party(party: Party) -> str:
    name = party.name.value if party.name else "名称空白"
    nature = "" if party.nature is Nature.UNKNOWN else f"（{party.nature.label}）"
    return f"{party.role} {name}{nature}"


def cutoff(review: Review) -> str:
    """收录截止日: the newest text in the library, or that none is known."""
    return review.library_cutoff.isoformat() if review.library_cutoff else "不明"


def versions(review: Review) -> list[tuple[str, str]]:
    """版本: label and value."""
    found = review.versions
    models = "未使用" if found.models == "none" else found.models
    return [
        ("法审程序", found.fashen),
        ("法规库", found.library),
        ("法规库收录截止", cutoff(review)),
        ("审查知识", found.knowledge),
        ("模型", models),
    ]


def _with_reason(value: str, reason: str) -> str:
    return f"{value}（{reason.rstrip('。')}）" if reason else value
