"""Specimen (样例数据): made-up values with something in every place, to try a template on."""

from __future__ import annotations

from typing import Any

from service.reports.opinion.text import BLANK

Json = dict[str, Any]
_NOTE = "（样例文字，仅用于核对版式）"


def specimen(*, contract: bool) -> Json:
    """样例数据: the same keys as `context`; no office, draft or law in it is real."""
    name = "合同审查意见书" if contract else "合法性审查意见书"
    draft = "《样例市设备采购合同》" if contract else "《样例市公共停车场管理办法》"
    cited = {
        "number": "（一）",
        "severity": "重要",
        "message": f"样例认定{_NOTE}。",
        "basis": "《样例条例》第一条",
        "basis_quote": f"样例条文{_NOTE}。",
        "other_bases": "《样例办法》第二条（法规库未收录，待核）",
        "suggestion": "样例补正建议。",
    }
    step = {"name": "样例环节", "status": "不充分", "evidence": ["样例材料.docx载明“样例引文”。"]}
    clause = {"place": "第一条", "category": "样例类别", "quote": "样例原文"}
    return {
        "number": f"〔{BLANK * 3}〕{BLANK * 2}号",
        "title": f"关于{draft}的{name}",
        "title_lines": [f"关于{draft}的", name],
        "draft": draft,
        "addressee": "（送审单位）",
        "opening": f"你单位送审的{draft}收悉。现提出如下意见{_NOTE}：",
        "facts": [{"label": "送审文稿", "value": "样例.docx"}],
        "ground_note": f"样例说明{_NOTE}。",
        "grounds": [{"name": "法律", "text": "《样例法》第一条", "sure": True}],
        "procedure": {
            "summary": f"样例程序小结{_NOTE}。",
            "problems": [{**cited, **step}],
            "steps": [_row("样例环节", "不充分"), _row("样例环节二", "已落实")],
        },
        "content": {
            "summary": f"样例内容小结{_NOTE}。",
            "findings": [{**cited, **clause}],
            "cleared": "样例核对无误说明。",
        },
        "remarks": [{"number": "（一）", "heading": "样例事项", "lines": [f"样例说明{_NOTE}。"]}],
        "conclusion": "需人工核对",
        "conclusion_text": f"样例结论说明{_NOTE}。",
        "annexes": ["1. 送审材料清单", "2. 程序核对表", "3. 审查依据条文"],
        **_annexes(),
        "office": "（审查机构印章）",
        "reviewer": BLANK * 4,
        "checker": BLANK * 4,
        "approver": BLANK * 4,
        "day": f"{BLANK * 4}年{BLANK * 2}月{BLANK * 2}日",
        "statement": f"样例说明{_NOTE}。",
        "versions": f"样例版本{_NOTE}。",
    }


def _row(name: str, status: str) -> Json:
    return {
        "number": "1",
        "name": name,
        "status": status,
        "message": "样例认定。",
        "bases": "《样例条例》第一条",
    }


def _annexes() -> Json:
    return {
        "materials_annex": "附件1",
        "steps_annex": "附件2",
        "texts_annex": "附件3",
        "materials": [{"number": "1", "name": "样例.docx", "role": "起草说明", "note": ""}],
        "texts": [{"title": "《样例条例》第一条", "text": f"样例条文{_NOTE}。"}],
    }
