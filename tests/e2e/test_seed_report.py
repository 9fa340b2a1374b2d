"""The seed report: clean simplified text, offsets into the original, a verdict for every title."""

from __future__ import annotations

from datetime import date

from support import SHARED, needs_shared

from corpus.citations import find_citations, resolve
from corpus.formats import read_document
from corpus.knowledge import load_knowledge
from corpus.library import Library

pytestmark = needs_shared
OWN = ("市长质量奖", "湖泊保护", "渣土管理", "户外广告", "城乡规划管理技术", "征收补偿安置")


def report() -> tuple[bytes, str]:
    assert SHARED is not None
    path = SHARED / "documents/report/法治政府建设情况报告.txt"
    return path.read_bytes(), path.name


def test_it_reads_as_simplified_text_without_glosses() -> None:
    document = read_document(*report())
    assert "监管" in document.text
    assert not set("監執聯優職") & set(document.text)
    assert "(ji" not in document.text


def test_every_stretch_leads_back_into_the_original() -> None:
    data, name = report()
    source, document = data.decode("utf-8-sig"), read_document(data, name)
    placed = [a for a in document.anchors if a.verbatim and a.anchor.offset is not None]
    assert placed
    for anchored in placed:
        start = anchored.anchor.offset or 0
        assert source[start : start + len(anchored.span)] == anchored.span.of(document.text)


def test_its_documents_and_instruments_are_found_with_a_verdict_each(library: Library) -> None:
    document, knowledge = read_document(*report()), load_knowledge()
    view = library.at(date(2026, 11, 24))
    found = find_citations(document.text, view.names(), knowledge.aliases)
    names = [c.law for c in found]
    assert all(any(word in name for name in names) for word in OWN)
    assert len({c.law for c in found}) >= 14
    verdicts = [resolve(c, view, knowledge, document=document) for c in found]
    assert all(v.verdict and v.note for v in verdicts)
