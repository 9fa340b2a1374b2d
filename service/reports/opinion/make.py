"""Templates (意见书模板): `python -m service.reports.opinion.make [DIR]` writes both docx files.

The layout follows GB/T 9704: A4, 37 mm above, 28 mm left, a type area of 156 × 225 mm with 22
lines of 28 characters, 小标宋 二号 for the title, 仿宋 三号 for the text, 黑体 and 楷体 for
headings, page numbers outside. Fonts that a machine lacks have substitutes in the font table.
The output is the same byte for byte on every run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
    return page.save("{{ title }}", "{{ versions }}", _STAMP)


def _head(page: Layout) -> None:
    page.line("number", "{{ number }}")
    page.line("gap", "")
    with page.each("line in title_lines"):
        page.line("title", "{{ line }}")
    page.line("gap", "")
    page.line("flush", "{{ addressee }}：")
    page.line("text", "{{ opening }}")


def _basics(page: Layout) -> None:
    page.line("head", "一、基本情况")
    with page.each("fact in facts"):
        page.line("text", ("label", "{{ fact.label }}："), "{{ fact.value }}")
    page.line("head", "二、审查依据")
    page.line("text", "{{ ground_note }}")
    with page.each("ground in grounds"):
        page.line("text", ("label", "{{ ground.name }}："), "{{ ground.text }}。")


def _procedure(page: Layout, heading: str) -> None:
    page.line("head", f"三、{heading}")
    page.line("text", "{{ procedure.summary }}")
    with page.each("problem in procedure.problems"):
        page.line(
            "item",
            "{{ problem.number }}{{ problem.name }}"
            "（{% if problem.severity %}{{ problem.severity }}，{% endif %}{{ problem.status }}）",
        )
        page.line("text", ("label", "认定："), "{{ problem.message }}")
        with page.each("line in problem.evidence"):
            page.line("text", ("label", "证据："), "{{ line }}")
        _bases(page, "problem")
        _told(page, "problem.suggestion", "建议：", "{{ problem.suggestion }}")


def _content(page: Layout, heading: str) -> None:
    page.line("head", f"四、{heading}")
    page.line("text", "{{ content.summary }}")
    with page.each("finding in content.findings"):
        page.line(
            "item",
            "{{ finding.number }}{{ finding.place }}　{{ finding.category }}"
            "（{{ finding.severity }}）",
        )
        _told(page, "finding.quote", "原文：", "“{{ finding.quote }}”")
        page.line("text", ("label", "问题："), "{{ finding.message }}")
        _bases(page, "finding")
        _told(page, "finding.suggestion", "建议：", "{{ finding.suggestion }}")
    with page.when("content.cleared"):
        page.line("text", "{{ content.cleared }}")


def _told(page: Layout, value: str, label: str, words: str) -> None:
    """A labelled line that is there where its value is."""
    with page.when(value):
        page.line("text", ("label", label), words)


def _bases(page: Layout, owner: str) -> None:
    with page.when(f"{owner}.basis"):
        page.line(
            "text",
            ("label", "依据："),
            f"{{{{ {owner}.basis }}}}{{% if {owner}.basis_quote %}}：{{% endif %}}",
            (
                "quoted",
                f"{{% if {owner}.basis_quote %}}“{{{{ {owner}.basis_quote }}}}”{{% endif %}}",
            ),
            f"{{% if {owner}.other_bases %}}；{{{{ {owner}.other_bases }}}}{{% endif %}}。",
        )


def _end(page: Layout) -> None:
    page.line("head", "五、需要说明的事项")
    with page.each("part in remarks"):
        page.line("item", "{{ part.number }}{{ part.heading }}")
        with page.each("line in part.lines"):
            page.line("text", "{{ line }}")
    page.line("head", "六、审查结论")
    page.line("verdict", "{{ conclusion_text }}")
    page.line("verdict", ("strong", "审查结论：{{ conclusion }}。"))


def _signature(page: Layout) -> None:
    with page.when("annexes"):
        page.line("gap_kept", "")
        with page.each("line in annexes"):
            page.line("annexes", "{% if loop.first %}附件：{% else %}　　　{% endif %}{{ line }}")
    page.line("gap_kept", "")
    page.line("signer", "承办人：{{ reviewer }}　复核人：{{ checker }}　签发人：{{ approver }}")
    page.line("gap_kept", "")
    page.line("sign", "{{ office }}")
    page.line("sign", "{{ day }}")
    page.line("note", "{{ statement }}")


@contextmanager
def _annex(page: Layout, mark: str, title: str) -> Iterator[None]:
    """附件 on a page of its own, there where it has a mark."""
    with page.when(mark):
        page.line("annex", f"{{{{ {mark} }}}}")
        page.line("table_title", title)
        yield


def _materials(page: Layout) -> None:
    with _annex(page, "materials_annex", "送审材料清单"):
        page.table(
            "row in materials",
            ("序号", "{{ row.number }}", 13),
            ("材料", "{{ row.name }}", 75),
            ("认定的类型", "{{ row.role }}", 36),
            ("说明", "{{ row.note }}", 32),
        )


def _steps(page: Layout) -> None:
    with _annex(page, "steps_annex", "程序核对表"):
        page.table(
            "row in procedure.steps",
            ("序号", "{{ row.number }}", 12),
            ("程序环节", "{{ row.name }}", 27),
            ("核对情况", "{{ row.status }}", 20),
            ("认定", "{{ row.message }}", 47),
            ("依据", "{{ row.bases }}", 50),
        )


def _texts(page: Layout) -> None:
    with _annex(page, "texts_annex", "审查依据条文"), page.each("one in texts"):
        page.line("law", ("label", "{{ one.title }}"))
        page.line("law_text", "{{ one.text }}")


def main(directory: Path = HERE) -> None:
    """意见书模板: write both files into a directory."""
    for name in NAMES:
        (directory / f"{name}.docx").write_bytes(build(name))


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
