"""Papers (单份材料): a file cut into the papers that it binds, each with its head and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.document import Document
from corpus.knowledge.evidence_signs import PaperView

_BLANKS = re.compile(r"[ \t\u3000\xa0\u200b\ufeff]+")
_MISREAD = tuple(zip("査吿淸髙內戶見", "查告清高内户见", strict=True))
_MISREAD_PIECES = (
    ("巳", re.compile("巳(?=[经于由收])"), "已"),
    ("曰", re.compile("(?<=[0-9一二三四五六七八九十])曰"), "日"),
    ("—–-", re.compile("^[—–-](?=、)|(?<=（)[—–-](?=）)", re.M), "一"),
)
_OTHER_SCRIPT = re.compile(
    r"[A-Za-z\u0600-\u06ff\u0f00-\u0fff\u1100-\u11ff\u1800-\u18af\uac00-\ud7af][^一-龥0-9《》（）()|：:]*"
)
_CHINESE = re.compile("[一-龥]")
_NAMED = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
_DIVIDER = re.compile(r"^[-—–―_=＝*·•～~]{4,}$")
_LABEL = re.compile(r"^[【［\[](?P<words>[^】］\]]{2,30})[】］\]]$")
_ANNEX = re.compile(
    r"^附(?:件|表|录|一|二|三)?(?:之)?[0-9０-９一二三四五六七八九十]{0,2}[：:、.]?(?P<words>[^。；]{0,45})$"
)
_DIGITS = "0-9〇○零一二三四五六七八九十廿"
_DATE = (
    rf"(?:19|20|二[〇○零Ｏ0])[{_DIGITS}]{{2}}[年./-][{_DIGITS}]{{1,3}}[月./-][{_DIGITS}]{{1,3}}日?"
)
_DATED = re.compile(rf"^(?:[^。，；：:|]{{0,40}}[）)]?)?{_DATE}(?:印发|（印章）|（盖章）)?$")
_NO_TITLE = re.compile(
    "^(?:抄送|抄报|联系人|联系电话|主题词|印发|附件|附：|出席|列席|参加|时间|地点|主持|记录|签名|签字|审核人|承办人|编号|共印)"
    "|[。；，、：:|]$|[|\t]"
)
_CHROME = re.compile(
    r"[>＞»›→]|首页|^当前位置|^您(?:现在|当前)?(?:的)?(?:所在)?位置|^(?:索引号|发布机构|发布日期|发布时间|成文日期|来源|信息来源|字号|浏览|打印|"
    rf"分享|文号|发文字号|有效性|公开方式|状态|作者|编辑)|^{_DATE}(?:[0-9:：]*)$|^附件?[0-9一二三四五六七八九十]{{0,2}}[：:]?$|"
    r"^[一-龥]{1,14}[〔\[【（(](?:19|20)\d{2}[〕\]】）)](?:第)?\d{1,5}号$|^(?:特急|加急|平急|急件|内部|密级.*|★.*|份号.*|签发人.*|第?[0-9-]+页.*|[（(]此件.{2,40}[）)]|"
    r"(?:代)?(?:省长|州长|盟长|市长|县长|旗长|区长|镇长|乡长|主任|局长|厅长)[：:]?[一-龥×]{0,4})$"
)
_ADOPTED = re.compile(r"^[（(].{6,60}(?:通过|批准|印发|公布|修正|修订|发布|施行)[^）)]{0,20}[）)]$")
_ADDRESSEE = re.compile(r"^[^：:|]{2,90}[：:]$")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章条]|\d{1,2}[、.．]|"
    r"[1-9](?=[一-龥])(?![号月日年个届次期版稿份周例家所项类级条户楼批]))"
)
_FIELD = re.compile(r"^[^：:|\t]{2,14}[：:|\t]")
_SUBJECT_FIELD = re.compile(
    r"^\|?(?:(?:文件|公文|来文|发文|文稿|稿件|邮件)?(?:标题|题目|题名|事由|主题|件名)|事项|议题|Subject|SUBJECT)[：:|](?P<value>[^|]{5,90})"
)
_TABLE_HEAD = re.compile("^(?:序号|编号|工作表)(?!.{0,3}$)")
_FIELD_LINES = 15
_HEAD_LINES = 12
_LONGEST_TITLE = 80
_OPENING = 420
_MOST, _LAST = 4000, 800


@dataclass(frozen=True)
class Paper:
    """单份材料: `lines` without blanks; `label` is what the binding calls it, "" for nothing."""

    name: str
    lines: tuple[str, ...]
    label: str = ""

    @cached_property
    def head(self) -> tuple[str, ...]:
        """The lines of the title block: what comes before the addressee and the first sentence."""
        return tuple(_head(self.lines))

    @cached_property
    def text(self) -> str:
        """The paper's text without blanks."""
        return "\n".join(self.lines)

    @cached_property
    def view(self) -> PaperView:
        """What the signs look at: of a long paper its beginning and its end."""
        return self._view(self.titles)

    @cached_property
    def field_view(self) -> PaperView | None:
        """The same with what a form calls its subject (标题、事由) for a title; None without one."""
        fields = (_SUBJECT_FIELD.match(line) for line in self.lines[:_FIELD_LINES])
        values = tuple(hit["value"] for hit in fields if hit)
        return self._view((*values, *self.titles)) if values else None

    def _view(self, titles: Sequence[str]) -> PaperView:
        emptied = _NAMED.sub("《》", self.text)
        titles = tuple(_NAMED.sub("《》", words) for words in titles)
        if len(emptied) > _MOST:
            emptied = emptied[: _MOST - _LAST] + "\n" + emptied[-_LAST:]
        return PaperView(self.name, titles, emptied[:_OPENING], emptied)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The label, the lines of the head, and up to four of them joined."""
        labels = (self.label,) if self.label else ()
        head = tuple(_chinese(line) for line in self.head)
        joined = ("".join(head[i : i + n]) for n in (4, 3, 2) for i in range(len(head) - n + 1))
        return (*labels, *(w for w in joined if len(w) <= _LONGEST_TITLE + 30), *head)


def papers(document: Document) -> tuple[Paper, ...]:
    """单份材料 of a file, in order; the first is what the file begins with."""
    lines = [line for line in _squeezed(document.text).splitlines() if line]
    name = _squeezed(document.name.rsplit(".", 1)[0])
    starts = list(_starts(lines))
    made = []
    for (start, label), end in zip(starts, [s for s, _ in starts[1:]] + [len(lines)], strict=True):
        part = tuple(line for line in lines[start:end] if not _DIVIDER.match(line))
        if part:
            made.append(Paper(name, part, label))
    return tuple(made)


def _squeezed(text: str) -> str:
    """A text without blanks, and with the letters set right that scans misread most."""
    text = _BLANKS.sub("", text.replace("\t", "|"))
    for wrong, right in _MISREAD:
        text = text.replace(wrong, right)
    for letters, pattern, right in _MISREAD_PIECES:
        if any(letter in text for letter in letters):
            text = pattern.sub(right, text)
    return text


def _chinese(line: str) -> str:
    """A line of the head without its translation (Public Consultation, Mongolian, Tibetan)."""
    plain = _OTHER_SCRIPT.sub("", line)
    return plain if len(_CHINESE.findall(plain)) >= 4 else line


def _starts(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Where papers start, with the label of each."""
    yield 0, ""
    dated, last = False, 0
    for i, line in enumerate(lines):
        label = _LABEL.match(line)
        annex = _ANNEX.match(line) if dated or i - last > 3 else None
        if _DIVIDER.match(line) and i + 1 < len(lines):
            start, words = i + 1, ""
        elif label and i > last:
            start, words = i, label["words"]
        elif annex and _begins_annex(lines, i, dated):
            start, words = i, annex["words"]
        elif dated and i > last and _DATED.match(lines[i - 1]) and _title_like(line):
            start, words = i, ""
        else:
            dated = dated or bool(_DATED.match(line) and i > last + 2)
            continue
        if start > last:
            yield start, words
            dated, last = False, start


def _begins_annex(lines: Sequence[str], i: int, dated: bool) -> bool:
    """Whether 附件 opens a paper here, not a list of what is enclosed."""
    after = lines[i + 1] if i + 1 < len(lines) else ""
    if re.match(r"^(?:\d|[一二三四五六七八九十]、)", after) and not dated:
        return False
    if re.search(r"[：:]\d[.．、]", lines[i]) or not after or _DATED.match(after):
        return False
    return dated or bool(
        re.fullmatch(r"附(?:件|表|录)[0-9一二三四五六七八九十]{0,2}[：:]?", lines[i])
    )


def _title_like(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and not _NO_TITLE.search(line) and not _NUMBERED.match(line)


def _head(lines: Sequence[str]) -> Iterator[str]:
    for i, line in enumerate(lines[:_HEAD_LINES]):
        label = _LABEL.match(line)
        if label:
            yield label["words"]
            continue
        if _ADOPTED.match(line) or (i and not re.search("[一-龥0-9]", line)):
            continue
        if _CHROME.search(line) and len(line) <= 70 and not re.search("关于.*《", line):
            continue
        if _ends_head(line, i):
            return
        yield line


def _ends_head(line: str, i: int) -> bool:
    if len(line) > _LONGEST_TITLE or line.endswith(("。", "；")):
        return True
    if i and _TABLE_HEAD.match(line):
        return True
    if _ADDRESSEE.match(line) or (i and (_NUMBERED.match(line) or _FIELD.match(line))):
        return True
    return "|" in line
