"""Tokens (令牌): secrets of sessions, keys and forms; only their hashes are stored."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

KEY_PREFIX = "fsk"
_KEY = re.compile(rf"{KEY_PREFIX}_([0-9a-f]{{32}})_([A-Za-z0-9_-]{{43}})")
_FORM = b"fashen form"


def new_token() -> str:
    """新令牌: 256 bits from the system's source of chance, 43 characters."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """摘要值 of a token: what is stored; tokens are too long to be guessed, so no salt."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two tokens are equal, in a time that tells nothing."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def csrf_token(cookie: str) -> str:
    """防伪标记 of forms under a cookie's secret: who cannot read the cookie cannot make it."""
    return hmac.new(cookie.encode("utf-8", "replace"), _FORM, hashlib.sha256).hexdigest()


def csrf_matches(cookie: str, given: str) -> bool:
    """Whether a form's token belongs to a cookie; never for an empty cookie."""
    return bool(cookie) and same(csrf_token(cookie), given)


def written_key(key_id: str, secret: str) -> str:
    """接口密钥 as its owner gets it, once."""
    return f"{KEY_PREFIX}_{key_id}_{secret}"


def read_key(written: str) -> tuple[str, str] | None:
    """Return id and secret of a key as written, None if it is none."""
    found = _KEY.fullmatch(written.strip())
    return (found[1], found[2]) if found else None
