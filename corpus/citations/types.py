"""Citation (引用): a reference in a draft to a provision, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.instrument import ArticleNumber
from corpus.span import Span


class CitationForm(StrEnum):
    """引用形式: how the reference is written."""

    TITLE = "title"  # 《某法》, with or without a provision
    BARE_TITLE = "bare_title"  # 某法第十条, a known law without 《》
    ABBREVIATION = "abbreviation"  # a name defined earlier by 以下简称
    DOCUMENT_NUMBER = "document_number"  # 国办发〔2018〕37号
    SELF = "self"  # 本法 本办法 本条例 本合同
    RELATIVE = "relative"  # 前款 前条 本条第二款

    @property
    def label(self) -> str:
        """The Chinese name of the form."""
        return _FORM_LABEL[self]


_FORM_LABEL = {
    CitationForm.TITLE: "书名号引用",
    CitationForm.BARE_TITLE: "无书名号引用",
    CitationForm.ABBREVIATION: "简称引用",
    CitationForm.DOCUMENT_NUMBER: "文号引用",
    CitationForm.SELF: "引用本文件",
    CitationForm.RELATIVE: "相对引用",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """引用: one reference; a list or range yields one citation an article.

    `span` covers the words of this reference (for a list: from its own number on, the first one
    also covers the law's name). `law` is the name as the citation means it, abbreviations expanded,
    without 《》 and without a bracketed version; "" for SELF and RELATIVE.
    `version` is a bracketed version as written ("2023年修订"). `document_number` as written.
    `article`, `paragraph`, `item`, `point` are 条 款 项 目; None where not given.
    `quote` is the text that the draft claims the provision says, if it quotes, with `quote_span`.
    """

    span: Span
    form: CitationForm
    law: str
    law_span: Span | None = None
    version: str | None = None
    document_number: str | None = None
    article: ArticleNumber | None = None
    paragraph: int | None = None
    item: int | None = None
    point: int | None = None
    quote: str | None = None
    quote_span: Span | None = None


class Verdict(StrEnum):
    """引用判断: the seven verdicts."""

    IN_FORCE = "in_force"  # 有效
    AMENDED = "amended"  # 已被修改（条号或内容变动）
    REPEALED = "repealed"  # 已废止（列后继）
    NOT_YET = "not_yet_in_force"  # 尚未施行
    NO_SUCH_PROVISION = "no_such_provision"  # 条款不存在
    MISQUOTED = "misquoted"  # 引文不符
    NOT_IN_LIBRARY = "not_in_library"  # 不在库; never means "does not exist"

    @property
    def label(self) -> str:
        """The Chinese name of the verdict."""
        return _LABEL[self]


_LABEL = {
    Verdict.IN_FORCE: "有效",
    Verdict.AMENDED: "已被修改",
    Verdict.REPEALED: "已废止",
    Verdict.NOT_YET: "尚未施行",
    Verdict.NO_SUCH_PROVISION: "条款不存在",
    Verdict.MISQUOTED: "引文不符",
    Verdict.NOT_IN_LIBRARY: "不在库",
}


@dataclass(frozen=True, slots=True)
class Resolution:
    """引用核对结果: a citation with its verdict on a date.

    `law` is the library's full name ("" if not in the library). `quoted_text` is the provision
    verbatim from the library, as of the date ("" if there is none). `successors` are the laws (and
    article, where `article_map` knows it) that took its place. `note` is a Chinese explanation.
    """

    citation: Citation
    verdict: Verdict
    law: str = ""
    quoted_text: str = ""
    successors: tuple[str, ...] = ()
    note: str = ""
