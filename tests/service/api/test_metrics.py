"""Metrics: requests by pattern, times of reviews, jobs by status, the age of the library."""

from __future__ import annotations

import re

from served_office import Browser, ServedOffice


def value(text: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    assert found, name
    return float(found[1])


def test_what_was_done_is_counted_without_words(served: ServedOffice, submitter: Browser) -> None:
    boss = served.browser("administrator")
    secret = "计数秘密词"
    submitter.hand_in(title=secret)
    submitter.get(f"/matters/{'0' * 32}")
    submitter.get(f"/{secret}")
    text = boss.get("/metrics").text
    lost = 'fashen_requests_total{method="GET",route="/api/v1/matters/{matter_id}",status="404"}'
    assert value(text, lost) >= 1
    assert value(text, 'fashen_jobs{status="done"}') >= 1
    assert value(text, 'fashen_jobs{status="queued"}') == 0
    assert value(text, "fashen_review_seconds_count") >= 1
    assert value(text, "fashen_library_age_days") > 0
    handed_in = 'fashen_request_seconds_count{method="POST",route="/api/v1/matters"}'
    assert value(text, handed_in) >= 1
    assert 'route="other"' in text
    assert secret not in text
    assert "0" * 32 not in text


def test_refused_requests_are_counted_too(served: ServedOffice) -> None:
    guest = served.browser()
    assert guest.get("/matters").status_code == 401
    assert guest.http.get("/health", headers={"Host": "evil.example"}).status_code == 403
    text = served.browser("administrator").get("/metrics").text
    assert value(text, 'fashen_requests_total{method="GET",route="other",status="403"}') >= 1
    assert (
        value(text, 'fashen_requests_total{method="GET",route="/api/v1/matters",status="401"}') >= 1
    )
