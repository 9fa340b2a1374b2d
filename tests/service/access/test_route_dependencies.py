"""What routes get from the dependencies: an actor, or a coded refusal."""

from __future__ import annotations

from typing import Annotated

import pytest
from fastapi import Depends, FastAPI, Form
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.requests import Request

from corpus.errors import FashenError
from service.access import Access, Administration, Cookies
from service.access.dependencies import CSRF_HEADER, Gatekeeper, guest_csrf, needs
from service.access.tokens import csrf_token, new_token
from service.ledger import OPERATOR, Actor
from service.ledger.words import Role

GOOD = "Ding-Dong7 shan"


def application(keeper: Gatekeeper) -> FastAPI:
    app = FastAPI()
    app.state.gatekeeper = keeper

    @app.exception_handler(FashenError)
    def refused(_: Request, error: FashenError) -> JSONResponse:
        return JSONResponse({"code": error.code}, 403)

    @app.get("/matters")
    def read(actor: Annotated[Actor, Depends(needs("matter.read"))]) -> dict[str, str | None]:
        return {"user": actor.user_id, "via": actor.via}

    @app.post("/matters")
    def opened(actor: Annotated[Actor, Depends(needs("matter.open"))]) -> dict[str, str | None]:
        return {"user": actor.user_id}

    @app.post("/form")
    def form(
        actor: Annotated[Actor, Depends(needs("matter.open"))], title: Annotated[str, Form()]
    ) -> dict[str, str]:
        return {"title": title}

    @app.post("/conclude")
    def conclude(actor: Annotated[Actor, Depends(needs("matter.conclude"))]) -> None:
        raise AssertionError(actor)

    @app.post("/login", dependencies=[Depends(guest_csrf)])
    def login() -> dict[str, bool]:
        return {"asked": True}

    return app


@pytest.fixture
def keeper(access: Access) -> Gatekeeper:
    return Gatekeeper(access, Cookies(secure=False))


@pytest.fixture
def client(keeper: Gatekeeper) -> TestClient:
    return TestClient(application(keeper))


@pytest.fixture
def logged_in(client: TestClient, keeper: Gatekeeper) -> str:
    """A client with a session; returns the forms' token."""
    access = keeper.access
    issued = Administration(access).add(
        OPERATOR, login="wang", name="王一", roles=frozenset({Role.SUBMITTER})
    )
    first = access.log_in("wang", issued.password, "testclient")
    opened = access.change_password(first.principal, issued.password, GOOD)
    client.cookies.set(keeper.cookies.session, opened.token)
    return opened.csrf


def test_without_a_session_nothing_opens(client: TestClient) -> None:
    assert client.get("/matters").json() == {"code": "E701"}
    assert client.post("/matters").json() == {"code": "E701"}


def test_a_session_reads_and_changes_with_its_token_only(
    client: TestClient, logged_in: str
) -> None:
    assert client.get("/matters").json()["via"] == "web"
    assert client.post("/matters").json() == {"code": "E705"}
    assert client.post("/matters", headers={CSRF_HEADER: "forged"}).json() == {"code": "E705"}
    other = csrf_token(new_token())
    assert client.post("/matters", headers={CSRF_HEADER: other}).json() == {"code": "E705"}
    assert client.post("/matters", headers={CSRF_HEADER: logged_in}).status_code == 200


def test_a_short_form_carries_the_token_in_a_field(client: TestClient, logged_in: str) -> None:
    sent = client.post("/form", data={"title": "文件", "token": logged_in})
    assert sent.json() == {"title": "文件"}
    assert client.post("/form", data={"title": "文件"}).json() == {"code": "E705"}


def test_the_role_decides(client: TestClient, logged_in: str) -> None:
    refused = client.post("/conclude", headers={CSRF_HEADER: logged_in})
    assert refused.json() == {"code": "E704"}


def test_a_key_needs_no_token_and_a_wrong_key_is_not_helped_by_a_session(
    client: TestClient, keeper: Gatekeeper, logged_in: str
) -> None:
    assert logged_in
    token = client.cookies[keeper.cookies.session]
    who = keeper.access.resume(token, "testclient")
    scopes = frozenset({"matters:write"})
    _, written = Administration(keeper.access).add_key(who, name="k", scopes=scopes, days=1)
    assert client.post("/matters", headers={"Authorization": f"bearer {written}"}).is_success
    wrong = client.post("/matters", headers={"Authorization": "Bearer fsk_x"})
    assert wrong.json() == {"code": "E708"}


def test_the_login_form_is_bound_to_the_guest_s_cookie(
    client: TestClient, keeper: Gatekeeper
) -> None:
    cookie = new_token()
    assert client.post("/login", data={"token": csrf_token("")}).json() == {"code": "E705"}
    client.cookies.set(keeper.cookies.guest, cookie)
    assert client.post("/login", data={"token": "x"}).json() == {"code": "E705"}
    assert client.post("/login", data={"token": csrf_token(cookie)}).json() == {"asked": True}


def test_an_open_door_lets_everybody_in_as_the_local_user(access: Access) -> None:
    app = application(Gatekeeper(access, Cookies(secure=False), open_door=True))
    assert TestClient(app).post("/matters").json()["user"] is not None


def test_cookies_are_kept_from_scripts_and_under_https_to_this_host() -> None:
    safe, plain = Cookies(secure=True), Cookies(secure=False)
    assert safe.session_flags(60) == {
        "key": "__Host-fashen-session",
        "max_age": 60,
        "path": "/",
        "secure": True,
        "httponly": True,
        "samesite": "lax",
    }
    assert plain.guest_flags()["samesite"] == "strict"
    assert plain.session == "fashen-session"
