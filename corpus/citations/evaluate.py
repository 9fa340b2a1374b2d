"""evaluate (引用评测): extraction and verdict rates on labelled cases."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.citations.cases import Case, Expected, load_cases
from corpus.citations.find import find_citations
from corpus.citations.resolve import resolve
from corpus.citations.types import Citation, CitationForm, Resolution, Verdict
from corpus.citations.units import split_article
from corpus.document import Document
from corpus.errors import KnowledgeError
from corpus.instrument import ArticleNumber
from corpus.knowledge.types import Knowledge
from corpus.library import Library, LibraryView
from corpus.numbering import format_article_number

_HOLE = re.compile(r"\{(?P<law>[^{}/]+)/(?P<article>\d+)(?:/(?P<paragraph>\d+))?\}")
_INNER = (CitationForm.SELF, CitationForm.RELATIVE)


@dataclass(frozen=True, slots=True)
class Failure:
    """评测失误: where a case went wrong, in Chinese. `kind` is missed, extra or verdict.

    `label` is the kind in Chinese.
    """

    case: str
    at: str
    kind: str
    reason: str
    part: str = ""

    @property
    def label(self) -> str:
        """The kind in Chinese."""
        return _KIND[self.kind]


_KIND = {"missed": "漏识", "extra": "多识", "verdict": "误判"}


@dataclass(frozen=True, slots=True)
class Tally:
    """计数: how many of `total` were right."""

    right: int
    total: int

    @property
    def rate(self) -> float:
        """Share that was right, 0 to 1; 1 where there was nothing."""
        return self.right / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class PartScores:
    """分组结果: of the written cases, or of a group of real documents."""

    cases: int
    extraction: Tally
    verdicts: Tally
    extra: int


@dataclass(frozen=True, slots=True)
class CitationScores:
    """引用评测结果: extraction and verdicts, by form and by verdict, with every failure.

    `extra` counts citations found that no label expects (in cases that label all).
    `skipped` names the files that are not beside this checkout. `unjudged` counts citations of
    instruments that this library holds and the labels know only as absent.
    """

    cases: int
    extraction: Tally
    verdicts: Tally
    extra: int
    by_form: dict[str, Tally]
    by_verdict: dict[str, Tally]
    failures: tuple[Failure, ...]
    skipped: tuple[str, ...]
    unjudged: int
    by_part: dict[str, PartScores]


def evaluate(
    cases_dir: Path, library: Library, knowledge: Knowledge, *, data_dir: Path | None = None
) -> CitationScores:
    """引用评测: find and resolve every labelled citation.

    A citation counts as extracted if its place in the text, its law, form and 条款项目 are as
    labelled; its verdict is judged only then. `data_dir` holds the real documents that file cases
    point into; without it they are skipped and named.

    Raises:
        BadOption: there are no cases in the folder.
        KnowledgeError: a case file is wrong.
        ReadError: a labelled document cannot be read.
    """
    whole, parts = _Count(), defaultdict[str, _Count](_Count)
    for case in load_cases(cases_dir):
        parts[case.part].run(case, library, knowledge, data_dir)
    for count in parts.values():
        whole.add(count)
    return whole.scores({part: count.part() for part, count in parts.items() if count.cases})


class _Count:
    def __init__(self) -> None:
        self.cases = 0
        self.extra = 0
        self.unjudged = 0
        self.failures: list[Failure] = []
        self.skipped: list[str] = []
        self.found: Counter[str] = Counter()
        self.expected: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.judged: Counter[str] = Counter()

    def add(self, other: _Count) -> None:
        """Take another count in."""
        self.cases += other.cases
        self.extra += other.extra
        self.unjudged += other.unjudged
        self.failures += other.failures
        self.skipped += other.skipped
        for name in ("found", "expected", "right", "judged"):
            getattr(self, name).update(getattr(other, name))

    def part(self) -> PartScores:
        """The result without details."""
        found = Tally(self.found.total(), self.expected.total())
        return PartScores(
            self.cases, found, Tally(self.right.total(), self.judged.total()), self.extra
        )

    def run(
        self, case: Case, library: Library, knowledge: Knowledge, data_dir: Path | None
    ) -> None:
        """Evaluate one case."""
        path = data_dir / case.file if case.file and data_dir else None
        if case.file and (path is None or not path.is_file()):
            self.skipped.append(case.file)
            return
        self.cases += 1
        view = library.at(case.as_of)
        written = fill(case.text or "", view)
        document = _document(case, path, written)
        text = document.text if document else written
        title = case.title or (document.title if document else None)
        citations = find_citations(text, view.names(), knowledge.aliases, title=title)
        matched: set[int] = set()
        for label in case.expect:
            self.expected[label.form.value] += 1
            hit = _match(label, text, citations)
            if hit is None:
                self._miss(case, label, text, citations)
                continue
            matched.add(hit)
            self.found[label.form.value] += 1
            result = resolve(citations[hit], view, knowledge, document=document)
            self._judge(case, _for_library(label, result, view), result)
        if case.complete:
            self._extras(case, text, citations, matched)

    def _judge(self, case: Case, label: Expected | None, result: Resolution) -> None:
        if label is None:
            self.unjudged += 1
            return
        self.judged[label.verdict.value] += 1
        successor = label.successor is None or label.successor in result.successors
        if result.verdict is label.verdict and successor:
            self.right[label.verdict.value] += 1
            return
        got = result.verdict.label if successor else f"后继{'、'.join(result.successors)}"
        wanted = label.verdict.label if successor else f"后继{label.successor}"
        self._fail(case, label.at, "verdict", f"应为{wanted}，得{got}")

    def _fail(self, case: Case, at: str, kind: str, reason: str) -> None:
        self.failures.append(Failure(case.id, at, kind, reason, case.part))

    def _miss(
        self, case: Case, label: Expected, text: str, citations: tuple[Citation, ...]
    ) -> None:
        start = _position(text, label)
        near = [c for c in citations if start is not None and c.span.start == start]
        reason = "文中没有这几个字" if start is None else "没有找到"
        if near:
            reason = f"找到的是{_describe(near[0], text)}"
        self._fail(case, label.at, "missed", reason)

    def _extras(
        self, case: Case, text: str, citations: tuple[Citation, ...], matched: set[int]
    ) -> None:
        for index, citation in enumerate(citations):
            if index in matched or (case.file and citation.form in _INNER):
                continue
            self.extra += 1
            words = citation.span.of(text)
            self._fail(case, words, "extra", "多出的引用")

    def scores(self, by_part: dict[str, PartScores]) -> CitationScores:
        """The result, with that of each part."""
        return CitationScores(
            cases=self.cases,
            extraction=Tally(self.found.total(), self.expected.total()),
            verdicts=Tally(self.right.total(), self.judged.total()),
            extra=self.extra,
            by_form={f: Tally(self.found[f], n) for f, n in sorted(self.expected.items())},
            by_verdict={v: Tally(self.right[v], n) for v, n in sorted(self.judged.items())},
            failures=tuple(self.failures),
            skipped=tuple(dict.fromkeys(self.skipped)),
            unjudged=self.unjudged,
            by_part=by_part,
        )


def fill(text: str, view: LibraryView) -> str:
    """引文占位: put the library's words in place of {法名/条} and {法名/条/款}."""

    def words(found: re.Match[str]) -> str:
        expression = view.expression(found["law"])
        article = expression and view.article(expression, ArticleNumber(int(found["article"])))
        if not article:
            raise KnowledgeError(f"标注例引用的{found[0]}不在法规库中")
        if found["paragraph"] is None:
            return article.text
        return split_article(article.text)[int(found["paragraph"]) - 1].text

    return _HOLE.sub(words, text)


def _for_library(label: Expected, result: Resolution, view: LibraryView) -> Expected | None:
    """The label as it is right for this library; None if it says only that it lacks the law."""
    if label.verdict is not Verdict.NOT_IN_LIBRARY or label.version is not None:
        return label
    citation = result.citation
    work = view.instrument(result.law or citation.law) if result.law or citation.law else None
    if work is None and citation.document_number:
        work = view.by_document_number(citation.document_number)
    if work is None or view.lacks_text(work.name):
        return label
    return replace(label, verdict=label.held) if label.held is not None else None


def _document(case: Case, path: Path | None, written: str) -> Document | None:
    """The document of a case, None for words that are no upload."""
    from corpus.formats import read_document

    if path is not None:
        return read_document(path.read_bytes(), path.name)
    return read_document(written.encode(), f"{case.title or case.id}.txt") if case.read else None


def _position(text: str, label: Expected) -> int | None:
    start = -1
    for _ in range(label.occurrence):
        start = text.find(label.at, start + 1)
        if start < 0:
            return None
    return start


def _match(label: Expected, text: str, citations: tuple[Citation, ...]) -> int | None:
    start = _position(text, label)
    if start is None:
        return None
    return next(
        (i for i, c in enumerate(citations) if c.span.start == start and _same(label, c, text)),
        None,
    )


def _same(label: Expected, citation: Citation, text: str) -> bool:
    wanted = (label.form, label.article, label.paragraph, label.item, label.point)
    got = (citation.form, citation.article, citation.paragraph, citation.item, citation.point)
    return wanted == got and all(_details(label, citation, text))


def _details(label: Expected, citation: Citation, text: str) -> Iterator[bool]:
    yield citation.span.of(text) == label.at
    if label.law is not None:
        yield citation.law == label.law
    if label.quote is not None:
        yield (citation.quote is not None) == label.quote
    if label.version is not None:
        yield citation.version == label.version
    if label.number is not None:
        yield citation.document_number == label.number


def _describe(citation: Citation, text: str) -> str:
    place = format_article_number(citation.article) if citation.article else ""
    below = ((citation.paragraph, "款"), (citation.item, "项"), (citation.point, "目"))
    place += "".join(f"第{number}{unit}" for number, unit in below if number is not None)
    said = filter(None, (citation.form.label, citation.law, place))
    return f"“{citation.span.of(text)}”（{'，'.join(said)}）"
