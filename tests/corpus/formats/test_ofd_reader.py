"""OFD: pages in the order of Document.xml, text by its place, what is no text named."""

from __future__ import annotations

import io
import math
import zipfile

import pytest

from corpus.errors import (
    CorruptFile,
    DecompressionBomb,
    EncryptedFile,
    FileTooLarge,
    NoText,
    ScannedDocument,
)
from corpus.formats import read_document, safety
from corpus.formats.ofd import read_ofd
from corpus.formats.ofd.document import documents
from corpus.formats.ofd.package import OfdPackage

LINE = "本县停车场的经营者要按照备案的标准收取停车费并在入口处公示收费"  # 30 letters, 150 mm
NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def layer(objects):
    return f"<ofd:Page {NS}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"


def texts(data):
    return [block.text for block in read_ofd(data, "a.ofd").blocks]


def page(*lines, top=40.0):
    """Lines from the top, 10 mm apart; two leading blanks indent by two letters."""
    return [
        (30.0 + 5 * (len(t) - len(t.lstrip("　"))), top + 10 * i, t.lstrip("　"))
        for i, t in enumerate(lines)
    ]


def test_broken_lines_become_paragraphs_over_the_page_break(ofd):
    data = ofd([page("　　" + LINE[:28], LINE), page(LINE, "完结。", "　　" + LINE[:28], "完。")])
    assert texts(data) == [LINE[:28] + LINE + LINE + "完结。", LINE[:28] + "完。"]


def test_pages_come_as_document_xml_lists_them_not_as_their_names_sort(ofd):
    pages = '<ofd:Page BaseLoc="/Doc_0/Pages/P1.xml"/><ofd:Page BaseLoc="pages/p0.XML"/>'
    root = f"<ofd:Document {NS}><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
    data = ofd([page("后一页。"), page("前一页。")], parts={"Doc_0/Document.xml": root.encode()})
    assert "".join(texts(data)) == "前一页。后一页。"


def test_objects_of_one_line_go_from_left_to_right_and_cells_are_parted(ofd):
    data = ofd([[(120, 40, "三台"), (30, 40, "水泵"), (40, 40, "（离心）")]])
    assert texts(data) == ["水泵（离心）\t三台"]


def test_text_drawn_twice_to_look_bold_is_read_once(ofd):
    data = ofd([[(30, 40, "关于停车收费的通知"), (30.3, 40, "关于停车收费的通知")]])
    assert texts(data) == ["关于停车收费的通知"]


def test_objects_heaped_on_one_spot_keep_the_order_they_are_drawn_in(ofd):
    data = ofd(
        [[(30, 40, "出租人（甲方）："), (30, 40, "____"), (30, 40, "承租人："), (30, 40, "____")]]
    )
    assert texts(data) == ["出租人（甲方）：____承租人：____"]


def test_text_beyond_the_declared_page_is_read(ofd):
    data = ofd([[(30, 40, "第一条 甲方交付设备。"), (30, 420, "第二条 乙方支付价款。")]])
    assert "第二条 乙方支付价款。" in texts(data)


def test_lines_carry_page_and_box_in_points_from_the_lower_left(ofd):
    document = read_document(ofd([page(LINE), [(30, 40, "完。")]]), "a.ofd")
    first, last = document.anchors[0].anchor, document.anchors[-1].anchor
    assert (first.part, first.page, last.page) == ("page", 1, 2)
    left, bottom, right, top = first.box
    assert left == pytest.approx(30 * 72 / 25.4)
    assert bottom == pytest.approx((297 - 40) * 72 / 25.4)
    assert right - left == pytest.approx(len(LINE) * 5 * 72 / 25.4)
    assert top > bottom


def test_templates_and_composite_objects_are_read_with_the_page(ofd):
    def text(x, words):
        return (
            f'<ofd:TextObject Size="5" Boundary="{x} 35 60 6">'
            f'<ofd:TextCode X="0" Y="5">{words}</ofd:TextCode></ofd:TextObject>'
        )

    root = (
        f"<ofd:Document {NS}><ofd:CommonData><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        '<ofd:TemplatePage ID="9" BaseLoc="T.xml"/></ofd:CommonData>'
        '<ofd:Pages><ofd:Page BaseLoc="Pages/P0.xml"/></ofd:Pages></ofd:Document>'
    )
    template = layer(text(30, "案件名称："))
    resources = (
        f'<ofd:Res {NS}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7"><ofd:Content>'
        f"{text(0, '违规停车')}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    own = (
        f'<ofd:Page {NS}><ofd:Template TemplateID="9"/><ofd:Content><ofd:Layer>'
        '<ofd:CompositeObject ResourceID="7" Boundary="55 0 60 60"/></ofd:Layer></ofd:Content></ofd:Page>'
    )
    parts = {
        "Doc_0/Document.xml": root.encode(),
        "Doc_0/T.xml": template.encode(),
        "Doc_0/PublicRes.xml": resources.encode(),
        "Doc_0/Pages/P0.xml": own.encode(),
    }
    assert texts(ofd([[]], parts=parts)) == ["案件名称：违规停车"]


def test_every_document_of_a_package_is_read_and_the_review_says_so(ofd):
    root = f'<ofd:Document {NS}><ofd:Pages><ofd:Page BaseLoc="P.xml"/></ofd:Pages></ofd:Document>'
    content = layer(
        '<ofd:TextObject Size="5" Boundary="30 35 60 6">'
        '<ofd:TextCode X="0" Y="5">第二份。</ofd:TextCode></ofd:TextObject>'
    )
    entry = (
        f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    parts = {
        "OFD.xml": entry.encode(),
        "Doc_1/Document.xml": root.encode(),
        "Doc_1/P.xml": content.encode(),
    }
    document = read_document(ofd([page("第一份。")], parts=parts), "a.ofd")
    assert document.text == "第一份。\n第二份。"
    assert document.anchors[-1].anchor.page == 2
    assert "2 份文档" in document.unread[0].note


def test_seals_attachments_annotations_and_pictures_are_named(ofd):
    listing = f'<ofd:Signatures {NS}><ofd:Signature ID="1" BaseLoc="S.xml"/></ofd:Signatures>'
    attached = f'<ofd:Attachments {NS}><ofd:Attachment Name="价目表.xlsx"/></ofd:Attachments>'
    place = '<ofd:Page PageID="0"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page>'
    notes = f"<ofd:Annotations {NS}>{place}</ofd:Annotations>"
    note = f'<ofd:PageAnnot {NS}><ofd:Annot ID="1" Type="Watermark"/></ofd:PageAnnot>'
    data = ofd(
        [page(LINE)],
        parts={
            "Doc_0/S.xml": listing.encode(),
            "Doc_0/At.xml": attached.encode(),
            "Doc_0/An.xml": notes.encode(),
            "Doc_0/A.xml": note.encode(),
        },
        bodies="<ofd:Signatures>Doc_0/S.xml</ofd:Signatures>",
        document="<ofd:Attachments>At.xml</ofd:Attachments><ofd:Annotations>An.xml</ofd:Annotations>",
        page_xml='<ofd:ImageObject ResourceID="3" Boundary="0 0 9 9"/>',
    )
    notices = {u.kind.value: u.note for u in read_ofd(data, "a.ofd").unread}
    assert "1 个电子签名或签章" in notices["other"]
    assert "价目表.xlsx" in notices["embedded_object"]
    assert "1 处批注" in notices["comment"]
    assert "第 1 页有 1 张图片" in notices["image"]


def test_a_page_without_its_part_is_named_and_the_rest_is_read(ofd):
    reading = read_ofd(
        ofd([page("甲。"), page("乙。")], parts={"Doc_0/Pages/P0.xml": None}), "a.ofd"
    )
    assert [block.text for block in reading.blocks] == ["乙。"]
    assert "第 1 页的内容缺失" in reading.unread[0].note


def test_undeclared_prefixes_of_careless_producers_are_forgiven(ofd):
    careless = (
        b'<ofd:Page><ofd:Content><ofd:Layer><ofd:TextObject Size="5" Boundary="30 35 60 6">'
        b'<ofd:TextCode X="0" Y="5">' + "可以读取。".encode() + b"</ofd:TextCode></ofd:TextObject>"
        b"</ofd:Layer></ofd:Content></ofd:Page>"
    )
    assert texts(ofd([[]], parts={"Doc_0/Pages/P0.xml": careless})) == ["可以读取。"]


def test_an_entity_in_a_page_is_not_expanded(ofd):
    bomb = (
        f'<!DOCTYPE d [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><ofd:Page {NS}><ofd:Content><ofd:Layer>'
        '<ofd:TextObject Size="5" Boundary="30 35 60 6"><ofd:TextCode X="0" Y="5">&b;</ofd:TextCode>'
        "</ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>"
    )
    reading = read_ofd(
        ofd([page("甲。"), []], parts={"Doc_0/Pages/P1.xml": bomb.encode()}), "a.ofd"
    )
    assert [block.text for block in reading.blocks] == ["甲。"]
    assert "第 2 页的内容缺失或损坏" in reading.unread[0].note


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({"Doc_0/Document.xml": None}, CorruptFile),
        ({"Doc_0/Document.xml": b"<cut off"}, CorruptFile),
        ({"OFD.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><OFD>&a;</OFD>"}, CorruptFile),
        ({"Encrypt.xml": b"<x/>"}, EncryptedFile),
        ({"Doc_0/Pages/P0.xml": b"<Page><Content/></Page>"}, NoText),
        ({"Doc_0/Res/big.bin": b"0" * (40 * 1024 * 1024)}, DecompressionBomb),
        ({"../outside.xml": b"x"}, CorruptFile),
    ],
)
def test_a_broken_or_hostile_package_ends_in_a_coded_error(ofd, parts, error):
    with pytest.raises(error):
        read_document(ofd([page(LINE)], parts=parts), "a.ofd")


def test_a_package_of_pictures_is_a_scan_without_the_extra(ofd, bare_machine):
    with pytest.raises(ScannedDocument):
        read_document(ofd([[]], page_xml='<ofd:ImageObject ResourceID="3"/>'), "a.ofd")


def test_a_count_of_a_thousand_million_spacings_costs_nothing(ofd):
    xml = (
        '<ofd:TextObject Size="5" Boundary="30 95 60 6"><ofd:TextCode X="0" Y="5" '
        'DeltaX="g 1000000000 5">间距</ofd:TextCode></ofd:TextObject>'
    )
    assert texts(ofd([page("甲。")], page_xml=xml)) == ["甲。", "间距"]


def test_part_names_in_gbk_without_a_flag_are_found():
    text = '<TextObject Size="5" Boundary="30 35 60 6"><TextCode X="0" Y="5">甲。</TextCode></TextObject>'
    parts = {
        "OFD.xml": "<OFD><DocBody><DocRoot>文档/D.xml</DocRoot></DocBody></OFD>",
        "abcd/D.xml": '<Document><Pages><Page BaseLoc="P.xml"/></Pages></Document>',
        "abcd/P.xml": f"<Page><Content><Layer>{text}</Layer></Content></Page>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert texts(stream.getvalue().replace(b"abcd/", "文档/".encode("gbk"))) == ["甲。"]


# --- little files that ask for much work ------------------------------------------------------


@pytest.fixture
def parsed(monkeypatch):
    """The parts that were parsed, in order."""
    seen = []
    xml = OfdPackage.xml

    def spied(self, part):
        seen.append(part.casefold())
        return xml(self, part)

    monkeypatch.setattr(OfdPackage, "xml", spied)
    return seen


def text_object(words, y=35):
    return (
        f'<ofd:TextObject Size="5" Boundary="30 {y} 60 6">'
        f'<ofd:TextCode X="0" Y="5">{words}</ofd:TextCode></ofd:TextObject>'
    )


def document_of(pages, common=""):
    return (
        f"<ofd:Document {NS}><ofd:CommonData>{common}</ofd:CommonData>"
        f"<ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
    ).encode()


def unit(ident, content):
    return (
        f'<ofd:CompositeGraphicUnit ID="{ident}"><ofd:Content>{content}</ofd:Content>'
        "</ofd:CompositeGraphicUnit>"
    )


def calls(ident, times):
    return f'<ofd:CompositeObject ResourceID="{ident}" Boundary="1 1 9 9"/>' * times


def test_composite_objects_that_call_for_one_another_without_end_are_a_bomb(ofd):
    resources = (
        f"<ofd:Res {NS}><ofd:CompositeGraphicUnits>{unit(7, calls(7, 30))}"
        "</ofd:CompositeGraphicUnits></ofd:Res>"
    )
    data = ofd(
        [page("甲方。")], parts={"Doc_0/PublicRes.xml": resources.encode()}, page_xml=calls(7, 1)
    )
    with pytest.raises(DecompressionBomb) as caught:
        read_document(data, "a.ofd")
    assert str(caught.value).startswith("[E108]")


def test_a_page_listed_many_times_is_read_once_and_the_review_says_so(ofd, parsed):
    root = document_of('<ofd:Page BaseLoc="Pages/P0.xml"/>' * 500)
    reading = read_ofd(ofd([page("甲方。")], parts={"Doc_0/Document.xml": root}), "a.ofd")
    assert [block.text for block in reading.blocks] == ["甲方。"]
    assert parsed.count("doc_0/pages/p0.xml") == 1
    (notice,) = reading.unread
    assert (notice.kind, notice.count) == ("page", 499)
    assert "第 2-500 页重复引用前面的页" in notice.note


def test_a_template_and_a_resource_file_of_many_pages_are_parsed_once(ofd, parsed):
    common = '<ofd:PublicRes>R.xml</ofd:PublicRes><ofd:TemplatePage ID="9" BaseLoc="T.xml"/>'
    pages = "".join(f'<ofd:Page BaseLoc="Pages/P{n}.xml"/>' for n in range(3))
    own = (
        f"<ofd:Page {NS}><ofd:Template TemplateID='9'/><ofd:PageRes>/Doc_0/S.xml</ofd:PageRes>"
        f"<ofd:Content><ofd:Layer>{calls(1, 1)}{calls(2, 1)}</ofd:Layer></ofd:Content></ofd:Page>"
    )
    shared, further = (
        f"<ofd:Res {NS}><ofd:CompositeGraphicUnits>{unit(n, text_object(words, 10 * n))}"
        "</ofd:CompositeGraphicUnits></ofd:Res>"
        for n, words in ((1, "甲方交付。"), (2, "乙方付款。"))
    )
    parts = {
        "Doc_0/Document.xml": document_of(pages, common),
        "Doc_0/T.xml": layer(text_object("表头。", 5)).encode(),
        "Doc_0/R.xml": shared.encode(),
        "Doc_0/S.xml": further.encode(),
        **{f"Doc_0/Pages/P{n}.xml": own.encode() for n in range(3)},
    }
    lines = [line for page in _pages(ofd([[]], parts=parts)) for line in page]
    assert lines == ["表头。", "甲方交付。", "乙方付款。"] * 3
    assert [parsed.count(f"doc_0/{name}.xml") for name in "trs"] == [1, 1, 1]


def _pages(data):
    (document,) = documents(OfdPackage(data))
    return [
        [run.text for run in sorted(page.content.runs, key=lambda run: run.y)]
        for page in document.pages(1)
    ]


def test_too_many_characters_are_refused_before_the_last_page_is_read(ofd, parsed, monkeypatch):
    monkeypatch.setattr(safety, "MAX_CHARACTERS", 50)
    with pytest.raises(FileTooLarge):
        read_document(ofd([page(LINE)] * 9), "a.ofd")
    assert sum("pages/" in part for part in parsed) == 2


@pytest.mark.parametrize("matrix", ["1e308 0 0 1e308 0 0", "nan 0 0 1 0 0", "inf 0 0 inf 0 0"])
def test_coordinates_beyond_all_numbers_leave_every_box_finite(ofd, matrix):
    xml = (
        f'<ofd:TextObject Size="5" Boundary="30 95 60 6" CTM="{matrix}">'
        '<ofd:TextCode X="5" Y="5">间距</ofd:TextCode></ofd:TextObject>'
    )
    document = read_document(ofd([page("第一条 甲方交付设备。")], page_xml=xml), "a.ofd")
    assert document.text == "第一条 甲方交付设备。\n间距"
    assert all(math.isfinite(edge) for a in document.anchors for edge in a.anchor.box)
