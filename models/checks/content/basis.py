"""Basis (依据): does a superior provision in force on the date carry the same act?

First the provision that the clause itself cites; if it cites none, a search over superior
instruments shows whether the clause repeats one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.citations import Citation, CitationForm, Resolution, Verdict, resolve
from corpus.document import Document, Provision, ProvisionKind
from corpus.instrument import Level
from corpus.numbering import format_article_number
from corpus.span import Span
from models.checks.base import Context
from models.checks.content.limit import fine_ranges
from models.finding import LegalBasis

Answer = Literal["carried", "exceeded", "uncertain", "generic", "none"]

_CARRIES: dict[str, re.Pattern[str]] = {
    "penalty": re.compile(r"罚款|没收|吊销|暂扣|停产|停业|警告|拘留|关闭|处罚|禁止|不得|资格|名单"),
    "credit_sanction": re.compile(r"信用|失信|名单"),
    "license": re.compile(r"许可|批准|审批|登记|备案|核准|资格|证书|同意|认定|认证"),
    "coercion_measure": re.compile(r"查封|扣押|扣留|冻结|封存|强制|暂扣|先行登记"),
    "coercion_execution": re.compile(r"强制|滞纳金|代履行|停止供|拆除|加处"),
    "fee_enterprise": re.compile(r"费|金|收取|缴纳"),
    "certificate": re.compile(r"证明|提交|材料|出具"),
    "insurance": re.compile(r"保险|投保"),
    "investigation": re.compile(r"检查|进入|查询|调查"),
}
_OWN_MEASURE = re.compile(
    r"[0-9０-９一二三四五六七八九十百千万两]+万?元|[一二三四五六七八九十两\d]+倍"
)
_GENERIC = re.compile(
    r"(依法|依照|按照|根据)[^，。；《]{0,24}(法律|法规|规章|国家|有关规定|相关规定|规定)[^。；]{0,20}"
    r"(处罚|处理|给予|处以|予以|追究|查处|办理|实施|执行|吊销|没收|取缔|责令|扣押|收取|缴纳)"
    r"|依法(给予|处以|予以|追究|处理|处罚|查处|吊销|暂扣|没收|取缔|关闭|责令|实施|采取|从重|申请|收取|查封|扣押)"
    r"|(法律|法规|规章)(另有|明确)?规定(可以|应当)?(处以?|给予|予以|并处|吊销|没收|责令)"
    r"|由[^，。；]{2,24}依法[^，。；]{0,8}(处理|处罚|查处|给予|予以|责令|吊销|没收|取缔)"
)
_CONSEQUENCE = re.compile(r"，(?:由|处|责令|给予|可以|并处|一律|不得|方可)")
_OVERLAP = 0.6
_MIN_CONDUCT = 8


@dataclass(frozen=True, slots=True)
class BasisAnswer:
    """依据判断: the answer, the provisions looked at, and the reason in Chinese.

    `law_text` is the provision's text where the limit can be compared.
    """

    answer: Answer
    bases: tuple[LegalBasis, ...] = ()
    reason: str = ""
    law_text: str = ""


def find_basis(
    span: Span,
    act: str,
    document: Document,
    citations: Sequence[Citation],
    context: Context,
    level: Level,
) -> BasisAnswer:
    """依据判断 for the sentence at `span` that does `act`."""
    sentence = span.of(document.text)
    cited = [c for c in citations if span.contains(c.span) and _external(c)]
    if not cited:
        cited = _cited_around(span, document, citations, sentence)
    if cited:
        return _from_citations(cited, act, sentence, document, context)
    if refers_generally(sentence):
        return BasisAnswer("generic", reason="本句只作指引，未自行设定种类、幅度")
    return _from_search(sentence, act, context, level)


def refers_generally(text: str) -> bool:
    """概括指引: whether a clause points at "the law" without a measure of its own."""
    return bool(_GENERIC.search(text)) and not _OWN_MEASURE.search(text)


def _external(citation: Citation) -> bool:
    return citation.form not in (CitationForm.SELF, CitationForm.RELATIVE)


def _cited_around(
    span: Span, document: Document, citations: Sequence[Citation], sentence: str
) -> list[Citation]:
    """Citations of the same paragraph count only if the sentence leans on them."""
    if not re.search(r"(依照|按照|根据|依据)(前款|上述|该|此|其)", sentence):
        return []
    around = _paragraph(document, span)
    return [c for c in citations if around.contains(c.span) and _external(c)]


def _paragraph(document: Document, span: Span) -> Span:
    path: tuple[Provision, ...] = document.path_at(span.start)
    articles = [p for p in path if p.kind is ProvisionKind.ARTICLE]
    return articles[-1].span if articles else span


def _from_citations(
    cited: Sequence[Citation], act: str, sentence: str, document: Document, context: Context
) -> BasisAnswer:
    resolutions = [resolve(c, context.library, context.knowledge, document=document) for c in cited]
    usable = [r for r in resolutions if r.verdict is Verdict.IN_FORCE]
    bases = tuple(as_basis(r) for r in resolutions)
    if not usable:
        return BasisAnswer("uncertain", bases, _why_unusable(resolutions))
    carrying = [r for r in usable if r.quoted_text and _carries(act, r.quoted_text)]
    if carrying:
        text = "\n".join(r.quoted_text for r in carrying)
        return BasisAnswer(
            "carried", tuple(as_basis(r) for r in carrying), "所引条文载有同类规定", text
        )
    if any(r.citation.article for r in usable):
        return BasisAnswer("uncertain", bases, "所引条文中未见同类规定，请核对条号")
    if _OWN_MEASURE.search(sentence):
        return BasisAnswer(
            "uncertain", bases, "只引了法名未引条文，又自定了数额，请核对是否在法定幅度内"
        )
    return BasisAnswer("carried", bases, "本句指引上位法执行，未自行设定")


def _why_unusable(resolutions: Sequence[Resolution]) -> str:
    if all(r.verdict is Verdict.NOT_IN_LIBRARY for r in resolutions):
        return "所引依据不在法规库中，请人工核对"
    return (
        "所引依据未能核实为现行有效的条文（"
        + "、".join(dict.fromkeys(r.verdict.label for r in resolutions))
        + "）"
    )


def _carries(act: str, text: str) -> bool:
    pattern = _CARRIES.get(act)
    return pattern is None or bool(pattern.search(text))


def _from_search(sentence: str, act: str, context: Context, level: Level) -> BasisAnswer:
    """A superior provision that says nearly the same: the clause repeats law without citing it."""
    if context.retriever is None or act not in _CARRIES:
        return BasisAnswer("none")
    hits = context.retriever.search(sentence, 3, as_of=context.as_of, above=level)
    for hit in hits:
        if _repeats(sentence, hit.text) and _carries(act, hit.text):
            article = format_article_number(hit.number)
            basis = LegalBasis(hit.law, article, Verdict.IN_FORCE.value, hit.text, True)
            return BasisAnswer(
                "uncertain",
                (basis,),
                f"内容与《{hit.law}》{article}相近，疑为转述上位法但未注明依据",
            )
    return BasisAnswer("none")


def _repeats(sentence: str, text: str) -> bool:
    """The same conduct, and where the sentence names a fine, the same range of it."""
    ranges = fine_ranges(sentence)
    if ranges and not set(ranges) & set(fine_ranges(text)):
        return False
    conduct = _CONSEQUENCE.split(sentence, maxsplit=1)[0]
    return len(conduct) >= _MIN_CONDUCT and overlap(conduct, text) >= _OVERLAP


def overlap(sentence: str, text: str) -> float:
    """Share (0..1) of the sentence's character bigrams that the text contains."""
    squeezed = re.sub(r"[\s，。；、：（）“”]", "", sentence)
    bigrams = {squeezed[i : i + 2] for i in range(len(squeezed) - 1)}
    return sum(b in text for b in bigrams) / len(bigrams) if bigrams else 0.0


def as_basis(resolution: Resolution) -> LegalBasis:
    """Turn a resolved citation into a legal basis."""
    citation = resolution.citation
    article = format_article_number(citation.article) if citation.article else ""
    verified = resolution.verdict is Verdict.IN_FORCE and bool(resolution.quoted_text)
    law = resolution.law or citation.law
    return LegalBasis(law, article, resolution.verdict.value, resolution.quoted_text, verified)
