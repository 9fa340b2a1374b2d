"""Context (模板数据): all that a template of the opinion can ask for, as plain data."""

from __future__ import annotations

from typing import Any

from service.reports import materials
from service.reports.opinion import words
from service.reports.opinion.annexes import annex_list, annex_mark
from service.reports.opinion.bases import Quoter, grounds
from service.reports.opinion.content import content
from service.reports.opinion.procedure import procedure
from service.reports.opinion.remarks import remarks
from service.reports.opinion.settle import Settled
from service.reports.opinion.text import BLANK, flat
from service.reports.opinion.types import Particulars
from service.reports.wording import Labels

Json = dict[str, Any]


def context(settled: Settled, labels: Labels, particulars: Particulars) -> Json:
    """模板数据: the keys are the placeholders that the note beside the templates explains."""
    quoter = Quoter()
    review = settled.review
    # Procedure stands first in the opinion, so it quotes first.
    steps = procedure(settled, quoter)
    found = content(settled, labels, quoter)
    return {
        **_blanks(settled, particulars),
        "title": "".join(words.title_lines(review)),
        "title_lines": words.title_lines(review),
        "draft": words.draft_title(review),
        "opening": words.opening(review),
        "facts": words.facts(settled),
        "grounds": grounds(settled),
        "ground_note": words.ground_note(settled),
        "procedure": steps,
        "content": found,
        "remarks": remarks(settled),
        "conclusion": settled.conclusion,
        "conclusion_text": words.conclusion_text(settled),
        "statement": words.statement(settled),
        "versions": words.versions(settled),
        "materials": _materials(settled, labels),
        "annexes": annex_list(settled),
        "materials_annex": annex_mark(settled, "materials"),
        "steps_annex": annex_mark(settled, "steps"),
        "texts_annex": annex_mark(settled, "texts"),
        "texts": quoter.texts,
    }


def _blanks(settled: Settled, particulars: Particulars) -> Json:
    return {
        "number": flat(particulars.number) or f"〔{BLANK * 3}〕{BLANK * 2}号",
        "addressee": flat(particulars.addressee) or _addressee(settled) or "（送审单位）",
        "office": flat(particulars.office) or f"（审查机构印章）{BLANK * 2}",
        "reviewer": flat(particulars.reviewer) or BLANK * 4,
        "checker": flat(particulars.checker) or BLANK * 4,
        "approver": flat(particulars.approver) or BLANK * 4,
        "day": flat(particulars.day) or f"{BLANK * 4}年{BLANK * 2}月{BLANK * 2}日",
    }


def _addressee(settled: Settled) -> str:
    """Return the party that the reviewers stand for, if the contract names it."""
    submission, contract = settled.review.submission, settled.review.contract
    if contract is None:
        return ""
    ours = {
        "gov": [party for party in contract.parties if party.nature.is_public],
        "party_a": [party for party in contract.parties if "甲方" in party.titles],
        "party_b": [party for party in contract.parties if "乙方" in party.titles],
    }.get(submission.stance.value, [])
    names = [party.name.value for party in ours if party.name]
    return flat(names[0]) if len(ours) == 1 and names else ""


def _materials(settled: Settled, labels: Labels) -> list[Json]:
    """送审材料清单: the files read, then those that could not be read."""
    review = settled.review
    read = [
        (row.name, "、".join(name for name, _ in materials.role_names(row, labels)), _note(row))
        for row in materials.rows(review)
    ]
    lost = [(_file_of(one.note), "", flat(one.note)) for one in materials.unread(review)]
    return [
        {"number": str(number), "name": flat(name), "role": flat(role), "note": note}
        for number, (name, role, note) in enumerate((*read, *lost), 1)
    ]


def _note(row: materials.Row) -> str:
    notes = [_standing(row)] if row.understood else []
    notes += [f"内容同“{flat(row.duplicate_of)}”"] if row.duplicate_of else []
    notes += ["类型为人工指定"] if row.chosen else []
    return "，".join(notes)


def _standing(row: materials.Row) -> str:
    words = {"used": f"用于核对{len(row.used_for)}项", "unused": "没有用于核对"}
    return words.get(row.standing, row.standing_label)


def _file_of(note: str) -> str:
    """The name between the quotation marks of a note on a file that was not read."""
    return note.partition("“")[2].partition("”")[0] or "（未能读取的材料）"
