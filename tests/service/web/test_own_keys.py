"""The page of one's own keys: shown once, within one's rights, revoked for good."""

from __future__ import annotations

import re

import pytest
from served_office import OURS, ServedOffice
from workbench_support import Desk


def written(page: str) -> str:
    (key,) = re.findall(r'value="(fsk_[^"]+)"', page)
    return str(key)


def asks(office: ServedOffice, key: str, path: str) -> int:
    from fastapi.testclient import TestClient

    headers = {"Authorization": f"Bearer {key}"}
    return TestClient(office.app, base_url=OURS, headers=headers).get(f"/api/v1{path}").status_code


def test_a_key_is_shown_once_works_and_is_revoked(
    at: dict[str, Desk], office: ServedOffice
) -> None:
    desk = at["reviewer"]
    made = desk.send("/keys", name="办公<系统>", days="30", scopes=["matters:read", "library:read"])
    assert made.status_code == 201
    key = written(made.text)
    assert "办公&lt;系统&gt;" in made.text
    assert asks(office, key, "/matters") == 200
    later = desk.get("/keys").text
    assert key not in later
    assert "检索法规库、查看台账和结果" in later
    (path,) = re.findall(r'action="(/keys/[0-9a-f]{32}/revocation)"', later)
    assert at["submitter"].send(path).status_code == 404
    assert desk.send(path).headers["location"] == "/keys?done=revoked"
    assert asks(office, key, "/matters") == 401
    assert "已撤销" in desk.get("/keys", done="revoked").text


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "", "days": "30", "scopes": "matters:read"},
        {"name": "甲", "days": "30"},
        {"name": "甲", "days": "0", "scopes": "matters:read"},
        {"name": "甲", "days": "99999999999999999999", "scopes": "matters:read"},
        {"name": "甲", "days": "many", "scopes": "matters:read"},
        {"name": "甲", "days": "30", "scopes": "everything"},
    ],
)
def test_a_key_that_cannot_be_is_refused_in_place(
    at: dict[str, Desk], fields: dict[str, str]
) -> None:
    said = at["reviewer"].send("/keys", **fields)
    assert said.status_code == 422
    assert 'role="alert"' in said.text
    assert "fsk_" not in said.text
    assert f'name="name" value="{fields["name"]}"' in said.text


def test_only_what_one_may_is_offered(at: dict[str, Desk]) -> None:
    assert "查看审计记录" in at["auditor"].get("/keys").text
    assert "查看审计记录" not in at["submitter"].get("/keys").text
    assert "查看运行指标" in at["administrator"].get("/keys").text


def test_a_key_is_not_given_without_the_form_s_token(at: dict[str, Desk]) -> None:
    said = at["reviewer"].send("/keys", token="", name="甲", days="3", scopes="matters:read")
    assert said.status_code == 403
    assert "fsk_" not in said.text


def test_a_guest_has_no_keys(office: ServedOffice) -> None:
    assert Desk(office.app).get("/keys").headers["location"] == "/login?next=/keys"
