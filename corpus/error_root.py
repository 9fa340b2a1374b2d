"""Root error (错误根类): what every error of the project has: a code, a message, a remedy."""

from __future__ import annotations

from typing import ClassVar


class FashenError(Exception):
    """项目错误: the root of all errors that a user may see.

    `str(error)` is the Chinese message for the user: code, what happened, the detail, the remedy.
    A detail never holds text of a draft: errors reach logs, drafts do not.
    """

    code: ClassVar[str] = "E000"
    summary: ClassVar[str] = "发生错误"
    remedy: ClassVar[str] = "请联系管理员。"

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        middle = f"：{self.detail}" if self.detail else ""
        return f"[{self.code}] {self.summary}{middle}。{self.remedy}"
