"""Every real document reads, or says in a coded error why not."""

from __future__ import annotations

import re

import pytest
from support import SHARED, needs_shared

from corpus.errors import ReadError
from corpus.formats import read_document

DOCUMENTS = sorted((SHARED / "documents").glob("*/*")) if SHARED else []
REFUSED = {
    ".scan.pdf": "E105",
    "GB-18596-2001.pdf": "E105",
    "GMT_0031-2014.pdf": "E106",
    ".doc": "E102",
}
MEASURES = "normative/四川省公共数据资源授权运营实施办法"


def expected_code(name):
    return next((code for ending, code in REFUSED.items() if name.endswith(ending)), None)


def read(name):
    path = SHARED / "documents" / name
    return read_document(path.read_bytes(), path.name)


@needs_shared
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_reads_with_full_anchors_or_is_refused_with_its_code(path, bare_machine):
    code = expected_code(path.name)
    if code:
        with pytest.raises(ReadError) as caught:
            read_document(path.read_bytes(), path.name)
        assert caught.value.code == code
        return
    document = read_document(path.read_bytes(), path.name)
    at = 0
    for anchor in document.anchors:
        assert document.text[at : anchor.span.start] in ("", "\n")
        at = anchor.span.end
    assert at == len(document.text)
    assert not re.search("[\u200b\ufeff\x00-\x08]", document.text)
    assert all(line == line.rstrip() for line in document.text.split("\n"))


@needs_shared
def test_three_formats_of_one_document_give_the_same_text():
    found = {
        ending: re.sub(r"\s", "", read(MEASURES + ending).text)
        for ending in (".txt", ".docx", ".pdf")
    }
    assert found[".txt"] == found[".docx"] == found[".pdf"]
    assert len(read(MEASURES + ".pdf").articles()) == 35


@needs_shared
def test_the_seed_report_reads_simplified_and_without_glosses():
    text = read("report/法治政府建设情况报告.txt").text
    assert "监管" in text
    assert "优化" in text
    assert not re.search(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)）]", text)
    assert not re.search("[監優執現發國]", text)


@needs_shared
def test_the_noisy_page_of_a_county_gives_its_report_only():
    document = read("report/万载县2015年国民经济和社会发展统计公报.html")
    lines = document.text.split("\n")
    assert lines[0] == "万载县2015年国民经济和社会发展统计公报"
    assert lines[-1] == "（万载县统计局）"
    assert not any(word in document.text for word in ("首页", "打印", "版权所有", "当前位置"))
    assert [u.kind for u in document.unread] == ["chrome"]


@needs_shared
@pytest.mark.parametrize(
    ("name", "articles"),
    [
        ("statute/南通市全域旅游促进条例_20260414.pdf", 55),
        ("statute/徐州市数据条例_20260413.pdf", 53),
        ("statute/政府信息公开条例.md", 56),
        ("statute/网络数据安全管理条例.txt", 64),
        ("normative/国务院关于印发个人所得税专项附加扣除暂行办法的通知.html", 32),
    ],
)
def test_the_articles_of_a_real_document_are_all_there(name, articles):
    starts = re.findall(r"(?m)^第[一二三四五六七八九十百]+条(?=[\s　]|$)", read(name).text)
    assert len(starts) == articles


@needs_shared
def test_tracked_changes_and_comments_of_real_files_are_reported():
    kinds = {u.kind for u in read("contract/劳务分包合同（清包工）.docx").unread}
    assert "tracked_change" in kinds
    assert {u.kind for u in read("other/08-comments-revisions.docx").unread} >= {
        "comment",
        "tracked_change",
    }
    assert "文本框内文字" in read("other/05-textbox-shape.docx").text
