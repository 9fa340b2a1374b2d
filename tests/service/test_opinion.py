"""The opinion is one that counsel can sign: complete, in order, and never bolder than the review."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from made_up_reviews import BASIS, draft_only, finding, full, made_up, with_package

from models.conclusion import conclude
from models.finding import LegalBasis, Locator, Severity, StepResult
from models.review import Review
from models.submission import Kind
from service.reports.opinion import Particulars, render_opinion
from service.reports.opinion.text import excerpt, flat, sentence
from service.reports.opinion.title import balanced
from service.reports.wording import basis_title

HEADS = [
    "一、基本情况",
    "二、审查依据",
    "三、程序审查",
    "四、内容审查",
    "五、需要说明的事项",
    "六、审查结论",
]
QUIET = made_up()


def opened(review: Review, **more: object) -> docx.document.Document:
    return docx.Document(io.BytesIO(render_opinion(review, **more)))  # type: ignore[arg-type]


def lines(review: Review, **more: object) -> list[str]:
    return [paragraph.text for paragraph in opened(review, **more).paragraphs]


def part(found: list[str], head: str) -> str:
    """The text of one numbered part."""
    start = found.index(head)
    following = [found.index(other) for other in HEADS if found.index(other) > start]
    return "\n".join(found[start + 1 : min(following, default=len(found))])


def test_the_parts_stand_in_the_order_of_an_opinion() -> None:
    found = lines(full())
    assert [line for line in found if line in HEADS] == HEADS
    assert "关于《石城市集市管理办法》的" in found
    assert any(line.startswith("承办人：") for line in found)


@pytest.mark.parametrize(
    "review",
    [
        QUIET,
        full(),
        with_package(),
        draft_only(),
        made_up(findings=(finding(),)),
        made_up(findings=(finding(category="ultra_vires_subject", span=None, quote="",
                                  severity=Severity.CRITICAL),)),
    ],
    ids=["clean", "failed", "package", "draft only", "flagged", "no power"],
)  # fmt: skip
def test_the_conclusion_is_the_one_of_the_review(review: Review) -> None:
    assert f"审查结论：{conclude(review)}。" in lines(review)


def test_a_clean_draft_is_not_called_more_than_lawful_within_what_was_looked_at() -> None:
    found = lines(QUIET)
    assert "审查结论：合法。" in found
    assert "未纳入审查的内容，不在本结论之内" in part(found, "六、审查结论")
    assert "本次没有纳入审查的内容" in part(found, "五、需要说明的事项")


def test_what_failed_or_was_not_read_is_said_and_nothing_is_concluded() -> None:
    found = lines(full())
    remarks = part(found, "五、需要说明的事项")
    assert "“形式”未能完成。" in remarks
    assert "有图片没有读（2处）" in remarks or "有图片没有读" in remarks
    assert "不能作出审查结论" in part(found, "六、审查结论")


def test_a_finding_has_its_place_words_basis_and_suggestion() -> None:
    content = part(lines(made_up(findings=(finding(),)), labels={"sets_fee": "违法收费"}), HEADS[3])
    assert "（一）第一条　违法收费（重要）" in content
    assert "问题：无依据收费。" in content
    assert (
        "依据：《某法》第一条：“本条文字由测试自拟”；《某条例》第二条（法规库未收录，待核）。"
        in content
    )
    assert "建议：删去。" in content


def test_a_figure_alone_is_shown_in_its_sentence() -> None:
    content = part(lines(made_up(findings=(finding("十元"),))), HEADS[3])
    assert "原文：“第一条 摊位每日收费十元”" in content


def test_the_gravest_findings_come_first() -> None:
    light, grave = finding(), finding("外地摊贩", Severity.CRITICAL)
    content = part(lines(made_up(findings=(light, grave))), HEADS[3])
    assert content.index("（严重）") < content.index("（重要）")


def test_a_provision_is_quoted_once_and_stands_in_full_in_the_annex() -> None:
    long = replace(BASIS, quoted_text="甲乙丙丁。" * 60)
    first, second = finding(basis=(long,)), finding("外地摊贩", basis=(long,))
    found = lines(made_up(findings=(first, second)))
    assert sum("依据：《某法》第一条：“" in line for line in found) == 1
    assert "依据：《某法》第一条。" in found
    assert long.quoted_text in found


def test_articles_of_one_law_in_a_row_name_it_once() -> None:
    others = [replace(BASIS, law="另法", article=f"第{number}条") for number in "二三"]
    content = part(lines(made_up(findings=(finding(basis=(BASIS, *others)),))), HEADS[3])
    assert "；《另法》第二条、第三条。" in content


def test_the_table_of_steps_names_a_law_once_for_its_articles() -> None:
    articles = tuple(replace(BASIS, article=f"第{number}条") for number in "七八九")
    step = StepResult("PR-1", "步骤", "satisfied", "见。", (), articles)
    table = opened(made_up(steps=(step,))).tables[-1]
    assert [cell.text for cell in table.columns[4].cells] == [
        "依据",
        "《某法》第七条、第八条、第九条",
    ]


def test_a_place_that_is_a_number_is_set_off_from_the_number_of_the_problem() -> None:
    numbered = finding(locator=Locator("七、3", None, None, "x"))
    content = part(lines(made_up(findings=(numbered,))), HEADS[3])
    assert "（一）“七、3”　" in content


def test_the_opinion_is_not_said_to_be_of_a_machine_that_could_not_tell() -> None:
    message = "本条可能涉及“违法收费”，机器未能认定，请人工判断。"
    open_ = replace(full().undecided[0], message=message)
    remarks = part(lines(made_up(undecided=(open_,))), HEADS[4])
    assert "本条可能涉及“违法收费”，须由审查人员判断。" in remarks


def test_the_versions_stand_in_the_properties_of_the_file_and_not_on_the_signed_page() -> None:
    document = opened(QUIET)
    assert document.core_properties.comments == "所用版本：法规库库一、审查知识知识一。"
    assert not [p.text for p in document.paragraphs if "知识一" in p.text]


def test_the_text_is_marked_as_chinese_for_line_breaks_and_spelling() -> None:
    named = [*opened(QUIET).styles.element.iter(qn("w:lang"))]
    assert [one.get(qn("w:eastAsia")) for one in named] == ["zh-CN"]


def test_steps_that_fall_short_are_in_the_part_on_procedure_with_their_evidence() -> None:
    found = lines(with_package())
    procedure = part(found, "三、程序审查")
    assert "公开征求意见（重要，不充分）" in procedure
    assert "证据：公告.txt载明“公告期为五日”。" in procedure
    assert "建议：重新公告三十日。" in procedure
    assert "共核对制定程序环节5项" in procedure


def test_a_step_is_not_said_again_among_the_findings_of_the_text() -> None:
    step = StepResult("PR-1", "公示", "missing", "没有公示。", (), (BASIS,), Severity.MAJOR, "补。")
    twin = finding(
        check_id="PR-1", category="PR-1", span=None, quote="", message="缺少程序：公示。"
    )
    found = lines(made_up(steps=(step,), findings=(twin, finding())))
    assert "没有公示。" in part(found, "三、程序审查")
    assert "公示" not in part(found, "四、内容审查")


def test_the_table_lists_every_step_and_the_materials_their_use() -> None:
    review = with_package()
    papers, steps = opened(review).tables
    assert [row.cells[2].text for row in steps.rows][1:] == [
        "已落实", "不充分", "缺失", "未能判断", "不适用",
    ]  # fmt: skip
    assert [row.cells[1].text for row in papers.rows][1:] == [
        "公告.txt", "会签.txt", "通知.txt", "公告（副本）.txt", "预算.xlsx",
    ]  # fmt: skip


def test_without_materials_the_table_is_a_checklist_and_the_only_annex() -> None:
    found = lines(draft_only())
    assert "除能从文稿本身看出的以外，制定程序环节没有核对" in part(found, "三、程序审查")
    assert "附件：程序核对表" in found
    assert "附件" in found
    assert len(opened(draft_only()).tables) == 1


def test_blanks_stay_to_be_filled_in_unless_the_office_gives_the_words() -> None:
    assert "（送审单位）：" in lines(QUIET)
    told = Particulars(
        "石法审〔2026〕7号", "市商务局", "市司法局", "甲", "乙", "丙", "2026年12月1日"
    )
    found = lines(QUIET, particulars=told)
    for line in ("石法审〔2026〕7号", "市商务局：", "市司法局", "2026年12月1日"):
        assert line in found
    assert "承办人：甲　复核人：乙　签发人：丙" in found


def test_a_contract_gets_an_opinion_on_a_contract() -> None:
    review = made_up(submission=replace(QUIET.submission, kind=Kind.CONTRACT))
    found = lines(review)
    assert "合同审查意见书" in "".join(found[:5])
    assert "三、签约程序审查" in found


def test_words_of_the_draft_stay_words_whatever_they_look_like() -> None:
    hostile = "<w:p>&amp;{{ 7 * 7 }}{% for x in y %}\x00\x0b\u202e\ud800 ]]>"
    review = made_up(
        findings=(finding(message=hostile, suggestion=hostile),),
        submission=replace(
            QUIET.submission, document=replace(QUIET.submission.document, name=hostile)
        ),
    )
    found = "\n".join(lines(review))
    assert found.count("<w:p>&amp;{{ 7 * 7 }}{% for x in y %} ]]>") == 3


def test_the_same_review_gives_the_same_bytes() -> None:
    assert render_opinion(full()) == render_opinion(full())


def test_the_page_is_that_of_an_official_document() -> None:
    word = opened(full())
    section = word.sections[0]
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(margin.mm) for margin in margins] == [37, 28, 26, 35]
    fonts = {
        look: word.styles[look].element.rPr.rFonts.get(docx.oxml.ns.qn("w:eastAsia"))
        for look in ("意见书标题", "意见书正文", "意见书一级标题", "意见书二级标题")
    }
    assert list(fonts.values()) == ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"]
    assert word.styles["意见书标题"].font.size.pt == 22
    assert word.styles["意见书正文"].font.size.pt == 16
    with zipfile.ZipFile(io.BytesIO(render_opinion(QUIET))) as parts:
        table = parts.read("word/fontTable.xml").decode()
        footers = [parts.read(n).decode() for n in parts.namelist() if "footer" in n]
    assert all(name in table for name in ("华文中宋", "FangSong", "KaiTi", "SimHei"))
    assert len([footer for footer in footers if "PAGE" in footer]) == 2


def test_no_placeholder_is_left_in_any_part() -> None:
    for review in (full(), with_package(), draft_only()):
        with zipfile.ZipFile(io.BytesIO(render_opinion(review))) as parts:
            for name in parts.namelist():
                assert not re.search(rb"\{[{%]", parts.read(name)), name


@pytest.mark.parametrize(
    ("law", "shown"),
    [
        ("某法", "《某法》第一条"),
        ("国办发〔2018〕37号", "国办发〔2018〕37号第一条"),
        ("某省管理办法（省政府令第379号）", "《某省管理办法》（省政府令第379号）第一条"),
        ("某院关于适用《某法》的解释", "《某院关于适用〈某法〉的解释》第一条"),
    ],
)
def test_laws_are_named_as_documents_name_them(law: str, shown: str) -> None:
    assert basis_title(LegalBasis(law, "第一条", "in_force", "", True)) == shown


def test_long_titles_are_cut_between_words_into_lines_of_like_length() -> None:
    title = "关于《石城市建筑垃圾运输管理办法（试行）》的"
    assert balanced(title, 20) == ["关于《石城市建筑垃圾运输", "管理办法（试行）》的"]
    endless = "石" * 90
    assert "".join(balanced(endless, 20)) == endless
    assert max(map(len, balanced(endless, 20))) <= 20


def test_text_is_made_fit_for_one_line() -> None:
    assert flat("甲\r\n　乙\t丙\nab\ncd") == "甲乙　丙ab cd"
    assert excerpt("甲。" + "乙" * 50 + "。丙。", 53) == f"甲。{'乙' * 50}。……"
    assert sentence("自2026-08-15起废止；") == "自2026年8月15日起废止。"


def test_a_scan_of_dates_takes_no_longer_number_for_a_day() -> None:
    assert sentence("编号12026-08-151") == "编号12026-08-151。"


def test_the_day_of_the_law_applied_is_named() -> None:
    review = made_up(as_of=date(2026, 1, 2))
    assert any("以2026年1月2日为基准日" in line for line in lines(review))


def test_a_title_beyond_reason_is_cut_and_special_characters_stay_in_the_properties() -> None:
    metadata = QUIET.submission.document.metadata
    for title, shown in (("A & B 办法", "A & B 办法"), ("石" * 5000, f"{'石' * 120}……")):
        document = replace(
            QUIET.submission.document, metadata=replace(metadata, title=title, title_span=None)
        )
        word = opened(made_up(submission=replace(QUIET.submission, document=document)))
        assert word.core_properties.title == f"关于《{shown}》的合法性审查意见书"


def test_a_published_document_is_to_be_mended_by_its_issuer() -> None:
    from models.filing.types import Filing, Issuer, Publication

    filing = Filing(
        Kind.NORM_DOC, None, date(2026, 11, 24), Issuer(None, "", "", "", "不明"),
        Publication(date(2026, 9, 1), "公布记录"), (), None, (), "",
    )  # fmt: skip
    flagged = made_up(findings=(finding(),), filing=filing)
    assert "由制定机关依法修改、补正后重新公布" in part(lines(flagged), HEADS[5])
    assert "方可提请审议" in part(lines(made_up(findings=(finding(),))), HEADS[5])
