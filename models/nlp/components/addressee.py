"""Addressees (规范对象): the administration itself, or people outside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.span import Span
from models.nlp.marking import mark, values
from models.nlp.norm import Addressee, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc

_INTERNAL = re.compile(
    r"(?:(?:办案|受理|审批|执法|承办|经办|管理|登记|复议)机构|机关|部门|政府|办事处|委员会|法院|检察院|执法人员|工作人员|办案人员|窗口|大队|中队"
    r"|[省市县区](?:[^，。；]{1,12})?局|本局|本机关|厅|科室|中心)(?:及其[^，。；]{0,12})?$"
)
_EXTERNAL = re.compile(
    r"企业|单位|个人|公民|当事人|申请人|经营者|生产者|消费者|业主|用户|驾驶人|所有人|使用人|管理人|开发商|"
    r"开办者|平台|学校|医院|机构|法人|组织|人员|投标人|供应商|监护人|家长|学生|劳动者|用人|承包|出租|居民|村民|物业|公司"
)


@dataclass(frozen=True, slots=True)
class Addressed:
    """规范对象 of one clause: the subject's span and which side it is on."""

    span: Span
    side: Addressee


def addressee_of(subject: Phrase) -> Addressee:
    """规范对象 of a subject; the words at its end decide."""
    if _INTERNAL.search(subject.text):
        return "internal"
    return "external" if _EXTERNAL.search(subject.text) else "unknown"


def mark_addressees(doc: Doc) -> Doc:
    """规范对象 into `doc.spans["addressee"]`, over the subjects."""
    found = [Addressed(s.span, addressee_of(s)) for s in values(doc, "subject")]
    return mark(doc, "addressee", found, [a.side for a in found])
