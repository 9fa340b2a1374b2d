"""Written options (审查选项): those kept with a version, as words for people and for a form."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from models.submission import UNRELATED, IssuerLevel, Kind, Stance
from service.options import STANCE_LABELS

UNRELATED_LABEL = "与本件无关"


def option_words(written: str, types: Mapping[str, str]) -> list[tuple[str, str]]:
    """审查选项: label and value of what was said when a version was handed in."""
    return list(_words(options_of(written), types))


def options_of(written: str) -> dict[str, object]:
    """审查选项 as the form of the next version begins with; {} where they cannot be read."""
    try:
        found = json.loads(written)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def roles_of(written: str) -> dict[str, str]:
    """材料类型 that the sender told, by file name."""
    roles = options_of(written).get("roles")
    return {str(name): str(role) for name, role in roles.items()} if isinstance(roles, dict) else {}


def _words(options: dict[str, object], types: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    kinds = {one.value: one.label for one in Kind}
    levels = {one.value: one.label for one in IssuerLevel}
    if options.get("kind"):
        yield "文书类型", kinds.get(str(options["kind"]), "不明")
    if options.get("issuer_level"):
        yield "制定主体层级", levels.get(str(options["issuer_level"]), "不明")
    if options.get("stance") not in (None, Stance.NEUTRAL.value):
        stances = {one.value: label for one, label in STANCE_LABELS.items()}
        yield "审查立场", stances.get(str(options["stance"]), "不明")
    if options.get("as_of"):
        yield "审查基准日", str(options["as_of"])
    if options.get("main"):
        yield "主文稿", str(options["main"])
    roles = options.get("roles")
    if isinstance(roles, dict) and roles:
        yield "材料类型", "；".join(_role(name, str(role), types) for name, role in roles.items())


def _role(name: str, role: str, types: Mapping[str, str]) -> str:
    return f"{name}：{UNRELATED_LABEL if role == UNRELATED else types.get(role, role)}"
