"""Matters, versions, reviews, decisions and opinions, as an office keeps them."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest
from made_up_office import QUIET, RESULT, Clock, Office
from sqlalchemy import text

from corpus.errors import EmptyFile, FileTooLarge, TooManyFiles
from models.submission import Kind
from service.ledger import SYSTEM, Ledger, Limits, Paging
from service.ledger.errors import BadRecord, Conflict, ContentDeleted, NotFound
from service.ledger.records import (
    Incoming,
    MatterQuery,
    NewDecision,
    NewMatter,
    NewOpinion,
    NewVersion,
)
from service.ledger.words import ItemKind, MatterStatus, Verdict


def test_matters_are_numbered_through_the_year(office: Office, clock: Clock) -> None:
    assert [office.matter(f"文件{n}").number for n in range(3)] == [
        "2026-0001",
        "2026-0002",
        "2026-0003",
    ]
    clock.on(days=60)
    assert office.matter("文件").number == "2027-0001"


def test_a_title_is_kept_as_one_clean_line(office: Office) -> None:
    assert office.matter("  石城市\n集市\x00管理办法 ").title == "石城市 集市 管理办法"
    for title in (" \n", "长" * 301):
        with pytest.raises(BadRecord, match="事项名称"):
            office.matter(title)


def test_a_version_holds_its_files_with_their_hashes(office: Office) -> None:
    version = office.version(office.matter(), b"draft")
    assert version.number == 1
    assert version.draft.sha256 == hashlib.sha256(b"draft").hexdigest()
    assert [one.name for one in version.materials] == ["说明.txt"]
    with office.ledger.read() as work:
        draft, materials = work.versions.contents(SYSTEM, version.id)
    assert (draft.data, materials[0].data) == (b"draft", b"why")


def test_what_is_over_the_limits_is_refused(office: Office) -> None:
    matter = office.matter()
    small = Ledger(office.ledger.database, clock=office.clock, limits=Limits(bytes=10, files=1))
    one = Incoming("a.txt", b"x")
    for error, new in (
        (EmptyFile, NewVersion(Incoming("a.txt", b""))),
        (FileTooLarge, NewVersion(Incoming("a.txt", b"x" * 10), (one,))),
        (TooManyFiles, NewVersion(one, (one, one))),
    ):
        with pytest.raises(error), small.write() as work:
            work.versions.add(office.wang, matter.id, new)
    with office.ledger.read() as work:
        assert work.versions.of_matter(office.wang, matter.id) == ()


def test_a_result_comes_back_byte_for_byte_with_its_facts(office: Office) -> None:
    matter, review_id = office.reviewed()
    with office.ledger.read() as work:
        review = work.reviews.get(office.wang, review_id)
        body = work.reviews.result(office.wang, review_id)
        items = work.reviews.items(office.wang, review_id)
    told = json.loads(RESULT)
    assert body == RESULT
    assert review.result_sha256 == hashlib.sha256(RESULT.encode()).hexdigest()
    assert (review.critical, review.major) == (
        told["summary"]["critical"],
        told["summary"]["major"],
    )
    assert review.conclusion == told["summary"]["conclusion"]
    assert (review.library, review.program) == ("库一", "0.1.0")
    assert {one.fingerprint for one in items if one.kind is ItemKind.FINDING} == {
        one["id"] for one in told["findings"]
    }
    assert any(one.kind is ItemKind.STEP and one.check_id == "PR-1" for one in items)
    assert matter.review == review
    assert (matter.kind, matter.status) == (Kind.NORM_DOC, MatterStatus.REVIEWING)


def test_the_items_of_a_review_hold_no_words_of_the_draft(office: Office) -> None:
    office.reviewed()
    with office.ledger.database.read() as session:
        rows = session.execute(text("SELECT * FROM review_items")).all()
    quotes = [one["quote"] for one in json.loads(RESULT)["findings"] if one["quote"]]
    assert rows
    assert quotes
    assert not any(quote in str(row) for quote in quotes for row in rows)


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"summary": {}}', RESULT.replace("norm_doc", "x")]
)
def test_what_is_no_result_is_refused(office: Office, body: str) -> None:
    with pytest.raises(BadRecord, match="不是审查结果"):
        office.reviewed(body=body)


def test_a_late_review_of_an_old_version_does_not_replace_the_newer(office: Office) -> None:
    matter = office.matter()
    old, new = office.version(matter), office.version(matter)
    author = str(office.wang.user_id)
    with office.ledger.write() as work:
        newer = work.reviews.add(office.wang, new.id, QUIET, author=author)
        work.reviews.add(office.wang, old.id, RESULT, author=author)
        found = work.matters.get(office.wang, matter.id).review
    assert found is not None
    assert found.id == newer.id


def test_every_decision_is_kept_and_the_last_counts(office: Office) -> None:
    matter, review_id = office.reviewed()
    fingerprint = json.loads(RESULT)["findings"][0]["id"]
    said = (
        NewDecision(fingerprint, Verdict.ADOPT),
        NewDecision(fingerprint, Verdict.REJECT, reason="上级已有规定"),
        NewDecision(fingerprint, Verdict.MODIFY, wording="摊位不收费。"),
    )
    with office.ledger.write() as work:
        for one in said:
            work.decisions.decide(office.reviewer, review_id, one)
    with office.ledger.read() as work:
        current = work.decisions.current(office.reviewer, matter.id)
        history = work.decisions.history(office.reviewer, matter.id, fingerprint)
    assert [one.verdict for one in history] == [Verdict.ADOPT, Verdict.REJECT, Verdict.MODIFY]
    assert history[1].reason == "上级已有规定"
    assert current == {fingerprint: history[-1]}
    assert history[-1].decided_by == office.reviewer.user_id


def test_a_decision_taken_back_no_longer_counts(office: Office) -> None:
    matter, review_id = office.reviewed()
    fingerprint = json.loads(RESULT)["findings"][0]["id"]
    with office.ledger.write() as work:
        for verdict in (Verdict.ADOPT, Verdict.WITHDRAW):
            work.decisions.decide(office.reviewer, review_id, NewDecision(fingerprint, verdict))
        assert work.decisions.current(office.reviewer, matter.id) == {}
        assert len(work.decisions.history(office.reviewer, matter.id)) == 2


@pytest.mark.parametrize(
    ("verdict", "missing"), [(Verdict.REJECT, "理由"), (Verdict.MODIFY, "修改后的文字")]
)
def test_a_decision_lacks_nothing_it_must_have(
    office: Office, verdict: Verdict, missing: str
) -> None:
    _, review_id = office.reviewed()
    fingerprint = json.loads(RESULT)["findings"][0]["id"]
    with pytest.raises(BadRecord, match=missing), office.ledger.write() as work:
        work.decisions.decide(office.reviewer, review_id, NewDecision(fingerprint, verdict, " "))


def test_a_decision_on_what_the_review_did_not_find_is_refused(office: Office) -> None:
    _, review_id = office.reviewed()
    with pytest.raises(NotFound), office.ledger.write() as work:
        work.decisions.decide(office.reviewer, review_id, NewDecision("forged", Verdict.ADOPT))


def test_who_did_not_see_the_last_decision_is_told(office: Office) -> None:
    _, review_id = office.reviewed()
    fingerprint = json.loads(RESULT)["findings"][0]["id"]
    with office.ledger.write() as work:
        first = NewDecision(fingerprint, Verdict.ADOPT, after=0)
        work.decisions.decide(office.reviewer, review_id, first)
    with pytest.raises(Conflict, match="其他人员"), office.ledger.write() as work:
        work.decisions.decide(office.wang, review_id, first)


def test_a_matter_goes_only_where_it_may(office: Office) -> None:
    matter, review_id = office.reviewed()
    with pytest.raises(Conflict, match="审查中"), office.ledger.write() as work:
        work.matters.move(office.reviewer, matter.id, MatterStatus.CONCLUDED)
    with office.ledger.write() as work:
        work.matters.move(office.reviewer, matter.id, MatterStatus.APPROVAL)
        ended = work.matters.move(office.reviewer, matter.id, MatterStatus.CONCLUDED)
    assert ended.ended_at is not None
    fingerprint = json.loads(RESULT)["findings"][0]["id"]
    for attempt in (
        lambda work: work.decisions.decide(
            office.reviewer, review_id, NewDecision(fingerprint, Verdict.ADOPT)
        ),
        lambda work: work.versions.add(office.wang, matter.id, NewVersion(Incoming("b.txt", b"x"))),
        lambda work: work.matters.assign(office.wang, matter.id, None),
    ):
        with pytest.raises(Conflict, match="已办结"), office.ledger.write() as work:
            attempt(work)


def test_a_new_version_of_a_returned_matter_is_under_review(office: Office) -> None:
    matter, _ = office.reviewed()
    with office.ledger.write() as work:
        work.matters.move(office.reviewer, matter.id, MatterStatus.RETURNED)
    office.version(matter)
    with office.ledger.read() as work:
        assert work.matters.get(office.wang, matter.id).status is MatterStatus.REVIEWING


def test_an_opinion_is_known_by_its_hash(office: Office) -> None:
    matter, review_id = office.reviewed()
    with office.ledger.write() as work:
        new = NewOpinion("石审〔2026〕1号", "docx", "审查意见书.docx", b"opinion")
        made = work.opinions.add(office.reviewer, review_id, new)
        digest = hashlib.sha256(b"opinion").hexdigest()
        assert work.opinions.with_hash(office.reviewer, digest.upper()) == (made,)
        assert work.opinions.with_hash(office.roads_clerk, digest) == ()
        assert work.opinions.of_matter(office.reviewer, matter.id) == (made,)


def search(office: Office, **asked: object) -> list[str]:
    with office.ledger.read() as work:
        query = MatterQuery(**asked)  # type: ignore[arg-type]
        return [one.title for one in work.matters.search(office.wang, query).items]


def test_the_ledger_is_searched_by_what_stands_in_it(office: Office, clock: Clock) -> None:
    office.reviewed("水库管理办法")
    clock.on(days=10)
    office.reviewed("节水规定", QUIET)
    with office.ledger.write() as work:
        due = NewMatter("供水合同", office.water.id, Kind.CONTRACT, date(2026, 12, 20))
        work.matters.open(office.wang, due)
    assert search(office, text="水 办法") == ["水库管理办法"]
    assert search(office, text="2026-0002") == ["节水规定"]
    assert search(office, text="%") == []
    assert search(office, kinds=frozenset({Kind.CONTRACT})) == ["供水合同"]
    assert search(office, statuses=frozenset({MatterStatus.REVIEWING}), sort="number") == [
        "节水规定",
        "水库管理办法",
    ]
    assert search(office, at_least=(("critical", 1), ("major", 1))) == ["水库管理办法"]
    assert search(office, at_least=(("critical", 99),)) == []
    assert search(office, created=(None, date(2026, 11, 30))) == ["水库管理办法"]
    assert search(office, created=(date(2026, 12, 1), None), text="节水") == ["节水规定"]
    assert search(office, due=(date(2026, 12, 20), date(2026, 12, 20))) == ["供水合同"]
    assert search(office, sort="due", ascending=True)[0] == "供水合同"
    assert search(office, sort="due")[0] == "供水合同"
    assert search(office, sort="severity")[0] == "水库管理办法"
    assert search(office, department_id=office.roads.id) == []
    assert search(office, conclusion="未能完成审查") == ["水库管理办法"]


def test_a_page_says_how_many_there_are(office: Office) -> None:
    for number in range(5):
        office.matter(f"文件{number}")
    with office.ledger.read() as work:
        query = MatterQuery(sort="number", ascending=True, paging=Paging(2, 2))
        page = work.matters.search(office.wang, query)
    assert [one.title for one in page.items] == ["文件2", "文件3"]
    assert (page.total, page.pages) == (5, 3)
    for page_number, size in ((0, 10), (1, 0), (1, 201)):
        with pytest.raises(BadRecord):
            Paging(page_number, size)


def test_content_is_erased_by_hand_and_the_facts_stay(office: Office) -> None:
    matter = office.matter()
    version = office.version(matter)
    with office.ledger.write() as work:
        assert work.versions.erase(office.wang, version.id, "送审单位撤回") == 2
        assert work.versions.erase(office.wang, version.id, "再次") == 0
        kept = work.versions.get(office.wang, version.id)
    assert kept.draft.sha256 == version.draft.sha256
    assert kept.draft.deleted_at is not None
    with pytest.raises(ContentDeleted, match="E605"), office.ledger.write() as work:
        work.versions.download(office.wang, version.draft.id)


class Stop(Exception):
    """What goes wrong in the middle."""


def half_done(office: Office) -> None:
    with office.ledger.write() as work:
        work.matters.open(office.wang, NewMatter("半途", office.water.id))
        raise Stop


def test_a_failed_transaction_leaves_nothing(office: Office) -> None:
    with pytest.raises(Stop):
        half_done(office)
    assert search(office) == []


def test_a_reading_transaction_cannot_write(office: Office) -> None:
    with pytest.raises(Exception, match=r"READONLY|read-only|25006"), office.ledger.read() as work:
        work.matters.open(office.wang, NewMatter("不应写入", office.water.id))
    assert search(office) == []
