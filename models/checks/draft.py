"""Draft (送审稿视图): what the form and consistency rules ask of a submission, worked out once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.document import Document, Provision, ProvisionKind
from corpus.knowledge.types import BasisRef
from corpus.span import Span
from models.checks.base import Context
from models.checks.grounding import ground
from models.checks.locate import locate, place_name
from models.finding import Clearance, Finding, LegalBasis, Outcome, Severity, Source
from models.submission import Kind, Submission

_GENRES = [
    "实施细则",
    "实施办法",
    "条例",
    "办法",
    "规定",
    "细则",
    "规则",
    "规程",
    "规范",
    "决定",
    "决议",
    "意见",
    "通知",
    "通告",
    "公告",
    "公报",
    "方案",
    "计划",
    "规划",
    "纲要",
    "要点",
    "标准",
    "基准",
    "目录",
    "清单",
    "指引",
    "指南",
    "制度",
    "批复",
    "答复",
    "函",
    "报告",
    "通报",
    "合同书",
    "合同",
    "协议书",
    "协议",
]
_GENRE = re.compile(f"({'|'.join(_GENRES)})$")
_STAGE = re.compile(
    r"[（(](?:试行|暂行|草案|修订草案|示范文本|[^（）()]{0,8}稿|[^（）()]{0,10}修[订正])[）)]$"
)
_TITLE_LINES = 3
_REGULATORY = frozenset(
    ["实施细则", "实施办法", "条例", "办法", "规定", "细则", "规则", "规程", "规范"]
)
_SUMS_OF_COMPENSATION = frozenset({"N32", "N33"})
_IN_HUBEI = re.compile("湖北|荆州|鄂政")


@dataclass(frozen=True, slots=True)
class Issue:
    """问题: what a rule objects to; the runner grounds it and makes the finding.

    `rule` is the id of the form rule, contract term or numeric check whose bases support it.
    """

    check_id: str
    category: str
    rule: str
    severity: Severity
    message: str
    suggestion: str
    span: Span | None = None
    source: Source = "rule"
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Fine:
    """无误: what a rule looked at and found in order."""

    act: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """送审稿视图.

    `articles` are those of the main text (annexes left out). `title` is the title of the measure
    itself: of the attached one where a notice brings it. `genre` is the title's last word (办法 …).
    """

    submission: Submission
    context: Context
    articles: tuple[Provision, ...]
    annexes: tuple[Provision, ...]
    title: str
    genre: str

    @property
    def document(self) -> Document:
        """The document."""
        return self.submission.document

    @property
    def text(self) -> str:
        """The document's text."""
        return self.submission.document.text

    @property
    def kind(self) -> Kind:
        """The document's kind."""
        return self.submission.kind

    @property
    def is_contract(self) -> bool:
        """Whether it is a contract."""
        return self.submission.kind is Kind.CONTRACT

    @property
    def is_amending(self) -> bool:
        """Whether it is a decision that changes or repeals other documents."""
        return bool(re.search("(?:修改|修正|废止|停止执行|宣布失效)", self.document.title))

    @property
    def is_regulation(self) -> bool:
        """Whether it is written like a rule: articles, and a title such as 办法 or 规定."""
        return len(self.articles) >= 5 and self.genre in _REGULATORY and not self.is_amending

    @property
    def main_end(self) -> int:
        """The offset where the annexes begin, the length of the text without any."""
        return min((a.span.start for a in self.annexes), default=len(self.text))

    @property
    def main_text(self) -> str:
        """The text before the annexes; its offsets are those of the whole."""
        return self.text[: self.main_end]

    def place(self, span: Span) -> str:
        """Name a place in words."""
        return place_name(self.document, span)

    def article(self, span: Span) -> str:
        """Name the article of a place only, without 款 and 项."""
        return locate(self.document, span).article or self.place(span)

    @property
    def margins(self) -> tuple[Span, ...]:
        """What stands before the first article and from the fourth last one on: 公布令, 附则.

        The whole main text where there are no articles.
        """
        if not self.articles:
            return (Span(0, self.main_end),)
        closing = self.articles[max(0, len(self.articles) - 4)].span.start
        return Span(0, self.articles[0].span.start), Span(closing, self.main_end)

    def places(self, spans: list[Span], most: int = 6) -> str:
        """Name several places in words, each once."""
        names = list(dict.fromkeys(self.place(span) for span in spans))
        return "、".join(names[:most]) + (f"等{len(names)}处" if len(names) > most else "")


Rule = Callable[[Draft], Iterator[Issue | Fine]]


def look_at(submission: Submission, context: Context) -> Draft:
    """送审稿视图: work out what the rules share."""
    document = submission.document
    annexes = tuple(p for p in document.root.children if p.kind is ProvisionKind.ANNEX)
    inside = {p.eid for annex in annexes for p in annex.walk()}
    articles = tuple(p for p in document.articles() if p.eid not in inside)
    title = plain_title(_attached_title(document) or document.title)
    return Draft(submission, context, articles, annexes, title, genre_of(title))


def plain_title(title: str) -> str:
    """Return a title without blanks and without （试行）, （征求意见稿） at its end."""
    bare = re.sub(r"\s", "", title)
    while found := _STAGE.search(bare):
        bare = bare[: found.start()]
    return bare


def genre_of(title: str) -> str:
    """文种: the last word of a title that names a kind of document, "" without one."""
    found = _GENRE.search(plain_title(title))
    return found[1] if found else ""


def _attached_title(document: Document) -> str:
    head = next((p for p in document.root.children if p.eid == "att__preamble"), None)
    if head is None:
        return ""
    title = ""
    for line in head.span.of(document.text).split("\n")[:_TITLE_LINES]:
        title += re.sub(r"\s", "", line)
        if genre_of(title):
            return title
    return ""


def run_rules(
    rules: tuple[Rule, ...], submission: Submission, context: Context, cleared_by: str
) -> Outcome:
    """Run the rules over a submission and make findings and clearances of what they say."""
    draft = look_at(submission, context)
    said = [word for rule in rules for word in rule(draft)]
    return told(said, draft, cleared_by)


def told(said: list[Issue | Fine], draft: Draft, cleared_by: str) -> Outcome:
    """What rules said of a draft as findings and clearances."""
    findings = tuple(_finding(word, draft) for word in said if isinstance(word, Issue))
    cleared = tuple(_clearance(word, draft, cleared_by) for word in said if isinstance(word, Fine))
    return Outcome(findings=findings, cleared=cleared)


def _finding(issue: Issue, draft: Draft) -> Finding:
    bases = _grounds(issue, draft)
    severity, message = issue.severity, issue.message
    if severity.is_flag and not any(basis.verified for basis in bases):
        severity, message = Severity.MINOR, f"{message}（判断依据待核）"
    shown = tuple(b for b in bases if b.verified) or bases
    return Finding(
        check_id=issue.check_id,
        category=issue.category,
        severity=severity,
        message=message,
        source=issue.source,
        span=issue.span,
        quote=issue.span.of(draft.text) if issue.span else "",
        locator=locate(draft.document, issue.span),
        basis=shown[:2],
        suggestion=issue.suggestion,
        confidence=issue.confidence,
    )


def _grounds(issue: Issue, draft: Draft) -> tuple[LegalBasis, ...]:
    """依据 of an issue; arithmetic on compensation rests on N01 where its own bases are not held."""
    library = draft.context.library
    bases = ground(references(draft.context, _rule_for(issue.rule, draft)), library)
    fallback = issue.source == "arithmetic" and issue.check_id in _SUMS_OF_COMPENSATION
    if fallback and not any(basis.verified for basis in bases):
        return ground(references(draft.context, "N01"), library)
    return bases


def _clearance(fine: Fine, draft: Draft, cleared_by: str) -> Clearance:
    return Clearance(
        act=fine.act,
        cleared_by=cleared_by,
        message=fine.message,
        span=fine.span,
        quote=fine.span.of(draft.text) if fine.span else "",
        locator=locate(draft.document, fine.span),
    )


def _rule_for(rule: str, draft: Draft) -> str:
    """Which entry's bases fit this draft.

    A contract's annexes rest on what a contract must hold, not on official-document rules. The
    period of validity is local law, and the knowledge knows only Hubei's: elsewhere none is named.
    """
    if rule == "FR-08" and not _IN_HUBEI.search(draft.text):
        return ""
    return "T57" if rule == "FR-19" and draft.is_contract else rule


def references(context: Context, rule: str) -> tuple[BasisRef, ...]:
    """依据: the bases of a form rule (FR-…), contract term (T…) or numeric check (N…)."""
    if not rule:
        return ()
    knowledge = context.knowledge
    if rule.startswith("FR-"):
        return knowledge.form_rules[rule].bases
    if rule.startswith("N"):
        return knowledge.numeric_checks[rule].bases
    return knowledge.contract_terms[rule].bases
