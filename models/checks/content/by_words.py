"""Content by words (用语审查): what the sure rules find where nothing else has objected.

Power is asked as for every other act, but not of a rule that names the provision missed, which nobody
may; the ground must be verified. What was left undecided or cleared in such a sentence gives way to
the finding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.citations import find_citations
from corpus.knowledge.types import Category
from corpus.span import Span
from models.checks.base import Context
from models.checks.content.evidence import citing_units
from models.checks.content.explain import conflict_by_words, objection_by_words
from models.checks.content.grounds import category_grounds
from models.checks.content.lead import lead_of
from models.checks.content.power import PowerAnswer, decide_power
from models.checks.content.practice import AGREED
from models.checks.content.steps import ALL, Steps
from models.checks.content.subjects import subject_of_category
from models.checks.content.words import WordMatch
from models.checks.grounding import ground
from models.checks.locate import locate
from models.finding import Finding, Outcome, Severity, Undecided
from models.neural.clauses.reader import ClauseText
from models.submission import Submission

_CONFIDENCE = 0.8
_LIKELY_LAWFUL = 0.35
"""Chance of "unlawful at all" below which the model outweighs a rule. Of what rules alone said of the
clauses that the judge is fitted on, 40 were wrong and five right below, three and 14 above."""
_BESIDE = 3
"""Characters, blanks and line ends, that may stand between two sentences side by side."""


def with_words(
    outcome: Outcome,
    matches: Sequence[WordMatch],
    submission: Submission,
    context: Context,
    steps: Steps = ALL,
    practice: Mapping[Span, float] | None = None,
) -> Outcome:
    """用语审查: the outcome of the other steps, and a finding for each sentence a sure rule names.

    Where the model, reading the whole sentence, holds it to be lawful, or readers of whole drafts hardly
    object to the clause (`practice`), a person decides; not where the rule names the provision that the
    words miss (a period, a share, something abolished): that neither has read.
    """
    found: dict[Span, Finding] = {}
    for match in _candidates(matches, submission, context):
        if match.span in found or any(_same_place(f, match.span) for f in outcome.findings):
            continue
        finding = _finding(match, submission, context, steps)
        if finding is not None and not any(_same_matter(f, finding) for f in outcome.findings):
            found[match.span] = finding
    if not found:
        return outcome
    held = _held_lawful(list(found), submission, context) if steps.act else frozenset()
    held |= {span for span in found if _is_usual(span, practice or {})}
    named = {match.rule.id for match in matches if _names_provision(match, context)}
    held -= {span for span, finding in found.items() if finding.check_id in named}
    findings = [finding for span, finding in found.items() if span not in held]
    doubts = [
        _doubt(finding)
        for span, finding in found.items()
        if span in held and not any(_same_place(u, span) for u in outcome.undecided)
    ]
    return _joined(outcome, findings, doubts)


def _joined(outcome: Outcome, found: Sequence[Finding], doubts: Sequence[Undecided]) -> Outcome:
    """Findings and doubts by words take the place of what was undecided or cleared there."""
    shut = [f.span for f in found if f.span is not None]
    aside = [*shut, *(d.span for d in doubts if d.span is not None)]
    findings = sorted((*outcome.findings, *found), key=lambda f: f.span.start if f.span else -1)
    undecided = [u for u in outcome.undecided if u.span is None or not _meets(u.span, shut)]
    cleared = [c for c in outcome.cleared if c.span is None or not _meets(c.span, aside)]
    return replace(
        outcome,
        findings=tuple(findings),
        undecided=(*undecided, *doubts),
        cleared=tuple(cleared),
    )


def _held_lawful(
    sentences: Sequence[Span], submission: Submission, context: Context
) -> frozenset[Span]:
    """The sentences that the model holds to be lawful."""
    if context.reader is None:
        return frozenset()
    text, title = submission.document.text, submission.document.title
    clauses = [ClauseText(s.of(text), title, lead_of(text, s.start), seen=True) for s in sentences]
    readings = context.reader.read(clauses)
    return frozenset(
        span
        for span, reading in zip(sentences, readings, strict=True)
        if reading.unlawful < _LIKELY_LAWFUL
    )


def _names_provision(match: WordMatch, context: Context) -> bool:
    """Whether the rule is about a provision of its own that the library holds in force."""
    return any(basis.verified for basis in ground(match.rule.bases, context.library))


def _is_usual(sentence: Span, practice: Mapping[Span, float]) -> bool:
    """Whether readers hardly object to the clause that a sentence stands in."""
    chances = [chance for span, chance in practice.items() if span.overlaps(sentence)]
    return bool(chances) and max(chances) < AGREED


def _doubt(finding: Finding) -> Undecided:
    return Undecided(
        check_id=finding.check_id,
        category=finding.category,
        message=f"{finding.message}但从全句看也可能合法，请人工判断。",
        span=finding.span,
        quote=finding.quote,
        locator=finding.locator,
        basis=finding.basis,
    )


def _candidates(
    matches: Sequence[WordMatch], submission: Submission, context: Context
) -> list[WordMatch]:
    """Sure matches in sentences that cite no article of another instrument."""
    sure = [m for m in matches if m.rule.strength == "sure"]
    if not sure:
        return []
    text = submission.document.text
    citations = find_citations(text, context.library.names(), context.knowledge.aliases)
    citing = citing_units((m.span for m in sure), citations)
    return [m for m in sure if m.span not in citing]


def _same_place(entry: Finding | Undecided, sentence: Span) -> bool:
    return entry.span is not None and entry.span.overlaps(sentence)


def _same_matter(one: Finding, other: Finding) -> bool:
    """Whether two findings say the same of one paragraph, or of sentences side by side."""
    if one.category != other.category or one.span is None or other.span is None:
        return False
    first, last = sorted((one.span, other.span), key=lambda span: span.start)
    return one.locator == other.locator or last.start - first.end <= _BESIDE


def _meets(span: Span, places: Sequence[Span]) -> bool:
    return any(span.overlaps(place) for place in places)


def _finding(
    match: WordMatch, submission: Submission, context: Context, steps: Steps
) -> Finding | None:
    category = context.knowledge.categories[match.rule.category]
    power = _power(match, category, submission, context)
    quote = match.span.of(submission.document.text)
    bases = category_grounds(category, match.rule.bases, power, quote, context)
    named = _names_provision(match, context)
    allowed = steps.power and power.answer != "may_not" and not named
    if allowed or not any(b.verified for b in bases):
        return None
    return Finding(
        check_id=match.rule.id,
        category=category.id,
        severity=Severity(category.severity),
        message=conflict_by_words(match.rule.name, category, bases[0], quote)
        if named
        else objection_by_words(match.rule.name, category, power, submission.kind, quote),
        source="rule",
        span=match.span,
        quote=quote,
        locator=locate(submission.document, match.span),
        basis=bases,
        suggestion=category.revision,
        confidence=_CONFIDENCE,
    )


def _power(
    match: WordMatch, category: Category, submission: Submission, context: Context
) -> PowerAnswer:
    return decide_power(
        subject_of_category(category.id),
        category,
        submission.kind,
        submission.issuer_level,
        context.knowledge.powers,
        match.trigger.of(submission.document.text),
    )
