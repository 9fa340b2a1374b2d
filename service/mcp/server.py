"""Server (MCP 服务): four read-only tools on the official SDK, over stdio or HTTP on loopback."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field, ValidationError

from corpus.errors import BadOption, BadToolCall, FashenError, ServiceError
from service import __version__
from service.batch.worker import where
from service.mcp import law as laws
from service.mcp import review
from service.mcp.limits import MAX_BODY, MAX_HITS, MAX_TEXT, Turnstile
from service.mcp.types import CitationsAnswer, ProvisionAnswer, ReviewAnswer, SearchAnswer

if TYPE_CHECKING:
    from mcp.server.mcpserver.context import Context
    from mcp_types import CallToolResult, InputRequiredResult

    from service.wiring import Wiring

_log = logging.getLogger(__name__)
_READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_INSTRUCTIONS = (
    "法审：中国规范性文件和合同的合法性审查，离线，只读。引用法律前先用 look_up_provision 或 "
    "search_law 取得原文；起草或改写后用 check_citations 核对引用，用 review_text 审查。条文原文逐字来自"
    "法规库，按基准日 as_of 判断效力；“不在库”不等于“不存在”。结论是辅助意见，须由人复核；"
    "undecided、not_covered、not_read 所列内容没有审查，转述时应当说明。"
)

_Text = Annotated[str, Field(description=f"文书全文（纯文本，不超过 {MAX_TEXT} 字，保留换行）")]
_Day = Annotated[str, Field(description="基准日，如 2026-11-24；空为今天")]
_Kind = Annotated[
    str,
    Field(
        description="文书类型：auto 自动识别、norm_doc 行政规范性文件、gov_rule 地方政府规章、"
        "dept_rule 部门规章、local_reg 地方性法规、major_decision 重大行政决策、contract 合同、"
        "other 其他"
    ),
]
_Level = Annotated[
    str,
    Field(
        description="制定主体层级：auto 自动识别、township 乡镇、county 县级、city 设区的市级、"
        "province 省级、ministry 国务院部门、state 国家级"
    ),
]
_Stance = Annotated[
    str, Field(description="合同审查立场：neutral 中立、gov 政府一方、party_a 甲方、party_b 乙方")
]
_Law = Annotated[str, Field(description="法律、法规、规章的名称或者简称，如 行政处罚法")]
_Article = Annotated[
    str, Field(description="条号，如 第十六条、第十六条第一款、16；空为查整部的效力")
]
_Query = Annotated[str, Field(description="词语、问题、条款文字，或者 某法第几条")]
_Hits = Annotated[int, Field(description=f"条数，1 到 {MAX_HITS}")]


_TOOLS = {
    "review_text": (
        "审查文本",
        "审查一份规范性文件、规章、法规草案、重大行政决策方案或者合同的全文，给出结论、问题（原文、位置、"
        "严重度、法律依据原文、修改建议）、未能判断的条款和没有落实的程序步骤。",
    ),
    "check_citations": (
        "核对引用",
        "找出文本引用的全部法律、法规、规章和文件，逐处核对是否存在、基准日是否有效、条号和引文是否相符。",
    ),
    "look_up_provision": (
        "查询条文",
        "按法律名称和条号查某日有效的条文原文、效力和施行日期；已废止的列出取代它的规定。",
    ),
    "search_law": (
        "检索条文",
        "按词语、问题或者条款文字检索某日有效的条文，返回原文。",
    ),
}
"""Title and description of every tool."""


class _Server(MCPServer[Any]):
    """Every failure of a tool leaves as one of our coded Chinese messages, without the draft."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool.

        Raises:
            ToolError: with a message of ours.
        """
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            raise ToolError(str(_coded(error, name))) from None


def _coded(error: ToolError, name: str) -> FashenError:
    cause = error.__cause__
    if isinstance(cause, BadOption):
        return BadToolCall(cause.detail)
    if isinstance(cause, FashenError):
        return cause
    if isinstance(cause, ValidationError):
        fields = sorted({".".join(str(part) for part in one["loc"]) for one in cause.errors()})
        return BadToolCall(f"缺失或者类型不对：{'、'.join(fields)[:200]}")
    if cause is None:
        return BadToolCall("没有这个工具")
    _log.error("tool %s failed: %s", name, where(cause))
    return ServiceError(where(cause))


def create_server(house: Wiring) -> MCPServer[Any]:
    """MCP 服务 over a library; nothing is written anywhere, nothing of a draft is logged."""
    server = _Server(
        name="fashen",
        title="法审",
        description="中国规范性文件和合同的合法性审查",
        instructions=_INSTRUCTIONS,
        version=__version__,
        log_level="WARNING",
    )
    gate = Turnstile(house.settings.max_reviews, house.settings.max_waiting)

    def review_text(
        text: _Text,
        kind: _Kind = "auto",
        issuer_level: _Level = "auto",
        as_of: _Day = "",
        stance: _Stance = "neutral",
    ) -> ReviewAnswer:
        with gate.enter():
            return review.review_text(house, text, kind, issuer_level, stance, as_of)

    def check_citations(text: _Text, as_of: _Day = "") -> CitationsAnswer:
        with gate.enter():
            return laws.check_citations(house, text, as_of)

    def look_up_provision(law: _Law, article: _Article = "", as_of: _Day = "") -> ProvisionAnswer:
        return laws.look_up_provision(house, law, article, as_of)

    def search_law(query: _Query, as_of: _Day = "", k: _Hits = 8) -> SearchAnswer:
        with gate.enter():
            return laws.search_law(house, query, k, as_of)

    for tool in (review_text, check_citations, look_up_provision, search_law):
        title, description = _TOOLS[tool.__name__]
        server.add_tool(tool, title=title, description=description, annotations=_READ_ONLY)
    return server


def run_http(server: MCPServer[Any], port: int) -> None:
    """在本机 HTTP 上提供: 127.0.0.1 only, requests under other host names are refused."""
    server.run(
        "streamable-http",
        host="127.0.0.1",
        port=port,
        stateless_http=True,
        json_response=True,
        max_request_body_size=MAX_BODY,
    )
