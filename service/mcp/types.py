"""Answers (工具应答): what the tools return; the descriptions go to the model that calls."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """应答 of any tool: the day and the library that it rests on."""

    model_config = ConfigDict(extra="forbid")

    as_of: Annotated[str, Field(description="基准日：按这一天有效的法律判断")]
    library_cutoff: Annotated[
        str | None, Field(description="法规库收录截止日；此后的法律变化不在库中")
    ]
    library_version: Annotated[str, Field(description="法规库版本")]


class Basis(BaseModel):
    """法律依据."""

    law: Annotated[str, Field(description="法律、法规、规章名称")]
    article: Annotated[str, Field(description="条号；空为整部")]
    validity: Annotated[str, Field(description="基准日的效力或者引用判断")]
    verified: Annotated[bool, Field(description="已在库中核实且现行有效；false 须人工核对")]
    quoted_text: Annotated[str, Field(description="法规库中的原文，逐字；空为库中没有")]


class Place(BaseModel):
    """送审文本中的位置."""

    start: Annotated[int, Field(description="起点（Unicode 码位，含）")]
    end: Annotated[int, Field(description="终点（不含）")]


class Problem(BaseModel):
    """问题: a finding."""

    id: Annotated[str, Field(description="稳定指纹")]
    severity: Annotated[
        str, Field(description="critical 严重、major 重要、minor 一般、notice 提示")
    ]
    severity_name: Annotated[str, Field(description="严重度的中文名称")]
    category: Annotated[str, Field(description="类目的中文名称")]
    place: Annotated[str, Field(description="位置，如 第十一条第一款；全文 为没有具体位置")]
    span: Annotated[
        Place | None, Field(description="在所送 text 中的位置；null 为没有或者不能确定")
    ]
    quote: Annotated[str, Field(description="有问题的原文")]
    message: Annotated[str, Field(description="问题说明")]
    suggestion: Annotated[str, Field(description="修改建议")]
    basis: Annotated[list[Basis], Field(description="法律依据")]


class Open(BaseModel):
    """未能判断: a clause that a person must judge."""

    place: Annotated[str, Field(description="位置")]
    category: Annotated[str, Field(description="可能涉及的类目")]
    quote: Annotated[str, Field(description="原文")]
    message: Annotated[str, Field(description="为什么不能判断")]
    basis: Annotated[list[Basis], Field(description="可以对照的规定")]


class Step(BaseModel):
    """程序步骤."""

    name: Annotated[str, Field(description="步骤名称")]
    status: Annotated[str, Field(description="已落实、缺失、不充分、未能判断")]
    message: Annotated[str, Field(description="说明")]


class ReviewAnswer(Answer):
    """审查结果."""

    title: Annotated[str, Field(description="读出的标题")]
    kind: Annotated[str, Field(description="文书类型")]
    kind_reason: Annotated[str, Field(description="类型的由来")]
    issuer_level: Annotated[str | None, Field(description="制定主体层级；null 为未能识别")]
    conclusion: Annotated[
        str, Field(description="合法、修改后合法、不合法、需人工核对、未能完成审查")
    ]
    explanation: Annotated[str, Field(description="结论的含义和限度，转述结论时应当一并说明")]
    findings: Annotated[list[Problem], Field(description="发现的问题")]
    undecided: Annotated[list[Open], Field(description="机器不能判断、须由人判断的条款")]
    procedure: Annotated[
        list[Step], Field(description="没有落实的程序步骤；只送文本时多为没有材料")
    ]
    not_read: Annotated[list[str], Field(description="没有读到的内容")]
    not_covered: Annotated[list[str], Field(description="本版本对这类文书不检查的内容")]
    failures: Annotated[list[str], Field(description="没有完成的检查")]
    truncated: Annotated[
        int, Field(description="因篇幅没有列出的问题和未能判断的条款数；0 为全部列出")
    ]


class Cited(BaseModel):
    """一处引用."""

    quote: Annotated[str, Field(description="文本中的引用文字")]
    span: Annotated[Place | None, Field(description="在所送 text 中的位置；null 为不能确定")]
    law: Annotated[str, Field(description="所引文件；空为引用本文件")]
    resolved_law: Annotated[str | None, Field(description="法规库中的全称")]
    article: Annotated[str | None, Field(description="条号")]
    verdict: Annotated[
        str,
        Field(
            description="in_force 有效、amended 已被修改、repealed 已废止、not_yet_in_force 尚未施行、"
            "no_such_provision 条款不存在、misquoted 引文不符、not_in_library 不在库（不等于不存在）"
        ),
    ]
    verdict_name: Annotated[str, Field(description="判断的中文名称")]
    purpose: Annotated[
        str, Field(description="引用目的：依据或引用、本文件所废止、历史文本、文内引用")
    ]
    faulty: Annotated[bool, Field(description="作为依据引用，而且失效、不存在或者不符")]
    successors: Annotated[list[str], Field(description="取代它的规定")]
    quoted_text: Annotated[str | None, Field(description="所引条文的原文，逐字；null 为库中没有")]
    message: Annotated[str, Field(description="说明")]


class CitationsAnswer(Answer):
    """引用核对结果."""

    total: Annotated[int, Field(description="引用总数")]
    faulty: Annotated[int, Field(description="有问题的引用数")]
    citations: Annotated[list[Cited], Field(description="逐处引用，按文中顺序，有问题的优先保留")]
    truncated: Annotated[int, Field(description="因篇幅没有列出的引用数")]


class ProvisionAnswer(Answer):
    """条文查询结果."""

    law: Annotated[str, Field(description="法规库中的全称；空为不在库")]
    article: Annotated[str, Field(description="条号；空为整部")]
    level: Annotated[str | None, Field(description="效力层级")]
    verdict: Annotated[
        str,
        Field(
            description="in_force 有效、repealed 已废止、not_yet_in_force 尚未施行、amended 已被修改、"
            "no_such_provision 条款不存在、not_in_library 不在库（不等于不存在）"
        ),
    ]
    verdict_name: Annotated[str, Field(description="判断的中文名称")]
    effective_from: Annotated[
        str | None, Field(description="该文本自何日施行；null 为不明或者不适用")
    ]
    effective_to: Annotated[str | None, Field(description="该文本自何日失效；null 为没有")]
    text: Annotated[str | None, Field(description="条文原文，逐字；null 为库中没有")]
    successors: Annotated[list[str], Field(description="取代它的规定")]
    message: Annotated[str, Field(description="说明")]


class Found(BaseModel):
    """检索到的条文."""

    rank: Annotated[int, Field(description="名次，从 1 起")]
    law: Annotated[str, Field(description="法律、法规、规章名称")]
    article: Annotated[str, Field(description="条号；空为没有分条的文本")]
    level: Annotated[str, Field(description="效力层级")]
    text: Annotated[str, Field(description="条文原文，逐字")]


class SearchAnswer(Answer):
    """检索结果."""

    query: Annotated[str, Field(description="检索词")]
    retriever: Annotated[str, Field(description="检索方式：哪些检索参与了")]
    hits: Annotated[list[Found], Field(description="基准日有效的条文，最相关的在前")]
