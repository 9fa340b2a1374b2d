"""Title (名称): rules are 规定 or 办法, never 条例 or 法 (FR-01; 规章制定程序条例 art. 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity
from models.submission import Kind

_RESERVED = re.compile("(条例|(?<![办方做立司执用])法)$")
_KINDS = frozenset({Kind.NORM_DOC, Kind.GOV_RULE, Kind.DEPT_RULE})


def check_title(draft: Draft) -> Iterator[Issue | Fine]:
    """名称: a title that only a law or regulation may bear."""
    found = _RESERVED.search(draft.title) if draft.kind in _KINDS else None
    if found:
        yield Issue(
            "FR-01",
            "FR-01",
            "FR-01",
            Severity.MAJOR,
            f"本文件为{draft.kind.label}，名称用“{found[1]}”不当。“条例”“法”只用于法律、法规，"
            "规章和规范性文件使用会使人误认其效力。",
            "名称改为“办法”“规定”“细则”等。",
            draft.document.metadata.title_span,
        )
    elif draft.genre and draft.kind in _KINDS:
        yield Fine("文件名称", f"名称使用“{draft.genre}”，与{draft.kind.label}相称")
