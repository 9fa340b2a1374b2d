"""Cookies (会话 Cookie): one for the session, one for forms before the login."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict


class CookieFlags(TypedDict):
    """Cookie 属性, as Starlette's `set_cookie` takes them."""

    key: str
    max_age: int
    path: str
    secure: bool
    httponly: bool
    samesite: Literal["lax", "strict", "none"]


@dataclass(frozen=True, slots=True)
class Cookies:
    """会话 Cookie: scripts cannot read them, other sites' requests do not carry them.

    `secure` under https: browsers then keep them to https and to this host (`__Host-`).
    """

    secure: bool

    @property
    def session(self) -> str:
        """The session cookie's name."""
        return self._name("fashen-session")

    @property
    def guest(self) -> str:
        """The name of the cookie that forms before the login are bound to."""
        return self._name("fashen-guest")

    def session_flags(self, seconds: int) -> CookieFlags:
        """Flags of the session cookie; `lax` lets a link in a mail find the user logged in."""
        return self._flags(self.session, seconds, "lax")

    def guest_flags(self) -> CookieFlags:
        """Flags of the cookie before the login."""
        return self._flags(self.guest, 3600, "strict")

    def _name(self, name: str) -> str:
        return f"__Host-{name}" if self.secure else name

    def _flags(self, key: str, seconds: int, same: Literal["lax", "strict"]) -> CookieFlags:
        return {
            "key": key,
            "max_age": seconds,
            "path": "/",
            "secure": self.secure,
            "httponly": True,
            "samesite": same,
        }
