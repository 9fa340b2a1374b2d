"""Words (意见书用语): title, opening, conclusion and closing notes."""

from __future__ import annotations

from collections.abc import Mapping

from models.contracts.figures.calendar import in_words
from models.review import Conclusion, Review
from models.submission import Kind
from service.options import STANCE_LABELS
from service.reports import materials
from service.reports.law_titles import nested
from service.reports.opinion.annexes import annex_mark
from service.reports.opinion.settle import Settled
from service.reports.opinion.text import flat
from service.reports.opinion.title import balanced
from service.reports.wording import cutoff

_LINE, _LONGEST = 20, 120
"""Characters of 二号 in one line of the type area, and of a title that anyone can mean."""
_NAMES = {True: "合同审查意见书", False: "合法性审查意见书"}
_TEXTS: Mapping[Conclusion, str] = {
    "不合法": "{title}的制定主体没有制定这类文件的权限，修改个别条文不能补救，建议不予制定，"
    "或者由有权机关制定。",
    "修改后合法": "{title}存在本意见{parts}所列问题，应当按照审查建议逐项修改、补正，{next}。",
    "需人工核对": "在本次审查范围内没有发现严重或者重要问题，但有本意见第五部分所列尚待核对的事项，"
    "核对清楚以前不宜作出合法的结论。",
    "合法": "在本意见载明的审查范围内，没有发现{title}存在严重或者重要的合法性问题；"
    "本意见第五部分所列未纳入审查的内容，不在本结论之内。",
    "未能完成审查": "有检查没有完成，或者没有读到可以审查的内容，本次不能作出审查结论，"
    "应当补齐后重新审查。",
}
_STANDINGS = (("unused", "没有用于核对"), ("other", "与本件无关"), ("duplicate", "重复"))
_NEXT = {
    Kind.CONTRACT: "签订",
    Kind.MAJOR_DECISION: "提请审议决定",
    Kind.LOCAL_REG: "提请审议",
    Kind.OTHER: "办理",
}


def is_contract(review: Review) -> bool:
    """Whether the opinion is one on a contract."""
    return review.submission.kind is Kind.CONTRACT


def draft_title(review: Review) -> str:
    """文稿名称 in 《》."""
    title = flat(review.submission.document.title)
    return nested(title if len(title) <= _LONGEST else f"{title[:_LONGEST]}……")


def title_lines(review: Review) -> list[str]:
    """标题: 关于《…》的 / 合法性审查意见书, on one line where it fits."""
    first, second = f"关于{draft_title(review)}的", _NAMES[is_contract(review)]
    if len(first + second) <= _LINE:
        return [first + second]
    return [*balanced(first, _LINE), second]


def opening(review: Review) -> str:
    """开头: what was handed in, and the day whose law was applied."""
    submission = review.submission
    count = len(submission.materials) + len(materials.unread(review))
    papers = f"及{count}份送审材料" if count else ""
    what = "合同文本" if is_contract(review) else ""
    return (
        f"你单位送审的{draft_title(review)}{what}{papers}收悉。"
        f"经以{in_words(review.as_of)}为基准日进行审查，现提出如下意见："
    )


def facts(settled: Settled) -> list[dict[str, str]]:
    """基本情况 as `label` and `value`."""
    review = settled.review
    submission = review.submission
    document, level = submission.document, submission.issuer_level
    rows = [("送审文稿", document.name), ("文书类型", submission.kind.label)]
    if is_contract(review):
        rows += _contract_facts(review)
    elif level is not None:
        rows.append(("制定主体层级", level.label))
    rows.append(("文稿篇幅", _length(review)))
    rows.append(("送审材料", _materials(settled)))
    return [{"label": label, "value": flat(value)} for label, value in rows]


def ground_note(settled: Settled) -> str:
    """依据说明: as of which day, and how far the library reaches."""
    review, mark = settled.review, annex_mark(settled, "texts")
    where = f"，意见所引条文的全文见{mark}" if mark else ""
    end = cutoff(review) if review.library_cutoff is None else in_words(review.library_cutoff)
    return (
        f"依据的条文均取自法规库，以{in_words(review.as_of)}有效的文本为准"
        f"（法规库收录至{end}）；注明“待核”的，引用前应当核对原文{where}。"
    )


def conclusion_text(settled: Settled) -> str:
    """结论说明: never bolder than the conclusion itself."""
    review = settled.review
    return _TEXTS[settled.conclusion].format(
        title=draft_title(review),
        parts=_parts(settled),
        next=_next(review),
    )


def _next(review: Review) -> str:
    """What may follow once everything is mended; something published must be mended all the same."""
    if review.filing and review.filing.publication.day:
        return "文件已经公布的，由制定机关依法修改、补正后重新公布，或者停止执行有关规定"
    return f"经复核符合规定后，方可{_NEXT.get(review.submission.kind, '提请审议')}"


def statement(settled: Settled) -> str:
    """说明 at the end: that a machine helped to draft it."""
    how = (
        "审查发现已经审查人员逐项处理"
        if settled.decided and not settled.pending
        else "供审查人员复核修改"
    )
    return (
        f"本意见书由法审（{settled.review.versions.fashen}版）辅助拟制，{how}，"
        "经审查人员签字、审查机构盖章后生效。"
    )


def versions(settled: Settled) -> str:
    """所用版本: what the opinion rests on, for the properties of the file."""
    found = settled.review.versions
    models = "" if found.models == "none" else f"、模型{found.models}"
    return f"所用版本：法规库{found.library}、审查知识{found.knowledge}{models}。"


def _parts(settled: Settled) -> str:
    """The parts of the opinion that list what must be changed."""
    steps = {step.step_id for step in settled.review.steps}
    flags = [finding for finding in settled.findings if finding.severity.is_flag]
    named = {
        "三": any(finding.check_id in steps for finding in flags),
        "四": any(finding.check_id not in steps for finding in flags),
        "五": any(finding.severity.is_flag for finding in settled.pending),
    }
    return f"第{'、'.join(part for part, listed in named.items() if listed)}部分"


def _length(review: Review) -> str:
    document = review.submission.document
    articles = len(document.articles())
    return f"{len(document.text)}字，{articles}条" if articles else f"{len(document.text)}字"


def _materials(settled: Settled) -> str:
    review = settled.review
    if materials.is_draft_only(review):
        return "未随附"
    read, lost = materials.rows(review), len(materials.unread(review))
    total, mark = f"{len(read) + lost}份", annex_mark(settled, "materials")
    counts = [(sum(r.standing == k for r in read if r.understood), w) for k, w in _STANDINGS]
    parts = [f"{count}份{word}" for count, word in (*counts, (lost, "没有读到")) if count]
    return f"{'，其中'.join(filter(None, (total, '、'.join(parts))))}（清单见{mark}）"


def _contract_facts(review: Review) -> list[tuple[str, str]]:
    rows = [("审查立场", STANCE_LABELS[review.submission.stance])]
    contract = review.contract
    if contract is None:
        return rows
    names = "、".join(guess.name for guess in contract.kinds)
    parties = "；".join(
        f"{party.role}{party.name.value if party.name else '（名称空白）'}"
        for party in contract.parties
    )
    return [("合同类型", names or "未能识别"), ("当事人", parties or "未能识别"), *rows]
