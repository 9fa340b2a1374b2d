"""Coverage (覆盖范围): what this version does not look at, so that silence is not taken for clean."""

from __future__ import annotations

from models.submission import Kind

_COMMON = ("图片、附图和未读内容",)
_PUBLIC = (
    "未引用条文的上位法抵触（只比对检索到的相近条文，可能漏报）",
    "没有随附的送审材料；材料的真伪（签名、印章是否属实）",
)
_BY_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.CONTRACT: (
        "商务条件是否公平、价格是否合理、对方的履约能力和信用",
        "引用的招标、采购文件和没有随附的附件",
        "同一项目拆分为数份合同的情形（须与其他合同一并核对）",
        "本合同没有列入的种类（供用电、保险、旅游、合伙等）特有的条款",
    ),
    Kind.OTHER: ("内容合法性（本文书不属于规范性文件、规章、地方性法规、重大决策或合同）",),
}


def not_covered(kind: Kind) -> tuple[str, ...]:
    """未覆盖内容 for a kind of document, as Chinese phrases."""
    return (*_BY_KIND.get(kind, _PUBLIC), *_COMMON)
