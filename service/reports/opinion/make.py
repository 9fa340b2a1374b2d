"""Templates (意见书模板): `python -m service.reports.opinion.make [DIR]` writes both docx files.

The layout follows GB/T 9704: A4, 37 mm above, 28 mm left, a type area of 156 × 225 mm with 22
lines of 28 characters, 小标宋 二号 for the title, 仿宋 三号 for the text, 黑体 and 楷体 for
headings, page numbers outside. Fonts that a machine lacks have substitutes in the font table.
The output is the same byte for byte on every run.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from service.reports.opinion.layout import Layout

HERE = Path(__file__).resolve().parent / "templates"
NAMES = ("legality", "contract")
_STAMP = datetime(2026, 11, 1, 8, 0, 0)


def build(name: str) -> bytes:
    """意见书模板: `name` is legality or contract."""
    page = Layout()
    _head(page)
    _basics(page)
    _procedure(page, "签约程序审查" if name == "contract" else "程序审查")
    _content(page, "合同内容审查" if name == "contract" else "内容审查")
    _end(page)
    _signature(page)
    _materials(page)
    _steps(page)
    _texts(page)
    return page.save("{{ title }}", _STAMP)


def _head(page: Layout) -> None:
    page.line("number", "{{ number }}")
    page.line("gap", "")
    page.logic("for line in title_lines")
    page.line("title", "{{ line }}")
    page.logic("endfor")
    page.line("gap", "")
    page.line("flush", "{{ addressee }}：")
    page.line("text", "{{ opening }}")


def _basics(page: Layout) -> None:
    page.line("head", "一、基本情况")
    page.logic("for fact in facts")
    page.line("text", ("label", "{{ fact.label }}："), "{{ fact.value }}")
    page.logic("endfor")
    page.line("head", "二、审查依据")
    page.line("text", "{{ ground_note }}")
    page.logic("for ground in grounds")
    page.line("text", ("label", "{{ ground.name }}："), "{{ ground.text }}。")
    page.logic("endfor")


def _procedure(page: Layout, heading: str) -> None:
    page.line("head", f"三、{heading}")
    page.line("text", "{{ procedure.summary }}")
    page.logic("for problem in procedure.problems")
    page.line(
        "item",
        "{{ problem.number }}{{ problem.name }}"
        "（{% if problem.severity %}{{ problem.severity }}，{% endif %}{{ problem.status }}）",
    )
    page.line("text", ("label", "认定："), "{{ problem.message }}")
    page.logic("for line in problem.evidence")
    page.line("text", ("label", "材料："), "{{ line }}")
    page.logic("endfor")
    _bases(page, "problem")
    page.logic("if problem.suggestion")
    page.line("text", ("label", "建议："), "{{ problem.suggestion }}")
    page.logic("endif")
    page.logic("endfor")


def _content(page: Layout, heading: str) -> None:
    page.line("head", f"四、{heading}")
    page.line("text", "{{ content.summary }}")
    page.logic("for finding in content.findings")
    page.line(
        "item",
        "{{ finding.number }}{{ finding.place }}　{{ finding.category }}（{{ finding.severity }}）",
    )
    page.logic("if finding.quote")
    page.line("text", ("label", "原文："), "“{{ finding.quote }}”")
    page.logic("endif")
    page.line("text", ("label", "问题："), "{{ finding.message }}")
    _bases(page, "finding")
    page.logic("if finding.suggestion")
    page.line("text", ("label", "建议："), "{{ finding.suggestion }}")
    page.logic("endif")
    page.logic("endfor")
    page.logic("if content.cleared")
    page.line("text", "{{ content.cleared }}")
    page.logic("endif")


def _bases(page: Layout, owner: str) -> None:
    page.logic(f"if {owner}.basis")
    page.line(
        "text",
        ("label", "依据："),
        f"{{{{ {owner}.basis }}}}{{% if {owner}.basis_quote %}}：{{% endif %}}",
        ("quoted", f"{{% if {owner}.basis_quote %}}“{{{{ {owner}.basis_quote }}}}”{{% endif %}}"),
        f"{{% if {owner}.other_bases %}}；{{{{ {owner}.other_bases }}}}{{% endif %}}。",
    )
    page.logic("endif")


def _end(page: Layout) -> None:
    page.line("head", "五、需要说明的事项")
    page.logic("for part in remarks")
    page.line("item", "{{ part.number }}{{ part.heading }}")
    page.logic("for line in part.lines")
    page.line("text", "{{ line }}")
    page.logic("endfor")
    page.logic("endfor")
    page.line("head", "六、审查结论")
    page.line("verdict", "{{ conclusion_text }}")
    page.line("verdict", ("strong", "审查结论：{{ conclusion }}。"))


def _signature(page: Layout) -> None:
    page.logic("if annexes")
    page.line("gap_kept", "")
    page.logic("for line in annexes")
    page.line("annexes", "{% if loop.first %}附件：{% else %}　　　{% endif %}{{ line }}")
    page.logic("endfor")
    page.logic("endif")
    page.line("gap_kept", "")
    page.line("signer", "承办人：{{ reviewer }}　复核人：{{ checker }}　签发人：{{ approver }}")
    page.line("gap_kept", "")
    page.line("sign", "{{ office }}")
    page.line("sign", "{{ day }}")
    page.line("note", "{{ statement }}")


def _materials(page: Layout) -> None:
    page.logic("if materials_annex")
    page.line("annex", "{{ materials_annex }}")
    page.line("table_title", "送审材料清单")
    page.table(
        "row in materials",
        ("序号", "{{ row.number }}", 13),
        ("材料", "{{ row.name }}", 75),
        ("认定的类型", "{{ row.role }}", 36),
        ("说明", "{{ row.note }}", 32),
    )
    page.logic("endif")


def _steps(page: Layout) -> None:
    page.logic("if steps_annex")
    page.line("annex", "{{ steps_annex }}")
    page.line("table_title", "程序核对表")
    page.table(
        "row in procedure.steps",
        ("序号", "{{ row.number }}", 13),
        ("程序环节", "{{ row.name }}", 28),
        ("核对情况", "{{ row.status }}", 21),
        ("认定", "{{ row.message }}", 52),
        ("依据", "{{ row.bases }}", 42),
    )
    page.logic("endif")


def _texts(page: Layout) -> None:
    page.logic("if texts_annex")
    page.line("annex", "{{ texts_annex }}")
    page.line("table_title", "审查依据条文")
    page.logic("for one in texts")
    page.line("law", ("label", "{{ one.title }}"))
    page.line("law_text", "{{ one.text }}")
    page.logic("endfor")
    page.logic("endif")


def main(directory: Path = HERE) -> None:
    """意见书模板: write both files into a directory."""
    for name in NAMES:
        (directory / f"{name}.docx").write_bytes(build(name))


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
