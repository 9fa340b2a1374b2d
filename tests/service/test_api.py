"""The endpoint: the same JSON as the command line, coded problems, strict headers."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import jsonschema
import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import Headers
from support import ROOT

from corpus.errors import FileTooLarge
from corpus.formats.archive import clean_name
from service.api import app as application
from service.api.app import create_app
from service.api.upload import read_upload
from service.reports.schema import schema
from service.settings import Settings

SAMPLE = ROOT / "service/samples/sample_norm_doc.docx"
OURS = "http://127.0.0.1"


@pytest.fixture
def client(home: Path) -> Iterator[TestClient]:
    settings = Settings(home=home, max_upload_bytes=1 << 20)
    with TestClient(create_app(settings), base_url=OURS) as client:
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
    ("name", "data", "options", "status", "code"),
    [
        ("a.docx", b"", {}, 422, "E101"),
        ("a.docx", b"PK\x03\x04broken", {}, 422, "E103"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, {}, 415, "E102"),
        ("a.docx", b"x" * (2 << 20), {}, 413, "E107"),
        ("a.txt", b"draft", {"kind": "poem"}, 400, "E401"),
        ("a.txt", b"draft", {"as_of": "soon"}, 400, "E401"),
    ],
)
def test_a_problem_has_a_code_and_a_remedy(
    client: TestClient, name: str, data: bytes, options: dict[str, str], status: int, code: str
) -> None:
    answer = client.post("/api/v1/reviews", files={"file": (name, data)}, data=options)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_request_without_a_file_or_a_form_is_a_coded_400(client: TestClient) -> None:
    for answer in (
        client.post("/api/v1/reviews", json={"text": "x"}),
        client.post("/api/v1/reviews", files={"other": ("a.txt", b"x")}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (400, "E401")


def test_what_the_framework_refuses_is_a_problem_too(client: TestClient) -> None:
    for answer, status in ((client.get("/nowhere"), 404), (client.delete("/health"), 405)):
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.anyio
async def test_an_upload_over_the_limit_is_refused_before_it_has_been_read() -> None:
    taken = []

    class Endless:
        headers = Headers({"content-type": "multipart/form-data; boundary=b"})

        async def stream(self) -> AsyncIterator[bytes]:
            yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
            while True:
                taken.append(1)
                yield b"x" * 65536

    with pytest.raises(FileTooLarge):
        await read_upload(Endless(), 100_000)  # type: ignore[arg-type]
    assert len(taken) < 5


def test_a_crash_is_a_coded_500_that_neither_shows_nor_logs_the_draft(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(*_: object) -> None:
        raise ValueError("秘密草案")

    monkeypatch.setattr(application, "review_bytes", crash)
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/api/v1/reviews", files={"file": ("a.txt", "秘密草案".encode())})
    assert (answer.status_code, answer.json()["code"]) == (500, "E500")
    facts = [getattr(record, "facts", {}) for record in caplog.records]
    assert "秘密" not in answer.text + caplog.text + str(facts)
    assert "ValueError @ test_api.py" in str(facts)


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"origin": "http://evil.example"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_requests_of_other_sites_are_refused(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.get("/health", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "E403")


def test_the_page_uploads_and_shows_the_report_with_its_policy(client: TestClient) -> None:
    assert "上传草案" in client.get("/").text
    answer = client.post("/reviews", files={"file": (SAMPLE.name, SAMPLE.read_bytes())})
    assert answer.status_code == 200
    assert "审查发现" in answer.text
    assert "审查另一份文件" in answer.text
    assert "script-src 'sha256-" in answer.headers["content-security-policy"]


def test_an_error_of_the_page_is_a_page_with_the_remedy(client: TestClient) -> None:
    answer = client.post("/reviews", files={"file": ("a.docx", b"")})
    assert answer.status_code == 422
    assert "E101" in answer.text
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/", "/health", "/nowhere", "/openapi.json"])
def test_every_answer_carries_strict_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert policy.endswith("frame-ancestors 'none'")
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_openapi_document_describes_the_form_and_the_problems(client: TestClient) -> None:
    post = client.get("/openapi.json").json()["paths"]["/api/v1/reviews"]["post"]
    form = post["requestBody"]["content"]["multipart/form-data"]["schema"]
    words = {"file", "materials", "main", "roles", "kind", "issuer_level", "stance", "as_of"}
    assert words == set(form["properties"])
    assert {"200", "400", "413", "415", "422", "503"} <= set(post["responses"])


def test_there_is_no_documentation_page_that_loads_from_elsewhere(client: TestClient) -> None:
    assert client.get("/docs").status_code == 404


def test_health_names_the_library(client: TestClient) -> None:
    assert client.get("/health").json()["library"]


def test_a_missing_library_is_a_coded_503(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(home=tmp_path)), base_url=OURS) as client:
        answer = client.get("/health")
        assert (answer.status_code, answer.json()["code"]) == (503, "E201")
        assert "E201" in client.get("/").text


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/草案.docx", "草案.docx"),
        ("C:\\草案\\甲.txt", "甲.txt"),
        ("a\x00\x1b\u202eb.txt", "ab.txt"),
        ("..", "未命名"),
        ("长" * 300 + ".docx", "长" * 106 + ".docx"),
    ],
)
def test_a_file_name_is_only_a_name(sent: str, kept: str) -> None:
    assert clean_name(sent) == kept


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
