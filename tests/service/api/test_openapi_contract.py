"""The OpenAPI document is what the service does: made-up requests get only what it declares."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from served_office import ServedOffice, open_office, serve

from service.wiring import Wiring

schemathesis = pytest.importorskip("schemathesis", reason="the extra dev is not installed")
hypothesis = pytest.importorskip("hypothesis")
_RULES = pytest.importorskip("schemathesis.specs.openapi.checks").positive_data_acceptance
"""Left out: what a shape allows may still break a rule of the office; 422 says so."""


def test_every_operation_has_a_summary_and_declares_its_errors(served: ServedOffice) -> None:
    document = served.app.openapi()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (method, path)
            assert {"400", "422", "500", "503"} <= set(operation["responses"]), (method, path)
            for status, answer in operation["responses"].items():
                if int(status) >= 400 and status != "503":
                    assert "application/problem+json" in answer["content"], (method, path, status)


def test_who_may_call_is_part_of_the_document(served: ServedOffice) -> None:
    document = served.app.openapi()
    assert set(document["components"]["securitySchemes"]) == {"key", "session", "token", "guest"}
    assert document["paths"]["/api/v1/matters"]["post"]["security"] == [
        {"key": []},
        {"session": [], "token": []},
    ]
    assert "security" not in document["paths"]["/api/v1/setup"]["post"]


def test_every_reference_in_the_document_resolves(served: ServedOffice) -> None:
    document = served.app.openapi()
    pointers = set(re.findall(r'"\$ref": ?"([^"]+)"', json.dumps(document)))
    assert "#/components/schemas/ReviewResult.finding" in pointers
    for pointer in pointers:
        place = document
        for step in pointer.removeprefix("#/").split("/"):
            place = place[step]
        assert place, pointer


@pytest.fixture(scope="module")
def contract(house: Wiring, tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """The document of a real server on this machine."""
    path = tmp_path_factory.mktemp("contract") / "ledger.sqlite"
    ledger, access = open_office(f"sqlite:///{path}")
    with (
        serve(house, ledger, access, open_door=True, runs=False) as app,
        socket.create_server(("127.0.0.1", 0)) as listening,
    ):
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        port = listening.getsockname()[1]
        yield schemathesis.openapi.from_url(f"http://127.0.0.1:{port}/openapi.json")
        server.should_exit = True
        thread.join()
    ledger.close()


@pytest.mark.slow
def test_made_up_requests_get_what_the_document_declares(contract: Any) -> None:
    wrong: list[str] = []
    for found in contract.get_all_operations():
        operation = found.ok()

        @hypothesis.given(case=operation.as_strategy())
        @hypothesis.settings(
            max_examples=10,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        def made_up(case: Any) -> None:
            case.call_and_validate(excluded_checks=[_RULES])

        try:
            made_up()
        except schemathesis.errors.SchemathesisError as error:
            wrong.append(f"{operation.label}: {error}")
        except BaseExceptionGroup as group:
            wrong.append(f"{operation.label}: {[str(one) for one in group.exceptions]}")
        except AssertionError as error:
            wrong.append(f"{operation.label}: {error}")
    assert "\n".join(wrong) == ""
