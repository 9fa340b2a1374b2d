"""Scores of packages (材料包评分): steps right, planted gaps found, evidence quoted, roles right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from models.finding import StepResult
from models.packages.build import choose_main
from models.review import Review
from models.training.contracts.score import Tally
from models.training.packages.labels import Gap, LabelledPackage, LabelledStep
from models.training.packages.roles import Misread, misread, stem

ABSENT = "absent"
"""The answer of a step that the review does not list."""
OPEN = ("missing", "insufficient")
STATUSES = ("satisfied", "missing", "insufficient", "not_applicable", "undecided")


@dataclass(frozen=True, slots=True)
class Answer:
    """步骤答案: a labelled step of a package and what the review said, None where it said nothing."""

    package: str
    step: LabelledStep
    result: StepResult | None

    @property
    def status(self) -> str:
        """The answer, `ABSENT` without any."""
        return self.result.status if self.result else ABSENT

    @property
    def right(self) -> bool:
        """Whether it is one of the right ones."""
        return self.status in self.step.statuses

    @property
    def passed_over(self) -> bool:
        """Whether a special step that does not apply is not listed at all."""
        absent = self.step.special and self.result is None
        return absent and "not_applicable" in self.step.statuses


@dataclass(frozen=True, slots=True)
class PlantedGap:
    """埋设问题 with the answer of its step; it is found where the step comes out open."""

    gap: Gap
    answer: Answer

    @property
    def found(self) -> bool:
        """Whether the step is missing or insufficient."""
        return self.answer.status in OPEN


@dataclass(slots=True)
class ProcedureScores:
    """材料包评分.

    `answers` are the labelled steps, `gaps` the planted ones. `unquoted` are satisfied steps
    without a quote that stands in the file named. `alarms` are steps of clean packages that came
    out open and should not. `unlabelled` counts steps that the review lists and no label does, by
    id and status; `passed_over` special steps that do not apply and are not listed: neither right
    nor wrong. `same_file`: of satisfied steps rightly told, whose evidence is in the file of
    the label. `roles` of materials, `mains` of drafts told apart from the materials.
    """

    packages: int = 0
    clean: int = 0
    files: int = 0
    unread: int = 0
    answers: list[Answer] = field(default_factory=list)
    gaps: list[PlantedGap] = field(default_factory=list)
    unquoted: list[Answer] = field(default_factory=list)
    alarms: list[Answer] = field(default_factory=list)
    unlabelled: Counter[tuple[str, str]] = field(default_factory=Counter)
    passed_over: int = 0
    same_file: Tally = field(default_factory=Tally)
    mains: Tally = field(default_factory=Tally)
    roles: Tally = field(default_factory=Tally)
    misread: list[tuple[str, Misread]] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)

    @property
    def wrong(self) -> tuple[Answer, ...]:
        """The answers that are not right."""
        return tuple(answer for answer in self.answers if not answer.right)

    @property
    def steps(self) -> Tally:
        """Steps rightly told."""
        return Tally(len(self.answers) - len(self.wrong), len(self.answers))

    @property
    def found(self) -> Tally:
        """Planted gaps found."""
        return Tally(sum(gap.found for gap in self.gaps), len(self.gaps))

    def confusion(self) -> dict[str, Counter[tuple[str, str]]]:
        """混淆表: by step id, how often a label got an answer; a right answer counts as its label."""
        table: dict[str, Counter[tuple[str, str]]] = {}
        for answer in sorted(self.answers, key=lambda a: a.step.step_id):
            label = answer.status if answer.right else answer.step.status
            table.setdefault(answer.step.step_id, Counter())[label, answer.status] += 1
        return table


def score(pairs: Iterable[tuple[LabelledPackage, Review]]) -> ProcedureScores:
    """材料包评分 of packages with their reviews."""
    scores = ProcedureScores()
    for package, review in pairs:
        _add(scores, package, review)
    return scores


def _add(scores: ProcedureScores, package: LabelledPackage, review: Review) -> None:
    scores.packages += 1
    scores.clean += package.clean
    scores.files += len(package.files)
    scores.unread += len(package.materials) - len(review.submission.materials)
    scores.failures += [(package.id, failure.error) for failure in review.failures]
    results = {result.step_id: result for result in review.steps}
    answers = {s.step_id: Answer(package.id, s, results.get(s.step_id)) for s in package.steps}
    passed_over = [key for key, answer in answers.items() if answer.passed_over]
    scores.passed_over += len(passed_over)
    scores.answers += [answer for key, answer in answers.items() if key not in passed_over]
    scores.gaps += [PlantedGap(gap, answers[gap.step_id]) for gap in package.gaps]
    if package.clean:
        scores.alarms += [a for a in answers.values() if a.status in OPEN and not a.right]
    scores.unlabelled.update(
        (result.step_id, result.status) for result in review.steps if result.step_id not in answers
    )
    _look_at_evidence(scores, answers.values(), review)
    scores.mains.add(_draft_is_told(package, review))
    failing = {step.file for step in package.steps if step.status in OPEN}
    for material in package.materials:
        wrong = misread(material, review.package, fails=material.file in failing)
        scores.roles.add(wrong is None)
        if wrong:
            scores.misread.append((package.id, wrong))


def _draft_is_told(package: LabelledPackage, review: Review) -> bool:
    """Whether the draft would be chosen out of all files, taken in the order of their names."""
    documents = [review.submission.document, *review.submission.materials]
    documents.sort(key=lambda document: document.name)
    choice = choose_main(documents)
    return stem(documents[choice.index].name) == stem(package.main)


def _look_at_evidence(scores: ProcedureScores, answers: Iterable[Answer], review: Review) -> None:
    documents = (review.submission.document, *review.submission.materials)
    texts = {document.name: bare(document.text) for document in documents}
    for answer in answers:
        if answer.result is None or answer.status != "satisfied":
            continue
        quoted = list(_quoted(answer.result, texts))
        if not quoted:
            scores.unquoted.append(answer)
        if answer.right and answer.step.file:
            scores.same_file.add(stem(answer.step.file) in quoted)


def _quoted(result: StepResult, texts: dict[str, str]) -> Iterator[str]:
    """The names, without their ends, of files in which a quote of the step stands."""
    for evidence in result.evidence:
        words = bare(evidence.quote)
        if words and words in texts.get(evidence.file, ""):
            yield stem(evidence.file)


def bare(text: str) -> str:
    """A text without blanks."""
    return re.sub(r"\s", "", text)
