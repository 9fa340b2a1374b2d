"""Chinese help and usage errors (中文提示): the words that typer writes by itself."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

_PANELS = {
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "ERRORS_PANEL_TITLE": "用法有误",
    "DEFAULT_STRING": "[默认：{}]",
    "REQUIRED_LONG_STRING": "[必填]",
}


class _Chinese:
    """Mixed into typer's commands: help in Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - typer's own types
        from typer import rich_utils

        for name, word in _PANELS.items():
            setattr(rich_utils, name, word)
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def get_usage(self, ctx: Any) -> str:  # noqa: ANN401
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return (
            usage.replace("Usage:", "用法：")
            .replace("[OPTIONS]", "[选项]")
            .replace("COMMAND [ARGS]...", "命令 …")
        )

    def get_help_option(self, ctx: Any) -> TyperOption | None:  # noqa: ANN401
        option: TyperOption | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help, option.metavar = "显示帮助", " "
        return option


class Command(_Chinese, TyperCommand):
    """命令 with Chinese help."""


class Group(_Chinese, TyperGroup):
    """命令组 with Chinese help."""


def usage_error(error: TyperException) -> str:
    """用法错误: what typer found wrong, in Chinese."""
    name = _parameter(error)
    match type(error).__name__:
        case "NoSuchOption":
            said = f"没有选项 {getattr(error, 'option_name', '')}"
        case "MissingParameter":
            said = f"缺少 {name}"
        case "BadParameter":
            said = f"{name} 的值无效（{error.message}）"
        case _ if error.message.startswith("No such command"):
            said = f"没有这个命令：{error.message.removeprefix('No such command').strip(' .')}"
        case _ if error.message.startswith("Got unexpected extra argument"):
            said = f"多了参数 {error.message.partition('(')[2].partition(')')[2].strip(' ()')}"
        case _:
            said = error.message
    return f"[E401] 用法有误：{said}。请加 --help 查看用法。"


def _parameter(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "参数"
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name)
    return "/".join(parameter.opts)
