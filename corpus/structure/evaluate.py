"""Evaluation (结构评测): in how many files of a folder do the articles form an unbroken sequence?

Run `python -m corpus.structure.evaluate DIR [--list]`. A file counts as right if its articles, and
those of each annex on their own, run from 1 (a 编 of a code: from any number) up to n without gap
or repeat, 之一 articles allowed between. Files that hold no article sequence count as right when
none was found. Both shares are printed, with and without such files.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.document import Provision, ProvisionKind
from corpus.instrument import ArticleNumber
from corpus.numbering import format_article_number, parse_article_number
from corpus.structure.parser import parse_structure

Outcome = Literal["unbroken", "no_articles", "source", "ours"]
LABELS: dict[Outcome, str] = {
    "unbroken": "条号连续",
    "no_articles": "无条文（按层次或段落识别）",
    "source": "来源文本本身缺号、重号或错号",
    "ours": "解析与来源不符",
}
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_ANY_ARTICLE = re.compile(
    r"^[ \t\u3000\u00a0#*]*"
    r"([第笫][零〇○一二三四五六七八九十百千0-9]+条(?:之[一二三四五六七八九十]+)?)",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """评测结果: one file, how it came out, and each break in words."""

    name: str
    outcome: Outcome
    articles: int
    breaks: tuple[str, ...] = ()


def judge(name: str, text: str) -> Judged:
    """评测: parse a text and judge its article sequence against the source's own numbers.

    A number at a line start of the source that counts on from the one before it and is no article
    of the tree is lost: ours. A break that remains when nothing was lost is the source's own.
    """
    root = parse_structure(text)
    groups = list(_groups(root))
    count = sum(len(group) for group in groups)
    lost = _lost(text, root)
    if not count:
        return Judged(name, "ours" if lost else "no_articles", 0, lost)
    free = _may_start_late(root, name)
    breaks = tuple(b for group in groups for b in _breaks(group, free_start=free))
    if lost:
        return Judged(name, "ours", count, (*lost, *breaks))
    return Judged(name, "source" if breaks else "unbroken", count, breaks)


def judge_folder(folder: Path) -> list[Judged]:
    """评测: judge every .md and .txt file below a folder."""
    files = sorted(p for p in folder.rglob("*") if p.suffix in (".md", ".txt"))
    return [
        judge(str(p.relative_to(folder)), _COMMENT.sub("", p.read_text(encoding="utf-8")))
        for p in files
        if p.name != "README.md"
    ]


def _lost(text: str, root: Provision) -> tuple[str, ...]:
    """Return the numbers at line starts of the source that should be articles and are none."""
    taken = {n.span.start for n in root.walk() if n.kind is ProvisionKind.ARTICLE}
    last, lost = 0, []
    for found in _ANY_ARTICLE.finditer(text):
        number = parse_article_number(found[1])
        if number is None:
            continue
        if found.start(1) not in taken and number == ArticleNumber(last + 1):
            lost.append(f"漏{found[1]}")
        if found.start(1) in taken or number == ArticleNumber(last + 1):
            last = number.main
    return tuple(lost)


def _may_start_late(root: Provision, name: str) -> bool:
    """Tell whether the articles may begin above 1: a 编 of a code, a 修正案 that counts on."""
    return bool(re.search("编|民法典|修正案", name)) or any(
        c.kind is ProvisionKind.BOOK for c in root.children
    )


def _groups(root: Provision) -> Iterator[list[ArticleNumber]]:
    annexes = [c for c in root.children if c.kind is ProvisionKind.ANNEX]
    outside = [c for c in root.children if c.kind is not ProvisionKind.ANNEX]
    for part in (outside, *([annex] for annex in annexes)):
        numbers = [
            ArticleNumber(node.ordinal or 0, node.sub)
            for top in part
            for node in top.walk()
            if node.kind is ProvisionKind.ARTICLE
        ]
        if numbers:
            yield numbers


def _breaks(numbers: Sequence[ArticleNumber], *, free_start: bool) -> Iterator[str]:
    last = ArticleNumber(numbers[0].main - 1) if free_start else ArticleNumber(0)
    for number in numbers:
        after = {ArticleNumber(last.main + 1), ArticleNumber(last.main, last.sub + 1)}
        if number not in after:
            yield _describe(last, number)
        last = number


def _describe(last: ArticleNumber, number: ArticleNumber) -> str:
    if number.sub == 0 and number.main > last.main + 1:
        return f"缺{format_article_number(ArticleNumber(last.main + 1))}"
    if number == last:
        return f"重复{format_article_number(number)}"
    return f"{format_article_number(last)}之后是{format_article_number(number)}"


def report(judged: Sequence[Judged], *, listing: bool = False) -> list[str]:
    """评测报告: the lines of the report in Chinese."""
    counts = Counter(j.outcome for j in judged)
    holding = len(judged) - counts["no_articles"]
    right = counts["unbroken"] + counts["no_articles"]
    lines = [f"文件 {len(judged)} 个，条文 {sum(j.articles for j in judged)} 条"]
    lines += [f"  {LABELS[o]}：{counts[o]}" for o in LABELS]
    lines.append(f"含条文的文件中条号连续：{counts['unbroken'] / max(holding, 1):.2%}")
    lines.append(f"连同无条文文件：{right / max(len(judged), 1):.2%}")
    if listing:
        lines += [
            f"[{LABELS[j.outcome]}] {j.name}：{'；'.join(j.breaks[:6]) or '—'}"
            for j in judged
            if j.outcome != "unbroken"
        ]
    return lines


def main(arguments: Sequence[str]) -> int:
    """评测命令: print the report for a folder; 2 if the folder does not exist."""
    folders = [Path(a) for a in arguments if not a.startswith("--")]
    if len(folders) != 1 or not folders[0].is_dir():
        print("用法：python -m corpus.structure.evaluate 目录 [--list]")  # noqa: T201
        return 2
    for line in report(judge_folder(folders[0]), listing="--list" in arguments):
        print(line)  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
