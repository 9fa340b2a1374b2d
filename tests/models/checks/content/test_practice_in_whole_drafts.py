"""In whole drafts it counts what readers of real drafts object to; of a few clauses the judge is believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from support import submission_of

from corpus.knowledge import load_knowledge
from corpus.library import Library
from corpus.retrieval.hybrid import HybridRetriever
from models.checks.base import Context
from models.checks.content import ContentCheck
from models.checks.content.draft import view_draft
from models.checks.content.practice import AGREED, DOUBT, FOUND, READ, practice_of, signs_of
from models.checks.content.steps import ALL, Steps
from models.checks.content.words import find_words
from models.finding import Outcome
from models.neural.clauses.reader import ClauseReader, ClauseText, Reading

HEAD = "石城市夜间经济管理办法\n第一条 为了规范夜间经济活动，制定本办法。\n"
FINE = "第二条 摊主把桌椅摆到盲道上的，由街道办事处处二百元以上五百元以下罚款。"
PLAIN = [
    f"第{n}条 市商务主管部门负责夜间经济{what}工作的指导和协调。"
    for n, what in zip("三四五六七八九", "规划宣传统计培训交流", strict=False)
]
WHOLE = "\n".join([HEAD + FINE, *PLAIN, "第十条 市商务主管部门每年向社会公布夜间经济发展情况。"])


class Told(ClauseReader):
    """The shipped model, with chances that the test sets for clauses with certain words."""

    def __init__(self, chances: Mapping[str, float]) -> None:
        super().__init__()
        self.chances, self.read_in_full = chances, list[str]()

    def practice(self, clauses: Sequence[tuple[str, Mapping[str, float]]]) -> list[float]:
        return [next((c for w, c in self.chances.items() if w in t), 0.01) for t, _ in clauses]

    def read(self, clauses: Sequence[ClauseText]) -> list[Reading]:
        self.read_in_full += [c.text for c in clauses if c.seen]
        return super().read(clauses)


@pytest.fixture(scope="module")
def retriever(library: Library) -> HybridRetriever:
    return HybridRetriever(library)


def review(
    reader: ClauseReader, library: Library, retriever: HybridRetriever, steps: Steps = ALL
) -> Outcome:
    day = date(2026, 11, 27)
    context = Context(day, library.at(day), load_knowledge(), retriever, reader)
    return ContentCheck(steps).run(submission_of(f"{WHOLE}\n"), context)


def test_what_the_judge_finds_stands_where_readers_object_too(
    library: Library, retriever: HybridRetriever
) -> None:
    outcome = review(Told({"罚款": AGREED}), library, retriever)
    assert [f.category for f in outcome.findings] == ["sets_penalty"]


def test_what_readers_hardly_object_to_is_left_to_a_person_not_dropped(
    library: Library, retriever: HybridRetriever
) -> None:
    outcome = review(Told({"罚款": AGREED - 0.2}), library, retriever)
    assert outcome.findings == ()
    assert any("罚款" in u.quote for u in outcome.undecided)


def test_a_rule_that_names_the_provision_stands_though_readers_hardly_object(
    library: Library, retriever: HybridRetriever
) -> None:
    day = date(2026, 11, 27)
    context = Context(
        day, library.at(day), load_knowledge(), retriever, Told({"许可证": AGREED - 0.2})
    )
    abolished = WHOLE.replace(FINE, "第二条 夜市摊位经营者应当取得餐饮服务许可证。")
    outcome = ContentCheck(ALL).run(submission_of(f"{abolished}\n"), context)
    (finding,) = [f for f in outcome.findings if f.check_id == "UL-OLD-FOODCERT"]
    assert finding.basis[0].verified
    assert "第三十五条" in finding.message


def test_a_rule_whose_provision_the_library_lacks_does_not_stand_alone(
    library: Library, retriever: HybridRetriever
) -> None:
    day = date(2026, 11, 27)
    assert library.at(day).expression("优化营商环境条例") is None
    context = Context(
        day, library.at(day), load_knowledge(), retriever, Told({"撤换": AGREED - 0.2})
    )
    ordered = WHOLE.replace(FINE, "第二条 排名末位的，责成物业服务企业撤换项目经理。")
    outcome = ContentCheck(ALL).run(submission_of(f"{ordered}\n"), context)
    assert not any(f.check_id == "UL-RRD-STAFF" for f in outcome.findings)
    assert any("撤换" in u.quote for u in outcome.undecided)


def test_a_clause_to_which_readers_object_is_left_to_a_person_whatever_the_networks_think(
    library: Library, retriever: HybridRetriever
) -> None:
    outcome = review(Told({"每年向社会": DOUBT, "罚款": 0.5}), library, retriever)
    doubts = [u for u in outcome.undecided if "每年向社会" in u.quote]
    assert len(doubts) == 1
    assert "审查人员" in doubts[0].message
    assert not any("每年向社会" in f.quote for f in outcome.findings)


def test_a_mere_guess_is_no_finding_however_sure_readers_are(
    library: Library, retriever: HybridRetriever
) -> None:
    outcome = review(Told({"每年向社会": max(FOUND, 0.99)}), library, retriever)
    assert not any("每年向社会" in f.quote for f in outcome.findings)
    assert any("每年向社会" in u.quote for u in outcome.undecided)


def test_networks_read_only_what_rules_point_at_or_readers_object_to(
    library: Library, retriever: HybridRetriever
) -> None:
    reader = Told({"每年向社会": READ})
    review(reader, library, retriever)
    assert any("罚款" in text for text in reader.read_in_full)
    assert any("每年向社会" in text for text in reader.read_in_full)
    assert not any("负责夜间经济" in text for text in reader.read_in_full)


def test_without_practice_the_judge_is_believed_with_a_whole_draft_s_prior(
    library: Library, retriever: HybridRetriever
) -> None:
    reader = Told({"罚款": 0.0})
    outcome = review(reader, library, retriever, Steps(practice=False))
    assert [f.category for f in outcome.findings] == ["sets_penalty"]


def test_of_regulations_which_nobody_read_nothing_is_told(library: Library) -> None:
    submission = submission_of(f"{WHOLE}\n", kind="local_reg", issuer_level="province")
    day = date(2026, 11, 27)
    context = Context(day, library.at(day), load_knowledge(), None, None)
    assert practice_of(view_draft(submission, context, ()), ClauseReader()) == {}


def test_the_signs_of_a_clause_are_those_that_the_shipped_weights_know(library: Library) -> None:
    submission = submission_of(f"{WHOLE}\n")
    day = date(2026, 11, 27)
    context = Context(day, library.at(day), load_knowledge(), None, None)
    view = view_draft(submission, context, find_words(submission))
    chances = practice_of(view, ClauseReader())
    assert set(chances) == {unit.span for unit in view.pieces}
    assert all(0.0 < chance < 1.0 for chance in chances.values())
    fine, plain = view.pieces[1], view.pieces[2]
    assert chances[fine.span] > chances[plain.span]
    assert signs_of(fine, view)["act_strong"] == 1.0
    assert signs_of(plain, view)["act_strong"] == 0.0
