"""A review kept as JSON can be compared with a new one as if it had just been made."""

from __future__ import annotations

from dataclasses import replace

from made_up_reviews import full
from support import ROOT
from versions_support import BODIES, draft, finding_at, review_of

from corpus.formats import read_document
from models.versions import compare, identities
from service.options import ReviewOptions, parse_date
from service.reports.comparison import to_dict as comparison_dict
from service.reports.json import to_dict
from service.reports.stored import stored_review
from service.reviews import review_bytes
from service.settings import Settings
from service.wiring import Wiring

ALL = tuple(range(len(BODIES)))
FINE = "处二千元以上一万元以下罚款"


def test_a_stored_review_compares_as_the_review_itself(home) -> None:
    file = ROOT / "service/samples/sample_norm_doc.docx"
    with_date = ReviewOptions(as_of=parse_date("2026-11-24"))
    made = review_bytes(Wiring(Settings()), file.read_bytes(), file.name, with_date)
    assert len(made.findings) > 3
    stored = stored_review(to_dict(made), read_document(file.read_bytes(), file.name))
    assert identities(stored) == identities(made)
    assert comparison_dict(compare(stored, made)) == comparison_dict(compare(made, made))
    found = compare(stored, made)
    assert {c.status for c in found.findings} | {c.status for c in found.undecided} == {"same"}
    assert {c.kind for c in found.steps} == {"same"}
    assert not found.cautions


def test_what_a_comparison_needs_comes_back_whole() -> None:
    made = full()
    stored = stored_review(to_dict(made), made.submission.document)
    assert stored.findings == made.findings
    assert (stored.undecided, stored.steps) == (made.undecided, made.steps)
    assert (stored.failures, stored.versions) == (made.failures, made.versions)
    assert [(u.kind, u.note) for u in stored.unread] == [(u.kind, u.note) for u in made.unread]


def test_a_quote_that_stands_elsewhere_now_is_found_again() -> None:
    made = review_of(draft(ALL), finding_at(draft(ALL), FINE))
    longer = read_document(("抬头一行\n" + made.submission.document.text).encode(), "draft.txt")
    (finding,) = stored_review(to_dict(made), longer).findings
    assert finding.span is not None
    assert finding.span.of(longer.text) == FINE
    other = draft([n for n in ALL if n != 3])
    (lost,) = stored_review(to_dict(made), other).findings
    assert (lost.span, lost.quote) == (None, FINE)
    assert replace(finding, span=None) == lost
