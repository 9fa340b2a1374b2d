"""Audit (审计页): who saw, decided, exported or changed what, found by person, action and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from service.api.context import Served, Who
from service.desk.audit_words import audit_words
from service.ledger import Paging
from service.ledger.errors import BadRecord
from service.ledger.records import AuditQuery
from service.ledger.repositories.matter_search import local_moment
from service.web.workbench.days import read_day
from service.web.workbench.ids import known
from service.web.workbench.shell import page

router = APIRouter(include_in_schema=False)
_FIELDS = ("user", "action", "subject", "department", "from", "to")
_SIZE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """检索条件: the words of the form, and what they ask."""

    words: Mapping[str, str]
    query: AuditQuery

    def address(self, number: int) -> str:
        """地址 of one page of the same search."""
        said = {key: word for key, word in self.words.items() if word}
        return f"/audit?{urlencode({**said, 'page': str(number)})}"


@router.get("/audit")
def audit(request: Request, service: Served, who: Who) -> Response:
    """审计记录, newest first.

    Raises:
        BadRecord, BadOption: words that ask for nothing there can be.
    """
    actor = who.actor("audit.read")
    asked, trail, words = _read(request.query_params), service.desk.trail, audit_words()
    return page(
        request,
        "audit.html",
        who,
        asked=asked,
        found=trail.search(actor, asked.query),
        people=[(one.id, f"{one.name}（{one.login}）") for one in trail.people()],
        actions=list(words.actions.items()),
        subjects=list(words.subjects.items()),
        departments=[(one.id, one.name) for one in trail.departments()],
    )


def _read(params: Mapping[str, str]) -> Asked:
    words = {name: params.get(name, "").strip()[:300] for name in _FIELDS}
    user, department = words["user"], words["department"]
    start, end = read_day(words["from"], "起始日期"), read_day(words["to"], "截止日期")
    query = AuditQuery(
        user_id=known(user, "人员") if user else None,
        action=words["action"],
        subject=words["subject"],
        department_id=known(department, "部门") if department else None,
        at=(
            local_moment(start) if start else None,
            local_moment(end + timedelta(days=1)) if end else None,
        ),
        paging=Paging(_number(params.get("page", "1")), _SIZE),
    )
    return Asked(words, query)


def _number(word: str) -> int:
    if not (word.isascii() and word.isdecimal() and len(word) <= 7):
        raise BadRecord("页码应为数字")
    return int(word)
