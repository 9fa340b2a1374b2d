"""Papers that show two things at once: which of them they are, and whose."""

from __future__ import annotations

import pytest

from corpus.document import Document
from corpus.formats import read_document
from models.packages.build import build_package
from models.packages.names import name_of, without_place
from models.packages.papers import papers
from models.packages.types import Material
from models.submission import Kind

ARTICLES = "\n".join(
    f"第{n}条　集市摊点的第{n}种情形，由镇综合行政执法办公室会同有关单位处理，并告知摊主。"
    for n in "一二三四五六七八"
)
DRAFT = f"青禾镇人民政府\n青禾镇集市摊点经营秩序管理办法\n（送审稿）\n{ARTICLES}"


def read(name: str, text: str) -> Document:
    return read_document(text.encode(), name)


def sorted_in(text: str, name: str = "附件.txt") -> Material:
    return build_package(
        read("主文稿.txt", DRAFT), Kind.NORM_DOC, [read(name, text)], {}
    ).materials[0]


PAPERS = {
    "an order on a web page is a publication": (
        "EV-13",
        "own",
        "青禾镇政务网 > 政策文件 > 镇级文件\n青政发〔2026〕8号\n关于印发《青禾镇集市摊点经营秩序"
        "管理办法》的通知\n发布：2026-09-03 09:20  公开方式：主动公开\n各村：现印发给你们。",
    ),
    "a slip that hands a draft to the reviewers is no opinion of theirs": (
        "EV-29",
        "own/unclear",
        "内部流转单\n事项：合法性审核　编号：12\n报送：执法办　接收：司法所\n附件清单：送审稿、"
        "起草说明\n请予审核。\n司法所意见：（空）",
    ),
    "letters by mail with the answers of departments are their opinions": (
        "EV-05",
        "own",
        "发件人：执法办 小陆\n收件人：市监所；供电所\n主题：征求《青禾镇集市摊点经营秩序管理办法"
        "（征求意见稿）》意见\n请回复。\n发件人：供电所 老严\n无意见。",
    ),
    "the filing of a contract files no document": (
        "none",
        "other/unclear",
        "青禾镇物业服务合同备案表\n编号：7　楼宇：青禾大厦\n合同期限：三年\n备案：镇建设办",
    ),
    "a study with a line of money is a study": (
        "EV-17",
        "own",
        "《青禾镇集市摊点经营秩序管理办法》评估论证报告\n1 方法  走访摊主40户\n2 必要性  占道严重"
        "\n3 可行性  每年需8万元，预算10万元可以覆盖\n4 结论  必要、可行",
    ),
    "a talk with a group is a talk": (
        "EV-23",
        "own/unclear",
        "沟通协商记录\n时间：2026年4月2日\n参加人员：残疾人摊主3人、摊主家属2人、镇残联干部\n"
        "摊主甲：能不能留一个位置？答：留。",
    ),
    "a list of a volume is the file's list": (
        "EV-27",
        "own/unclear",
        "卷内目录　全宗：青禾镇\n序号　题名　页码\n1 起草说明 1—4\n2 征求意见及采纳 5—9\n"
        "3 合法性审查 10—12\n归档时间：2026年12月1日",
    ),
    "a topic under a short name is the draft's": (
        "EV-12",
        "unclear",
        "青禾镇党政联席会议记录\n时间：2026年6月2日　主持：镇长\n参加：甲、乙、丙\n一、防汛值班\n"
        "略\n二、集市摊点的办法\n小陆汇报。乙：同意。丙：同意。镇长：通过。",
    ),
    "minutes of other topics stay strange": (
        "EV-12",
        "other",
        "青禾镇党政联席会议记录\n时间：2026年6月9日　主持：镇长\n参加：甲、乙、丙\n一、防汛值班\n"
        "略\n二、村级道路管护办法\n小陆汇报。镇长：通过。",
    ),
    "the note on another policy is another's": (
        "EV-01",
        "other",
        "青禾镇促进民宿发展政策 · 起草说明\n◆ 起草单位：文旅办\n1 必要性\n- 民宿少\n2 依据和权限"
        "\n3 主要措施\n- 奖补",
    ),
    "a reply that begins with who replies is about what it names": (
        "EV-05",
        "own/unclear",
        "丰屏县市场监督管理局青禾分局\n关于集市摊点经营秩序管理办法征求意见的答复\n青禾镇人民政府"
        "：\n来稿收悉。其余同意。\n2026年6月5日",
    ),
    "an invitation is no record": (
        "none",
        "own/unclear",
        "关于召开集市摊点管理座谈会的通知\n摊主代表：\n定于6月8日召开座谈会，请准时参加。",
    ),
    "a short early draft is a version": (
        "EV-22",
        "own",
        "青禾镇集市摊点经营秩序管理办法（草稿v2）\n仅供讨论\n一、每摊不超过4平方米。\n二、早六点"
        "开市。\n三、收费由村定。",
    ),
    "how the trial rules worked is about the draft's matter": (
        "EV-20",
        "own",
        "《青禾镇集市摊点经营秩序管理试行办法》实施情况评估报告\n一、执行情况\n二、处理建议：废止后"
        "重新制定。",
    ),
}


@pytest.mark.parametrize(("role", "relation", "text"), list(PAPERS.values()), ids=list(PAPERS))
def test_a_paper_is_told_by_what_it_does(role: str, relation: str, text: str) -> None:
    found = sorted_in(text)
    counted = found.roles[0].evidence_id if found.roles else "none"
    assert counted == role
    assert found.relation in relation.split("/")


def test_letters_that_a_scan_misreads_hide_no_title() -> None:
    text = (
        "青禾镇司法所\n关于《青禾镇集市摊点经营秩序管理办法》的审\n査报吿\n镇政府：\n经审査，合法。"
    )
    assert sorted_in(text, "扫描件.txt").roles[0].evidence_id == "EV-10"


def test_a_translation_beside_a_heading_is_left_out() -> None:
    [paper] = papers(read("a.txt", "意见征集 Public Consultation\n集市办法\n开始"))
    assert "意见征集" in paper.titles


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("青禾镇集市摊点管理", "集市摊点管理"),
        ("临江市集市管理", "集市管理"),
        ("河北省辛集市停车管理", "停车管理"),
        ("镇江市停车管理", "停车管理"),
        ("桐乡市停车管理", "停车管理"),
    ],
)
def test_a_market_is_no_city(words: str, rest: str) -> None:
    assert without_place(words) == rest


def test_a_document_number_after_a_name_is_no_part_of_it() -> None:
    assert name_of("甲县厕所管理规定（甲政办发〔2021〕6号）").base == "甲县厕所管理规定"
