"""The real MCP server over stdio and HTTP, called by the official SDK's client."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from jsonschema import Draft202012Validator
from mcp import StdioServerParameters
from mcp.client import Client
from mcp.client.stdio import stdio_client

from corpus.errors import BadOption, ServiceBusy
from service.mcp.limits import MAX_TEXT, Turnstile, checked_text
from service.mcp.server import create_server
from service.settings import Settings
from service.wiring import Wiring

DAY = "2026-11-24"
SECRET = "绝密代号青鸾"
DRAFT = (
    "石城市共享单车停放管理办法\r\n\r\n"
    "第一条\u3000为了规范停放秩序，根据《中华人民共和国固体废物污染环境防治法》第五条，制定本办法。\r\n"
    f"第二条\u3000{SECRET}指停放点位。违反本办法规定停放车辆的，由市城市管理局处五百元罚款。\r\n"
    "第三条\u3000本办法自2027年1月1日起施行。\r\n"
)
TOOLS = ["review_text", "check_citations", "look_up_provision", "search_law"]
Work = Callable[[Client], Coroutine[Any, Any, Any]]


@pytest.fixture
def served(home: Path, tmp_path: Path) -> Callable[[Work], tuple[Any, str]]:
    """Run work against `fashen mcp` and return its result with what the server logged."""

    def run(work: Work) -> tuple[Any, str]:
        log = tmp_path / "stderr.txt"
        command = StdioServerParameters(
            command=sys.executable,
            args=["-m", "service.cli.main", "mcp"],
            env={"FASHEN_HOME": str(home), "FASHEN_MAX_REVIEWS": "1"},
            cwd=Path(__file__).parents[2],
        )

        async def main() -> Any:
            with log.open("w", encoding="utf-8") as errors:
                async with Client(stdio_client(command, errlog=errors)) as client:
                    return await work(client)

        return anyio.run(main), log.read_text("utf-8")

    return run


def called(name: str, **arguments: object) -> Work:
    async def work(client: Client) -> Any:
        return await client.call_tool(name, arguments)

    return work


def test_the_tools_are_read_only_and_described_in_chinese(served) -> None:
    async def work(client: Client) -> Any:
        return (await client.list_tools()).tools, client.instructions

    (tools, instructions), _ = served(work)
    assert [tool.name for tool in tools] == TOOLS
    assert "不在库" in instructions
    for tool in tools:
        assert tool.annotations.read_only_hint is True
        assert any("一" <= character <= "龥" for character in tool.description)
        for schema in (tool.input_schema, tool.output_schema):
            Draft202012Validator.check_schema(schema)
            assert all("description" in one for one in schema["properties"].values())


def test_a_text_is_reviewed_with_basis_and_place_and_nothing_of_it_is_logged(served) -> None:
    async def work(client: Client) -> Any:
        tools = (await client.list_tools()).tools
        found = await client.call_tool(
            "review_text",
            {"text": DRAFT, "kind": "norm_doc", "issuer_level": "county", "as_of": DAY},
        )
        return next(tool for tool in tools if tool.name == "review_text"), found

    (tool, result), log = served(work)
    assert not result.is_error
    answer = result.structured_content
    Draft202012Validator(tool.output_schema).validate(answer)
    assert answer["as_of"] == DAY
    assert answer["conclusion"] == "修改后合法"
    fine = next(one for one in answer["findings"] if "罚款" in one["quote"])
    assert fine["severity"] == "critical"
    assert fine["place"].startswith("第二条")
    assert DRAFT[fine["span"]["start"] : fine["span"]["end"]] == fine["quote"]
    basis = next(one for one in fine["basis"] if one["article"] == "第十六条")
    assert basis["verified"] is True
    assert "不得设定行政处罚" in basis["quoted_text"]
    assert answer["not_covered"]
    assert SECRET not in log


def test_citations_are_checked_as_of_a_date(served) -> None:
    async def work(client: Client) -> Any:
        return [
            (await client.call_tool("check_citations", {"text": DRAFT, "as_of": day}))
            for day in (DAY, "2026-01-05")
        ]

    (now, before), _ = served(work)
    law = "中华人民共和国固体废物污染环境防治法"
    (cited,) = [c for c in now.structured_content["citations"] if c["law"] == law]
    assert (cited["verdict"], cited["faulty"]) == ("repealed", True)
    assert cited["successors"] == ["中华人民共和国生态环境法典"]
    assert DRAFT[cited["span"]["start"] : cited["span"]["end"]] == cited["quote"]
    (earlier,) = [c for c in before.structured_content["citations"] if c["law"] == law]
    assert (earlier["verdict"], earlier["faulty"]) == ("in_force", False)
    assert earlier["quoted_text"]


def test_a_provision_is_looked_up_by_any_writing_of_its_number(served) -> None:
    written = ["第十六条", "16", " 第16条 ", "第九条第（一）项"]

    async def work(client: Client) -> Any:
        named = {"law": "行政处罚法", "as_of": DAY}
        return [
            await client.call_tool("look_up_provision", {**named, "article": article})
            for article in written
        ]

    *whole, item = (one.structured_content for one in served(work)[0])
    for found in whole:
        assert found["law"] == "中华人民共和国行政处罚法"
        assert (found["article"], found["verdict"]) == ("第十六条", "in_force")
        assert "不得设定行政处罚" in found["text"]
        assert found["effective_from"] == "2021-07-15"
    assert item["article"] == "第九条第（一）项"
    assert item["text"].startswith("（一）")


def test_what_the_library_does_not_hold_is_not_said_to_be_missing(served) -> None:
    async def work(client: Client) -> Any:
        names = [("石城市停车条例", "第一条"), ("民法典", "第九千条")]
        return [
            (await client.call_tool("look_up_provision", {"law": law, "article": article}))
            for law, article in names
        ]

    (unknown, beyond), _ = served(work)
    assert unknown.structured_content["verdict"] == "not_in_library"
    assert unknown.structured_content["text"] is None
    assert beyond.structured_content["verdict"] == "no_such_provision"


def test_a_search_returns_provisions_in_force(served) -> None:
    result, _ = served(called("search_law", query="规范性文件不得设定行政处罚", k=3, as_of=DAY))
    hits = result.structured_content["hits"]
    assert [hit["rank"] for hit in hits] == [1, 2, 3]
    assert (hits[0]["law"], hits[0]["article"]) == ("中华人民共和国行政处罚法", "第十六条")


def test_every_refusal_is_a_coded_chinese_sentence(served) -> None:
    calls = [
        ("review_text", {"text": ""}, "E101"),
        ("review_text", {"text": "字" * (MAX_TEXT + 1)}, "E107"),
        ("review_text", {"text": DRAFT, "kind": "poem"}, "E421"),
        ("review_text", {"text": DRAFT, "as_of": "昨天"}, "E421"),
        ("review_text", {"text": {"a": SECRET}}, "E421"),
        ("review_text", {}, "E421"),
        ("check_citations", {"text": "   "}, "E1"),
        ("look_up_provision", {"law": "", "article": "第一条"}, "E421"),
        ("look_up_provision", {"law": "行政处罚法", "article": "abc"}, "E421"),
        ("look_up_provision", {"law": "营业执照"}, "E421"),
        ("look_up_provision", {"law": "行政处罚法", "article": "第一条、第二条"}, "E421"),
        ("search_law", {"query": " "}, "E421"),
        ("search_law", {"query": "词" * 1001}, "E421"),
        ("search_law", {"query": "处罚", "k": 21}, "E421"),
        ("write_file", {"path": "/etc/passwd"}, "E421"),
    ]

    async def work(client: Client) -> Any:
        return [await client.call_tool(name, arguments) for name, arguments, _ in calls]

    results, log = served(work)
    for (name, _, code), result in zip(calls, results, strict=True):
        assert result.is_error, name
        said = result.content[0].text
        assert said.startswith(f"[{code}"), (name, said)
        assert SECRET not in said
    assert SECRET not in log


def test_calls_at_the_same_time_are_all_answered(served) -> None:
    async def work(client: Client) -> Any:
        answers: list[Any] = []

        async def call() -> None:
            answers.append(await client.call_tool("check_citations", {"text": DRAFT, "as_of": DAY}))

        async with anyio.create_task_group() as group:
            for _ in range(8):
                group.start_soon(call)
        return answers

    answers, _ = served(work)
    assert len(answers) == 8
    assert len({str(one.structured_content) for one in answers}) == 1


def test_a_full_line_turns_callers_away() -> None:
    gate = Turnstile(running=1, waiting=0)
    with gate.enter(), pytest.raises(ServiceBusy), gate.enter():
        pass
    with gate.enter():
        pass


@pytest.fixture
def address(home: Path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "service.cli.main", "mcp", "--http", "--port", str(port)],
        env={**os.environ, "FASHEN_HOME": str(home)},
        cwd=Path(__file__).parents[2],
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        process.terminate()
        process.wait(10)


def test_the_same_tools_answer_over_http_on_this_machine_only(address: str) -> None:
    async def main() -> Any:
        async with Client(address) as client:
            tools = (await client.list_tools()).tools
            found = await client.call_tool(
                "look_up_provision", {"law": "行政处罚法", "article": "16", "as_of": DAY}
            )
            return [tool.name for tool in tools], found.structured_content

    names, found = anyio.run(main)
    assert names == TOOLS
    assert found["article"] == "第十六条"
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    accept = {"Accept": "application/json, text/event-stream"}
    foreign = [{"Host": "evil.example"}, {"Origin": "https://evil.example"}]
    for headers in foreign:
        refused = httpx2.post(address, json=body, headers={**accept, **headers})
        assert refused.status_code in (403, 421)
    large = httpx2.post(address, content=b"[" + b"1," * 2_000_000 + b"1]", headers=accept)
    assert large.status_code in (400, 413)


def test_a_crash_is_a_coded_message_that_tells_nothing_of_the_draft(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(*_: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr("service.mcp.law.read_document", crash)
    server = create_server(Wiring(Settings()))

    async def main() -> Any:
        async with Client(server) as client:
            return await client.call_tool("check_citations", {"text": DRAFT})

    result = anyio.run(main)
    assert result.is_error
    assert result.content[0].text.startswith("[E500]")
    assert SECRET not in result.content[0].text + caplog.text
    assert "ValueError @ test_mcp_server.py" in caplog.text


def test_code_points_that_no_text_has_are_refused() -> None:
    with pytest.raises(BadOption):
        checked_text("第一条\ud800")
