"""Use cases of the desk: what is handed in, carried over, restored, compared and exported."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date

import pytest
from made_up_office import Office
from served_office import DRAFT, SAMPLES

from corpus.errors import BadOption, ServiceBusy
from models.submission import IssuerLevel, Kind
from service.desk import Delivery, Desk, Upkeep, Wish, intake
from service.desk.archive import fetch
from service.desk.written_options import read_options, write_options
from service.ledger import Retention
from service.ledger.errors import BadRecord, ContentDeleted, NotFound
from service.ledger.records import Incoming, NewDecision
from service.ledger.words import Verdict
from service.options import ReviewOptions
from service.reports.json import to_dict

OPTIONS = ReviewOptions(Kind.NORM_DOC, IssuerLevel.COUNTY, as_of=date(2026, 11, 24))
Jobs = Callable[[], None]


def delivery(text: str = DRAFT, options: ReviewOptions = OPTIONS) -> Delivery:
    return Delivery(Incoming("草案.txt", text.encode()), options=options)


def reviewed(desk: Desk, office: Office, do_jobs: Jobs, new: Delivery) -> tuple[str, str]:
    """Ids of the matter and of its review."""
    accepted = desk.intake.open(office.wang, new)
    do_jobs()
    job = desk.records.job(office.wang, accepted.job.id)
    assert job.review_id, job.error
    return accepted.matter.id, job.review_id


def next_version(
    desk: Desk, office: Office, do_jobs: Jobs, matter: str, text: str, day: date
) -> str:
    options = ReviewOptions(Kind.NORM_DOC, IssuerLevel.COUNTY, as_of=day)
    accepted = desk.intake.add_version(office.wang, matter, delivery(text, options))
    do_jobs()
    return str(desk.records.job(office.wang, accepted.job.id).review_id)


def item_of(desk: Desk, office: Office, review: str, article: str) -> str:
    items = desk.deciding.items(office.reviewer, review)
    return next(
        one.item.fingerprint
        for one in items
        if one.item.article == article and one.item.kind == "finding"
    )


def test_options_come_back_from_the_ledger_as_they_were() -> None:
    options = ReviewOptions(
        Kind.CONTRACT, None, as_of=date(2026, 1, 2), main="甲.docx", roles=(("乙.pdf", "EV-12"),)
    )
    assert read_options(write_options(options)) == options
    assert read_options("{}") == ReviewOptions()
    for wrong in ("[]", "{", '{"kind": "poem"}'):
        with pytest.raises(BadRecord):
            read_options(wrong)


@pytest.mark.parametrize("sample", ["sample_norm_doc.docx", "sample_contract.docx"])
def test_a_stored_review_is_restored_to_the_same_json(
    sample: str, desk: Desk, office: Office, do_jobs: Jobs
) -> None:
    draft = Incoming(sample, (SAMPLES / sample).read_bytes())
    papers = (Incoming("起草说明.txt", "关于草案的起草说明\n一、必要性\n".encode()),)
    options = ReviewOptions(as_of=date(2026, 11, 24))
    _, review = reviewed(desk, office, do_jobs, Delivery(draft, papers, options))
    stored = json.loads(desk.records.result(office.wang, review))
    restored = fetch(office.ledger, office.wang, review).restored()
    again = to_dict(restored, desk.wiring.category_names())
    if stored["contract"]:  # what each party owes is read from clauses, which are not in the JSON
        again["contract"]["obligations"] = stored["contract"]["obligations"]
    assert again == stored


def test_a_rejection_stands_in_the_next_version_until_its_clause_changes(
    desk: Desk, office: Office, do_jobs: Jobs
) -> None:
    matter, first = reviewed(desk, office, do_jobs, delivery())
    name = item_of(desk, office, first, "第三条")
    desk.deciding.decide(
        office.reviewer, first, NewDecision(name, Verdict.REJECT, reason="另有授权")
    )
    day = date(2026, 11, 24)
    second = next_version(
        desk, office, do_jobs, matter, DRAFT.replace("第四条　", "第四条　确需时，"), day
    )
    standing = {
        one.item.fingerprint: one.standing for one in desk.deciding.items(office.reviewer, second)
    }[name]
    assert standing is not None
    assert (standing.state, standing.decision.reason) == ("kept", "另有授权")
    changed = DRAFT.replace("违反本办法规定的，由", "违反本办法规定，拒不改正的，由")
    third = next_version(desk, office, do_jobs, matter, changed, day)
    states = {
        one.item.article: one.standing
        for one in desk.deciding.items(office.reviewer, third)
        if one.standing
    }
    assert states["第三条"].state == "reopened"
    assert "clause" in states["第三条"].causes
    assert not states["第三条"].counts


def test_a_decision_taken_back_is_gone_in_later_versions_too(
    desk: Desk, office: Office, do_jobs: Jobs
) -> None:
    matter, first = reviewed(desk, office, do_jobs, delivery())
    name = item_of(desk, office, first, "第三条")
    say = [
        NewDecision(name, Verdict.REJECT, reason="另有授权"),
        NewDecision(name, Verdict.WITHDRAW),
    ]
    for one in say:
        desk.deciding.decide(office.reviewer, first, one)
    second = next_version(desk, office, do_jobs, matter, DRAFT, date(2026, 11, 24))
    assert not any(one.standing for one in desk.deciding.items(office.reviewer, second))
    assert len(desk.deciding.history(office.reviewer, matter, name)) == 2


def test_after_the_drafts_are_deleted_facts_and_json_stay_and_rejections_are_asked_again(
    desk: Desk, office: Office, do_jobs: Jobs
) -> None:
    matter, first = reviewed(desk, office, do_jobs, delivery())
    name = item_of(desk, office, first, "第三条")
    desk.deciding.decide(
        office.reviewer, first, NewDecision(name, Verdict.REJECT, reason="另有授权")
    )
    second = next_version(desk, office, do_jobs, matter, DRAFT, date(2026, 11, 24))
    version = desk.records.review(office.wang, first).version_id
    assert desk.records.erase(office.reviewer, version, "送审单位撤回") == 1
    standing = {
        one.item.fingerprint: one.standing for one in desk.deciding.items(office.reviewer, second)
    }[name]
    assert standing is not None
    assert (standing.state, standing.causes) == ("reopened", ())
    with pytest.raises(ContentDeleted):
        desk.exporting.export(office.reviewer, first, Wish("html"))
    assert desk.exporting.export(office.reviewer, first, Wish("json")).data
    with pytest.raises(ContentDeleted):
        desk.intake.again(office.wang, version)


def test_an_opinion_leaves_with_its_hash_in_the_ledger(
    desk: Desk, office: Office, do_jobs: Jobs
) -> None:
    matter, review = reviewed(desk, office, do_jobs, delivery())
    made = desk.exporting.export(office.reviewer, review, Wish("opinion"))
    (opinion,) = desk.records.dossier(office.reviewer, matter).opinions
    assert (opinion.sha256, opinion.file_name) == (made.sha256, "草案_意见书.docx")
    with pytest.raises(BadOption):
        desk.exporting.export(office.reviewer, review, Wish("poem"))


def test_only_reviews_of_one_matter_are_compared(desk: Desk, office: Office, do_jobs: Jobs) -> None:
    _, one = reviewed(desk, office, do_jobs, delivery())
    _, other = reviewed(desk, office, do_jobs, delivery())
    with pytest.raises(BadRecord):
        desk.comparing.compare(office.wang, one, other)
    with pytest.raises(NotFound):
        desk.comparing.newest_before(office.wang, one)


def test_reviewing_again_does_not_double_a_job_that_waits(desk: Desk, office: Office) -> None:
    accepted = desk.intake.open(office.wang, delivery())
    assert desk.intake.again(office.wang, accepted.version.id).id == accepted.job.id


def test_a_full_queue_takes_no_more(
    desk: Desk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_QUEUED", 1)
    desk.intake.open(office.wang, delivery())
    with pytest.raises(ServiceBusy):
        desk.intake.open(office.wang, delivery())


def test_a_matter_goes_to_a_reviewer_of_its_department_only(desk: Desk, office: Office) -> None:
    accepted = desk.intake.open(office.wang, delivery())
    (who,) = desk.records.reviewers(office.reviewer)
    assert who.id == office.reviewer.user_id
    assert desk.records.assign(office.reviewer, accepted.matter.id, who.id).reviewer == who.name
    with pytest.raises(NotFound):
        desk.records.assign(office.reviewer, accepted.matter.id, str(office.wang.user_id))


def test_upkeep_deletes_what_the_policy_says(desk: Desk, office: Office, do_jobs: Jobs) -> None:
    matter, review = reviewed(desk, office, do_jobs, delivery())
    office.clock.on(days=40)
    upkeep = Upkeep(office.ledger, Retention(idle=30), every_s=0.01)
    upkeep.start()
    for _ in range(500):
        if desk.records.dossier(office.wang, matter).versions[0].draft.deleted_at:
            break
        time.sleep(0.02)
    else:
        pytest.fail("nothing was deleted")
    upkeep.stop()
    assert desk.records.result(office.wang, review)
