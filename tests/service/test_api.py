"""The endpoint: the same JSON as the command line, coded problems, strict headers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from fastapi.testclient import TestClient
from support import ROOT

from service.api.app import create_app
from service.reports.schema import schema
from service.settings import Settings

SAMPLE = ROOT / "service/samples/sample_norm_doc.docx"


@pytest.fixture
def client(home: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(home=home, max_upload_bytes=1 << 20))) as client:
        yield client


def test_a_draft_comes_back_as_the_same_json(client: TestClient) -> None:
    answer = client.post(
        "/api/v1/reviews",
        files={"file": (SAMPLE.name, SAMPLE.read_bytes())},
        data={"as_of": "2026-11-24", "kind": "norm_doc"},
    )
    assert answer.status_code == 200
    jsonschema.validate(answer.json(), schema())
    assert answer.json()["document"]["kind_reason"] == "用户指定"


@pytest.mark.parametrize(
    ("data", "options", "status", "code"),
    [
        (b"", {}, 422, "E101"),
        (b"PK\x03\x04broken", {}, 422, "E103"),
        (b"x" * (2 << 20), {}, 413, "E107"),
        (b"draft", {"kind": "poem"}, 400, "E401"),
        (b"draft", {"as_of": "soon"}, 400, "E401"),
    ],
)
def test_a_problem_has_a_code_and_a_remedy(
    client: TestClient, data: bytes, options: dict[str, str], status: int, code: str
) -> None:
    answer = client.post("/api/v1/reviews", files={"file": ("a.docx", data)}, data=options)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_page_uploads_and_shows_the_report(client: TestClient) -> None:
    assert "上传草案" in client.get("/").text
    answer = client.post("/reviews", files={"file": (SAMPLE.name, SAMPLE.read_bytes())})
    assert answer.status_code == 200
    assert "审查发现" in answer.text


def test_every_answer_carries_strict_headers(client: TestClient) -> None:
    headers = client.get("/").headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["cache-control"] == "no-store"


def test_health_names_the_library(client: TestClient) -> None:
    assert client.get("/health").json()["library"]


def test_a_missing_library_is_a_coded_503(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(home=tmp_path))) as client:
        assert client.get("/health").json()["code"] == "E201"
