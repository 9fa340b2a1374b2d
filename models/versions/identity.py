"""Identity (指纹): what makes a finding of one draft the same finding in the next."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from corpus.document import Document, ProvisionKind
from corpus.span import Span
from models.finding import Finding, LegalBasis, StepResult, Undecided
from models.review import Review
from models.versions.folding import fold
from models.versions.references import OwnNumbers

Entry = Finding | Undecided
"""What can be found again in another draft."""

_MARKS = "。！？\n"
_END = re.compile(f"[{_MARKS}]")
_ROLES = (ProvisionKind.ANNEX, ProvisionKind.SIGNATURE, ProvisionKind.PREAMBLE)


class Identities:
    """指纹 of what was found in one document.

    Two drafts give one finding the same fingerprint if the check, the category, the words quoted,
    their sentence and its part of the document (title, preamble, body, annex, signature) are the
    same. Numbers of provisions, blanks, width of characters, severity, message and everything
    outside the sentence do not matter. A finding about the whole draft is told by check and
    category alone.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self.numbers = OwnNumbers(document)

    def of(self, entry: Entry) -> str:
        """指纹: 16 hexadecimal digits."""
        kind = "finding" if isinstance(entry, Finding) else "undecided"
        parts = [kind, entry.check_id, entry.category]
        if entry.span is None:
            return _digest(*parts, "whole")
        quote, sentence = self.numbers.folded(entry.span), self.sentence(entry.span)
        return _digest(*parts, role(self._document, entry.span), quote, sentence)

    def sentence(self, span: Span) -> str:
        """归一的所在句: the sentences that a span touches, folded, without numbers."""
        return self.numbers.folded(sentence_around(self._document.text, span))

    def all(self, entries: Iterable[Entry]) -> tuple[str, ...]:
        """指纹 of several, in their order; equal ones get "-2", "-3" …."""
        seen: Counter[str] = Counter()
        found = []
        for entry in entries:
            base = self.of(entry)
            seen[base] += 1
            found.append(base if seen[base] == 1 else f"{base}-{seen[base]}")
        return tuple(found)


def fingerprint(entry: Entry, document: Document) -> str:
    """指纹 of one finding; for many of one document use `Identities`."""
    return Identities(document).of(entry)


def identities(review: Review) -> tuple[str, ...]:
    """发现编号: one a finding, in the order of `review.findings`, all different."""
    return Identities(review.submission.document).all(review.findings)


def undecided_identities(review: Review) -> tuple[str, ...]:
    """未能判断编号: one an entry, in the order of `review.undecided`, all different."""
    return Identities(review.submission.document).all(review.undecided)


def step_fingerprint(step: StepResult) -> str:
    """步骤指纹: a step is itself whatever its status, evidence and words."""
    return _digest("step", step.step_id)


def basis_fingerprint(basis: LegalBasis) -> str:
    """依据指纹: another text of the law is another basis; its validity is no part of it."""
    return _digest("basis", basis.law, basis.article, fold(basis.quoted_text))


def sentence_around(text: str, span: Span) -> Span:
    """所在句: the sentences that a span touches; a line ends a sentence too."""
    start = 1 + max(text.rfind(mark, 0, span.start) for mark in _MARKS)
    after = _END.search(text, max(span.end - 1, span.start))
    return Span(start, max(after.start() if after else len(text), span.end))


def role(document: Document, span: Span) -> str:
    """部位: title, preamble, annex or signature; else body."""
    title = document.metadata.title_span
    if title is not None and title.overlaps(span):
        return "title"
    kinds = {provision.kind for provision in document.path_at(span.start)}
    return next((kind.value for kind in _ROLES if kind in kinds), "body")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
