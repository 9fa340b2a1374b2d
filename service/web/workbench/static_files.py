"""Static files (静态文件): our own and vendored ones; addresses carry a hash, so they never age."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Response

from service.ledger.errors import NotFound

_FOLDER = Path(__file__).with_name("static")
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_FOREVER = "public, max-age=31536000, immutable"

router = APIRouter(include_in_schema=False)


def address(name: str) -> str:
    """地址 of a static file, e.g. `vendor/htmx.min.js`, with the hash of what it holds."""
    return f"/static/{_held()[name][1]}/{name}"


@router.get("/static/{mark}/{name:path}")
def static(mark: str, name: str) -> Response:
    """静态文件: only what the package ships; an old mark is no address any more.

    Raises:
        NotFound: no such file.
    """
    data, right = _held().get(name, (b"", ""))
    if not right or mark != right:
        raise NotFound("页面文件")
    media = _TYPES[Path(name).suffix]
    return Response(data, media_type=media, headers={"Cache-Control": _FOREVER})


@cache
def _held() -> dict[str, tuple[bytes, str]]:
    found = {}
    for path in sorted(_FOLDER.rglob("*")):
        if path.suffix in _TYPES:
            data = path.read_bytes()
            mark = hashlib.sha256(data).hexdigest()[:12]
            found[path.relative_to(_FOLDER).as_posix()] = (data, mark)
    return found
