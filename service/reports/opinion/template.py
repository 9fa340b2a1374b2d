"""Template (模板): fill a docx template; an office's own template is checked as it is used."""

from __future__ import annotations

import html
import io
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import BadTemplate, FashenError
from service.reports.opinion.packing import pack

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")
NOTE = "模板说明.md"
_MOST_BYTES = 20 * 1024 * 1024


def shipped(name: str) -> bytes:
    """自带模板: `name` is legality or contract."""
    return (TEMPLATES / f"{name}.docx").read_bytes()


def fill(template: bytes, values: Mapping[str, Any], day: date) -> bytes:
    """填写模板: the finished docx; the same values and day give the same bytes.

    A template can only ask for the values: it runs in a sandbox, and text is never markup.

    Raises:
        BadTemplate: no docx, an unknown placeholder, or wrong logic.
    """
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    _check(template)
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(dict(values), _environment(), autoescape=True)
        core = document.docx.core_properties
        core.title, core.comments = html.unescape(core.title), html.unescape(core.comments)
        made = io.BytesIO()
        document.save(made)
    except TemplateError as error:
        raise BadTemplate(_reason(error)) from error
    except (KeyError, ValueError, TypeError, AttributeError, SyntaxError) as error:
        raise BadTemplate(f"不能按 Word 文档填写（{type(error).__name__}）") from error
    return pack(made.getvalue(), datetime.combine(day, time(8)))


def _check(template: bytes) -> None:
    from corpus.formats.safety import open_zip

    if len(template) > _MOST_BYTES:
        raise BadTemplate(f"模板超过 {_MOST_BYTES // 2**20} MB")
    try:
        names = open_zip(template).namelist()
    except FashenError as error:
        raise BadTemplate("文件不是 Word（docx）文档") from error
    if "word/document.xml" not in names:
        raise BadTemplate("文件不是 Word（docx）文档")


def _environment() -> Environment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _reason(error: Exception) -> str:
    from jinja2 import UndefinedError
    from jinja2.exceptions import SecurityError

    words = " ".join(str(error).split())
    if isinstance(error, UndefinedError):
        return f"没有这个占位符（{words}）"
    if isinstance(error, SecurityError):
        return f"模板只能读取数据（{words}）"
    return f"逻辑标记有误（{words}）"
