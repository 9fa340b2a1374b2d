"""Citations check (引用核对): is every instrument and article that the draft relies on in force?

Legal source: 立法法 arts. 98-107 (hierarchy), the repealing articles of the successor laws.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from corpus.citations import (
    Citation,
    CitationForm,
    Resolution,
    Verdict,
    find_citations,
    is_historical,
    is_repeal_clause,
    resolve,
)
from corpus.document import Document
from corpus.knowledge.types import BasisRef
from corpus.numbering import format_article_number
from models.checks.base import Context
from models.checks.content.basis import as_basis
from models.checks.grounding import ground
from models.checks.locate import locate
from models.finding import Clearance, Finding, LegalBasis, Outcome, Severity, Undecided
from models.submission import Kind, Submission

_SEVERITY = {
    Verdict.REPEALED: Severity.MAJOR,
    Verdict.NOT_YET: Severity.MAJOR,
    Verdict.NO_SUCH_PROVISION: Severity.MAJOR,
    Verdict.AMENDED: Severity.MINOR,
    Verdict.MISQUOTED: Severity.MINOR,
}
_CATEGORY = {Verdict.MISQUOTED: "misquoted"}
_ADVICE = {
    Verdict.REPEALED: "改引现行有效的规定，并重新核对对应条文的内容。",
    Verdict.NOT_YET: "在其施行之前不得作为依据；改引现行规定，或将施行日期衔接到其施行之后。",
    Verdict.NO_SUCH_PROVISION: "核对条、款、项序号后改正。",
    Verdict.AMENDED: "按现行文本核对条号和内容后改引。",
    Verdict.MISQUOTED: "按现行条文原文改正，或改为概括转述并去掉引号。",
}


class CitationsCheck:
    """引用核对: seven verdicts, one finding a law and article, further places counted."""

    id = "citations"
    name = "引用核对"
    kinds = frozenset(Kind)

    def run(self, submission: Submission, context: Context) -> Outcome:
        """Resolve every citation of other instruments as of the date."""
        document = submission.document
        found = find_citations(
            document.text,
            context.library.names(),
            context.knowledge.aliases,
            title=document.title,
        )
        groups: dict[tuple[str, str, Verdict], list[Resolution]] = defaultdict(list)
        for citation in found:
            if _is_reliance(citation, document):
                result = resolve(citation, context.library, context.knowledge, document=document)
                groups[_key(result)].append(result)
        findings = tuple(
            _finding(group, submission, context)
            for (_, _, verdict), group in groups.items()
            if verdict in _SEVERITY
        )
        cleared = tuple(
            _clearance(group, submission)
            for (_, _, verdict), group in groups.items()
            if verdict is Verdict.IN_FORCE
        )
        absent = [g for (_, _, v), g in groups.items() if v is Verdict.NOT_IN_LIBRARY]
        return Outcome(findings, (), cleared, _undecided(absent, submission))


def _is_reliance(citation: Citation, document: Document) -> bool:
    """The draft's own number, inner references, repeal clauses and history rely on nothing."""
    if citation.form in (CitationForm.SELF, CitationForm.RELATIVE):
        return False
    own, text = document.metadata.document_number_span, document.text
    if own is not None and own.overlaps(citation.span):
        return False
    return not (is_repeal_clause(text, citation) or is_historical(text, citation))


def _key(result: Resolution) -> tuple[str, str, Verdict]:
    citation = result.citation
    place = format_article_number(citation.article) if citation.article else ""
    place += f"{citation.paragraph or ''}/{citation.item or ''}"
    law = result.law or citation.law or citation.document_number or ""
    return law, "" if result.verdict is Verdict.REPEALED else place, result.verdict


def _finding(group: Sequence[Resolution], submission: Submission, context: Context) -> Finding:
    first = group[0]
    document, verdict = submission.document, first.verdict
    more = f"全文另有{len(group) - 1}处同样引用。" if len(group) > 1 else ""
    successors = f"（现为{'、'.join(first.successors)}）" if first.successors else ""
    message = f"所引依据{verdict.label}{successors}。{first.note}{more}"
    bases = tuple(dict.fromkeys(_bases(first, context)))
    severity = _severity(first)
    if severity.is_flag and not any(b.verified for b in bases):
        severity, message = Severity.MINOR, message + "（判断依据待核）"
    return Finding(
        check_id=f"citation:{verdict.value}",
        category=_CATEGORY.get(verdict, "repealed_basis"),
        severity=severity,
        message=message,
        source="citation",
        span=first.citation.span,
        quote=first.citation.span.of(document.text),
        locator=locate(document, first.citation.span),
        basis=bases,
        suggestion=_ADVICE[verdict],
        confidence=0.95 if severity.is_flag else 0.8,
    )


def _severity(result: Resolution) -> Severity:
    """How grave a verdict is; an article of a text that the draft itself calls an older one is a dead basis."""
    named = result.citation.version is not None and result.citation.article is not None
    if result.verdict is Verdict.AMENDED and named:
        return Severity.MAJOR
    return _SEVERITY[result.verdict]


def _bases(result: Resolution, context: Context) -> tuple[LegalBasis, ...]:
    """What the verdict rests on: the repealing article, or the instrument's own text."""
    law = result.law or result.citation.law
    grounded = ground(_repealing(law, context), context.library)
    own = as_basis(result)
    if result.verdict in (Verdict.REPEALED, Verdict.AMENDED):
        return (*[b for b in grounded if b.verified], own)
    return (_whole_instrument(result, context) or own, *[b for b in grounded if b.verified])


def _repealing(law: str, context: Context) -> tuple[BasisRef, ...]:
    """The provisions that ended a law, and those that ended what had taken its place."""
    entry = next((r for r in context.knowledge.repeals if r.old == law), None)
    if entry is None:
        return ()
    later = [r for r in context.knowledge.repeals if r.old in entry.successors]
    return (*entry.bases, *(basis for r in later if r.action == "repealed" for basis in r.bases))


def _whole_instrument(result: Resolution, context: Context) -> LegalBasis | None:
    """For a provision that is not there, the instrument's last article shows how far it goes."""
    if result.verdict is not Verdict.NO_SUCH_PROVISION or result.quoted_text:
        return None
    expression = context.library.expression(result.law)
    articles = context.library.articles(expression) if expression else ()
    if not expression or not articles:
        return None
    number = result.citation.article
    same = next((a for a in articles if a.number == number), articles[-1])
    place = format_article_number(same.number)
    return LegalBasis(expression.name, place, Verdict.IN_FORCE.value, same.text, True)


def _clearance(group: Sequence[Resolution], submission: Submission) -> Clearance:
    first = group[0]
    span = first.citation.span
    quote = span.of(submission.document.text)
    times = f"（共{len(group)}处）" if len(group) > 1 else ""
    return Clearance(
        act="引用依据",
        cleared_by="citation",
        message=f"{quote}{first.note}{times}",
        span=span,
        quote=quote,
        locator=locate(submission.document, span),
        basis=(as_basis(first),),
    )


def _undecided(
    absent: Sequence[Sequence[Resolution]], submission: Submission
) -> tuple[Undecided, ...]:
    """Instruments that the library does not hold, each once."""
    laws = {
        (g[0].law or g[0].citation.law or g[0].citation.document_number or ""): g for g in absent
    }
    return tuple(
        Undecided(
            check_id="citation:not_in_library",
            category="repealed_basis",
            message=f"《{law}》不在法规库中，未能核对其效力和条文，请人工核对。"
            if not group[0].citation.document_number
            else f"{group[0].citation.span.of(submission.document.text)}不在法规库中，请人工核对。",
            span=group[0].citation.span,
            quote=group[0].citation.span.of(submission.document.text),
            locator=locate(submission.document, group[0].citation.span),
        )
        for law, group in laws.items()
    )
