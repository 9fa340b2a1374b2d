"""Shell (页面框架): renders a page or a fragment for somebody, with the office's menu around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from service import __version__
from service.access import Principal
from service.access.dependencies import gatekeeper
from service.access.tokens import csrf_token
from service.web.workbench.static_files import address

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
"""Nothing from elsewhere, no script or style inside a page: an uploaded text can never act."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """菜单项: shown to whoever may do `action`."""

    href: str
    label: str
    action: str


MENU = (
    MenuItem("/matters/new", "送审", "matter.open"),
    MenuItem("/matters", "台账", "ledger.search"),
    MenuItem("/dashboard", "统计", "figures.read"),
    MenuItem("/law", "法规", "library.read"),
    MenuItem("/people", "人员", "user.manage"),
    MenuItem("/audit", "审计", "audit.read"),
)


def page(
    request: Request,
    name: str,
    who: Principal | None = None,
    *,
    status: int = 200,
    token: str | None = None,
    **values: Any,  # noqa: ANN401
) -> HTMLResponse:
    """页面 from a template; `who` None has no menu. `token` is that of forms before the login."""
    said = form_token(request) if token is None else token
    menu = [one for one in MENU if who and who.may(one.action)]
    body = (
        environment()
        .get_template(name)
        .render(
            who=who,
            menu=menu,
            here=request.url.path,
            token=said,
            open_door=gatekeeper(request).open_door,
            version=__version__,
            **values,
        )
    )
    return HTMLResponse(body, status, headers={"Content-Security-Policy": POLICY})


def fragment(
    request: Request,
    name: str,
    who: Principal,
    *,
    status: int = 200,
    **values: Any,  # noqa: ANN401
) -> HTMLResponse:
    """片段: a part of a page, for htmx; the same values as a page has."""
    return page(request, name, who, status=status, **values)


def form_token(request: Request) -> str:
    """防伪标记 of the session's forms."""
    held = request.cookies.get(gatekeeper(request).cookies.session, "")
    return csrf_token(held) if held else ""


@cache
def environment() -> Environment:
    """模板环境: everything escaped, unknown values are errors."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["static"] = address
    made.filters["moment"] = lambda at: at.astimezone().strftime("%Y-%m-%d %H:%M") if at else ""
    made.filters["second"] = lambda at: at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    made.filters["day"] = lambda day: day.isoformat() if day else ""
    return made
