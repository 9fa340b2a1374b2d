"""Two drafts side by side: articles, findings and steps, and what is not claimed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from versions_support import BODIES, draft, finding_at, review_of

from corpus.document import Unread, UnreadKind
from models.finding import CheckFailure, Evidence, StepResult, Undecided
from models.versions import VersionComparison, compare
from models.versions.alignment import align

ALL = tuple(range(len(BODIES)))
FINE = "处二千元以上一万元以下罚款"
LOCAL = "应当在本市设立子公司"
FINE_ARTICLE = "违反本办法第三条规定的，由市交通运输局{}。"


def compared(old, new, old_quotes=(), new_quotes=()) -> VersionComparison:
    before, after = draft(old), draft(new)
    return compare(
        review_of(before, *(finding_at(before, quote) for quote in old_quotes)),
        review_of(after, *(finding_at(after, quote) for quote in new_quotes)),
    )


def kinds(found: VersionComparison) -> list[tuple[str, str, str]]:
    """What changed: the kind and both labels."""
    return [
        (c.kind, c.old.label if c.old else "", c.new.label if c.new else "")
        for c in found.provisions
        if c.kind != "same" or c.moved
    ]


def rebuilt(found: VersionComparison) -> None:
    """Pieces cover both sides from end to end, equal ones say the same."""
    old, new = (r.submission.document.text for r in (found.old, found.new))
    for change in found.provisions:
        if change.pieces and change.old and change.new:
            joined = "".join(p.old.of(old) for p in change.pieces)
            assert "".join(joined.split()) == "".join(change.old.body.of(old).split())
            joined = "".join(p.new.of(new) for p in change.pieces)
            assert "".join(joined.split()) == "".join(change.new.body.of(new).split())


def test_an_inserted_article_renumbers_the_rest_and_changes_nothing_else() -> None:
    found = compared(ALL, [0, 1, "新设一条，明确各方责任。", *ALL[2:]])
    assert kinds(found) == [("inserted", "", "第三条")]
    assert sum(change.renumbered for change in found.provisions) == len(ALL) - 2
    follows = [change for change in found.provisions if change.follows]
    assert [change.new.label for change in follows if change.new] == ["第五条"]


def test_a_deleted_article_stands_where_it_stood() -> None:
    found = compared(ALL, [n for n in ALL if n != 6])
    assert kinds(found) == [("deleted", "第七条", "")]
    place = next(i for i, c in enumerate(found.provisions) if c.kind == "deleted")
    before = found.provisions[place - 1].new
    assert before is not None
    assert before.label == "第六条"


def test_a_moved_article_is_recognised_and_its_finding_too() -> None:
    order = [0, 1, 2, 3, 4, 5, 7, 8, 6, 9]
    found = compared(ALL, order, [LOCAL], [LOCAL])
    assert kinds(found) == [("same", "第七条", "第九条")]
    (change,) = found.findings
    assert (change.status, change.clause) == ("moved", "same")


def test_a_changed_word_is_shown_by_itself() -> None:
    old, new = FINE_ARTICLE.format(FINE), FINE_ARTICLE.format("处二千元以上三万元以下罚款")
    found = compared([0, 1, 2, old], [0, 1, 2, new])
    (change,) = [c for c in found.provisions if c.kind == "changed"]
    texts = [r.submission.document.text for r in (found.old, found.new)]
    differing = [p for p in change.pieces if not p.equal]
    assert [(p.old.of(texts[0]), p.new.of(texts[1])) for p in differing] == [("一", "三")]


def test_a_reference_that_points_elsewhere_than_before_is_a_change() -> None:
    old = [0, 1, 2, 4, "违反本办法第三条规定的，责令改正。"]
    found = compared(old, [*old[:-1], "违反本办法第四条规定的，责令改正。"])
    assert kinds(found) == [("changed", "第五条", "第五条")]


edits = st.lists(
    st.one_of(
        st.integers(0, len(ALL) - 1),
        st.text("甲乙丙丁市区企业车辆应当规定，", min_size=9, max_size=40).map(lambda t: f"{t}。"),
    ),
    max_size=12,
    unique=True,
)


@given(old=edits, new=edits)
def test_every_unit_appears_once_and_pieces_rebuild_both_texts(old: list, new: list) -> None:
    found = compared(old, new)
    rebuilt(found)
    for side, document in (("old", found.old), ("new", found.new)):
        seen = [getattr(c, side).span for c in found.provisions if getattr(c, side)]
        text = document.submission.document.text
        assert len(seen) == len(set(seen))
        covered = "".join(span.of(text) for span in sorted(seen))
        assert "".join(covered.split()) == "".join(text.split())


@given(order=st.permutations(ALL))
def test_a_draft_compared_with_itself_reordered_loses_no_article(order: list[int]) -> None:
    found = compared(ALL, order)
    assert {change.kind for change in found.provisions} == {"same"}


@given(
    old=st.lists(st.text("甲乙丙丁", max_size=12)), new=st.lists(st.text("甲乙丙丁", max_size=12))
)
def test_pairs_never_share_a_unit_and_unmoved_ones_never_cross(old, new) -> None:
    pairs = align(old, new)
    assert len({i for i, _, _ in pairs}) == len({k for _, k, _ in pairs}) == len(pairs)
    still = sorted((i, k) for i, k, moved in pairs if not moved)
    assert [k for _, k in still] == sorted(k for _, k in still)


def test_a_finding_is_the_same_though_articles_were_inserted() -> None:
    found = compared(ALL, ["新设一条，明确各方责任。", *ALL], [FINE], [FINE])
    (change,) = found.findings
    assert (change.status, change.clause, change.law) == ("same", "same", False)
    assert change.old_id == change.new_id


def test_a_finding_whose_clause_was_reworded_is_still_that_finding() -> None:
    new = "处三千元以上二万元以下的罚款"
    order = [FINE_ARTICLE.format(new) if n == 3 else n for n in ALL]
    (change,) = compared(ALL, order, [FINE], [new]).findings
    assert (change.status, change.clause) == ("reworded", "changed")
    assert change.old_id != change.new_id


def test_a_finding_is_resolved_and_it_is_said_whether_its_clause_was_touched() -> None:
    milder = [FINE_ARTICLE.format("依法处理") if n == 3 else n for n in ALL]
    without = [n for n in ALL if n != 3]
    states = {
        name: [(c.status, c.clause) for c in compared(ALL, new, [FINE]).findings]
        for name, new in (("milder", milder), ("without", without), ("untouched", ALL))
    }
    assert states == {
        "milder": [("resolved", "changed")],
        "without": [("resolved", "deleted")],
        "untouched": [("resolved", "same")],
    }


def test_a_new_finding_says_whether_its_clause_is_new() -> None:
    without = [n for n in ALL if n != 6]
    assert [(c.status, c.clause) for c in compared(without, ALL, (), [LOCAL]).findings] == [
        ("new", "inserted")
    ]
    assert [(c.status, c.clause) for c in compared(ALL, ALL, (), [LOCAL]).findings] == [
        ("new", "same")
    ]


def test_two_findings_of_one_sort_are_not_mixed_up() -> None:
    found = compared(ALL, ["新设一条，明确各方责任。", *ALL], [FINE, LOCAL], [LOCAL])
    assert [(c.status, (c.old or c.new).quote) for c in found.findings] == [
        ("resolved", FINE),
        ("same", LOCAL),
    ]


def test_what_the_second_review_could_not_decide_is_not_resolved() -> None:
    document = draft(ALL)
    finding = finding_at(document, FINE)
    open_one = Undecided(
        "content:sets_penalty", finding.category, "未能判断", finding.span, finding.quote
    )
    old, new = review_of(document, finding), replace(review_of(document), undecided=(open_one,))
    assert [c.status for c in compare(old, new).findings] == ["now_undecided"]
    assert [c.status for c in compare(new, old).undecided] == ["now_found"]


def test_nothing_is_resolved_where_a_check_did_not_finish() -> None:
    document = draft(ALL)
    failed = replace(review_of(document), failures=(CheckFailure("content", "未能完成", "E @ x"),))
    found = compare(review_of(document, finding_at(document, FINE)), failed)
    assert [c.status for c in found.findings] == ["unchecked"]
    assert any("没有完成" in caution for caution in found.cautions)


def test_a_law_that_reads_differently_is_noticed() -> None:
    document = draft(ALL)
    old = review_of(document, finding_at(document, FINE))
    finding = finding_at(document, FINE, law_text="修改后的文字。")
    later, newer = date(2027, 1, 1), "l2"
    for new in (
        review_of(document, finding, as_of=later),
        review_of(document, finding, library=newer),
    ):
        assert [(c.status, c.law) for c in compare(old, new).findings] == [("same", True)]


def test_on_one_day_with_one_library_the_law_is_the_same_whatever_is_cited() -> None:
    document = draft(ALL)
    old = review_of(document, finding_at(document, FINE))
    new = review_of(document, finding_at(document, FINE, law_text="另引一条。"))
    assert [c.law for c in compare(old, new).findings] == [False]


STEP = StepResult("PR-ND-06", "公开征求意见", "missing", "没有材料")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (STEP, replace(STEP, status="satisfied"), "closed"),
        (replace(STEP, status="satisfied"), replace(STEP, status="insufficient"), "opened"),
        (STEP, replace(STEP, status="insufficient"), "changed"),
        (STEP, replace(STEP, evidence=(Evidence("公告.docx", "公告"),)), "changed"),
        (
            replace(STEP, evidence=(Evidence("一稿.docx", "自公布之日 起施行"),)),
            replace(STEP, evidence=(Evidence("二稿.docx", "自公布之日起施行"),)),
            "same",
        ),
        (STEP, STEP, "same"),
        (None, STEP, "added"),
        (STEP, None, "dropped"),
    ],
)
def test_a_step_tells_what_became_of_it(
    old: StepResult | None, new: StepResult | None, kind: str
) -> None:
    document = draft(ALL)
    before = replace(review_of(document), steps=(old,) if old else ())
    after = replace(review_of(document), steps=(new,) if new else ())
    assert [change.kind for change in compare(before, after).steps] == [kind]


def test_what_limits_the_comparison_is_said() -> None:
    document = draft(ALL)
    old = review_of(document)
    later = review_of(document, as_of=date(2027, 1, 1))
    unread = replace(old, unread=(Unread(UnreadKind.IMAGE, "1 幅图片没有读取"),))
    newer = replace(old, versions=replace(old.versions, library="2"))
    said = ["".join(compare(old, new).cautions) for new in (old, later, unread, newer)]
    assert said[0] == ""
    assert "基准日不同" in said[1]
    assert "没有读到" in said[2]
    assert "法规库版本不同" in said[3]
