"""Who may ask for what: every route of the interface with the roles it lets in, and the rest out."""

from __future__ import annotations

from typing import Any

import pytest
from served_office import Browser, ServedOffice

ANYBODY = "submitter reviewer approver administrator auditor"
SEES = "submitter reviewer approver auditor"
WORKS = "submitter reviewer approver"
NOBODY = "0" * 32
USER = {"name": "甲", "roles": ["submitter"]}
OPEN: dict[tuple[str, str], Any] = {
    ("GET", "/health"): None,
    ("GET", "/setup"): None,
    ("POST", "/setup"): {},
    ("GET", "/session"): None,
    ("POST", "/session"): {},
}
"""Routes without login."""
ROUTES: dict[tuple[str, str], tuple[str, Any]] = {
    ("PUT", "/session/password"): (ANYBODY, {"old": "wrong", "new": "x"}),
    ("GET", "/matters"): (SEES, None),
    ("POST", "/matters"): ("submitter reviewer", None),
    ("GET", "/matters.xlsx"): ("reviewer approver auditor", None),
    ("GET", "/matters/{matter_id}"): (SEES, None),
    ("PUT", "/matters/{matter_id}"): (WORKS, {"title": "甲"}),
    ("PUT", "/matters/{matter_id}/status"): ("approver", {"status": "concluded"}),
    ("PUT", "/matters/{matter_id}/reviewer"): ("reviewer approver", {"reviewer_id": None}),
    ("POST", "/matters/{matter_id}/versions"): ("submitter reviewer", None),
    ("GET", "/matters/{matter_id}/decisions"): (SEES, None),
    ("GET", "/versions/{version_id}"): (SEES, None),
    ("GET", "/versions/{version_id}/jobs"): (SEES, None),
    ("POST", "/versions/{version_id}/reviews"): (WORKS, None),
    ("POST", "/versions/{version_id}/erasure"): ("approver", {"reason": "撤回"}),
    ("GET", "/files/{file_id}"): (WORKS, None),
    ("POST", "/reviews"): ("submitter reviewer", None),
    ("GET", "/reviews/{review_id}"): (SEES, None),
    ("GET", "/reviews/{review_id}/result"): (SEES, None),
    ("GET", "/reviews/{review_id}/items"): (SEES, None),
    ("POST", "/reviews/{review_id}/decisions"): (
        "reviewer approver",
        {"fingerprint": "f", "verdict": "adopt"},
    ),
    ("GET", "/reviews/{review_id}/comparison"): (SEES, None),
    ("POST", "/reviews/{review_id}/exports"): (WORKS, {"format": "text"}),
    ("GET", "/opinions?sha256=0"): (SEES, None),
    ("GET", "/jobs/{job_id}"): (SEES, None),
    ("POST", "/jobs/{job_id}/retry"): (WORKS, None),
    ("GET", "/library"): (ANYBODY, None),
    ("GET", "/library/search?q=%E5%A4%84%E7%BD%9A"): (ANYBODY, None),
    ("GET", "/library/provision?law=%E6%B0%91%E6%B3%95%E5%85%B8"): (ANYBODY, None),
    ("GET", "/library/provision/history?law=%E6%B0%91%E6%B3%95%E5%85%B8"): (ANYBODY, None),
    ("GET", "/reviewers"): ("reviewer approver", None),
    ("GET", "/users"): ("administrator", None),
    ("POST", "/users"): ("administrator", {"login": "submitter", **USER}),
    ("GET", "/users/{user_id}"): ("administrator", None),
    ("PUT", "/users/{user_id}"): ("administrator", USER),
    ("PUT", "/users/{user_id}/disabled"): ("administrator", {"disabled": True}),
    ("POST", "/users/{user_id}/password"): ("administrator", None),
    ("GET", "/departments"): ("administrator", None),
    ("POST", "/departments"): ("administrator", {"name": "水务局"}),
    ("PUT", "/departments/{department_id}"): ("administrator", {"name": "甲"}),
    ("PUT", "/departments/{department_id}/disabled"): ("administrator", {"disabled": True}),
    ("GET", "/keys"): (ANYBODY, None),
    ("POST", "/keys"): (ANYBODY, {"name": "k", "scopes": ["nothing"], "days": 1}),
    ("DELETE", "/keys/{key_id}"): (ANYBODY, None),
    ("GET", "/figures"): ("reviewer approver auditor", None),
    ("GET", "/audit"): ("auditor", None),
    ("GET", "/metrics"): ("administrator", None),
    ("DELETE", "/session"): (ANYBODY, None),
}
"""Routes with the roles that may, and a body of the right shape."""
REFUSED = {"E701", "E704", "E705", "E706", "E708"}


@pytest.fixture(scope="module")
def browsers(served: ServedOffice) -> dict[str, Browser]:
    return {role: served.browser(role) for role in ANYBODY.split()}


def ask(browser: Browser, method: str, path: str, body: Any) -> Any:
    where = path
    for name in ("matter_id", "version_id", "file_id", "review_id", "job_id", "user_id"):
        where = where.replace(f"{{{name}}}", NOBODY)
    where = where.replace("{department_id}", NOBODY).replace("{key_id}", NOBODY)
    return browser.ask(method, where, **({} if body is None else {"json": body}))


def test_every_route_is_in_the_table(served: ServedOffice) -> None:
    described = {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, methods in served.app.openapi()["paths"].items()
        if path.startswith("/api/v1/")
        for method in methods
    }
    assert described == {(method, path.split("?")[0]) for method, path in (*OPEN, *ROUTES)}


@pytest.mark.parametrize(("method", "path"), ROUTES, ids=lambda word: str(word))
def test_a_route_lets_its_roles_in_and_no_other(
    method: str, path: str, browsers: dict[str, Browser]
) -> None:
    roles, body = ROUTES[method, path]
    let_in = set()
    for role, browser in browsers.items():
        said = ask(browser, method, path, body)
        assert said.status_code != 500
        code = (
            said.json().get("code") if said.headers["content-type"].endswith("problem+json") else ""
        )
        if code not in REFUSED:
            let_in.add(role)
        else:
            assert said.status_code == 403
    assert let_in == set(roles.split())


@pytest.mark.parametrize(("method", "path"), ROUTES, ids=lambda word: str(word))
def test_a_route_is_closed_without_a_login(method: str, path: str, served: ServedOffice) -> None:
    said = ask(served.browser(), method, path, ROUTES[method, path][1])
    assert (said.status_code, said.json()["code"]) == (401, "E701")
    assert said.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("method", "path"), [key for key in ROUTES if key[0] != "GET"], ids=lambda word: str(word)
)
def test_a_change_without_the_page_s_token_is_refused(
    method: str, path: str, served: ServedOffice
) -> None:
    """A forged token, on a session that may."""
    roles, body = ROUTES[method, path]
    browser = served.browser(roles.split()[0])
    browser.token = "0" * 64
    said = ask(browser, method, path, body)
    assert (said.status_code, said.json()["code"]) == (403, "E705")
