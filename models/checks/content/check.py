"""Content check (内容合法性): act → power → basis → limit, by the clause model where installed."""

from __future__ import annotations

from models.checks.base import Context
from models.checks.content.by_model import by_model
from models.checks.content.by_rules import by_rules
from models.checks.content.by_words import with_words
from models.checks.content.draft import DraftView, view_draft
from models.checks.content.practice import practice_of
from models.checks.content.steps import ALL, Steps
from models.checks.content.words import find_words
from models.finding import Outcome
from models.neural.clauses.judge import FEW
from models.submission import Kind, Submission


class ContentCheck:
    """内容合法性检查 of normative documents, rules, local regulations and decisions.

    `steps` switches single steps off, for the ablation of the evaluation alone.
    """

    id = "content"
    name = "内容合法性"
    kinds = frozenset(
        {Kind.NORM_DOC, Kind.GOV_RULE, Kind.DEPT_RULE, Kind.LOCAL_REG, Kind.MAJOR_DECISION}
    )

    def __init__(self, steps: Steps = ALL) -> None:
        self.steps = steps

    def run(self, submission: Submission, context: Context) -> Outcome:
        """Judge every clause of the draft."""
        words = find_words(submission)
        if context.reader is None:
            return with_words(by_rules(submission, context), words, submission, context, self.steps)
        view = view_draft(submission, context, words, cited=self.steps.basis)
        practice = practice_of(view, context.reader) if self._is_whole(view) else {}
        outcome = by_model(view, context, context.reader, self.steps, practice)
        return with_words(outcome, words, submission, context, self.steps, practice)

    def _is_whole(self, view: DraftView) -> bool:
        """Whether a draft is more than a few clauses that somebody asks about."""
        return self.steps.practice and max(len(view.pieces), self.steps.clauses) > FEW
