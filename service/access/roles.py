"""Roles (角色权限): the table of `roles.yaml`, checked when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from corpus.errors import KnowledgeError
from service.ledger.words import MatterStatus, Role

_FILE = Path(__file__).with_name("roles.yaml")
_REACH = ("own", "all")


@dataclass(frozen=True, slots=True)
class RoleRights:
    """角色权限: `everywhere` means that what the role may, it may in all departments."""

    name: str
    everywhere: bool
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scope:
    """密钥权限范围."""

    name: str
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rights:
    """权限表: actions with their Chinese names, roles, scopes of keys, actions of moves."""

    actions: Mapping[str, str]
    roles: Mapping[Role, RoleRights]
    scopes: Mapping[str, Scope]
    moves: Mapping[MatterStatus, str]

    def granting(self, roles: frozenset[Role], action: str) -> tuple[RoleRights, ...]:
        """Those of some roles that allow an action."""
        return tuple(self.roles[role] for role in sorted(roles) if action in self.roles[role].may)

    def in_scope(self, scopes: frozenset[str], action: str) -> bool:
        """Whether a key with these scopes may be used for an action."""
        return any(action in self.scopes[one].may for one in scopes if one in self.scopes)


@cache
def rights() -> Rights:
    """权限表 as shipped.

    Raises:
        KnowledgeError: the file names an action, a role or a status that does not exist.
    """
    return parse_rights(_FILE.read_text("utf-8"))


def parse_rights(text: str) -> Rights:
    """解析权限表.

    Raises:
        KnowledgeError: as `rights`.
    """
    try:
        found = yaml.safe_load(text)
        made = Rights(
            actions=MappingProxyType(dict(found["actions"])),
            roles={Role(key): _role(value) for key, value in found["roles"].items()},
            scopes={
                key: Scope(v["name"], frozenset(v["may"])) for key, v in found["scopes"].items()
            },
            moves={MatterStatus(key): value for key, value in found["moves"].items()},
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"roles.yaml 格式有误（{type(error).__name__}）") from error
    _check(made)
    return made


def _role(value: dict[str, Any]) -> RoleRights:
    if value["reach"] not in _REACH:
        raise ValueError(value["reach"])
    return RoleRights(value["name"], value["reach"] == "all", frozenset(value["may"]))


def _check(made: Rights) -> None:
    named = {action for role in made.roles.values() for action in role.may}
    named |= {action for scope in made.scopes.values() for action in scope.may}
    named |= set(made.moves.values())
    unknown = named - set(made.actions)
    if unknown:
        raise KnowledgeError(f"roles.yaml 中没有定义 {'、'.join(sorted(unknown))}")
    if set(made.roles) != set(Role) or set(made.moves) != set(MatterStatus):
        raise KnowledgeError("roles.yaml 缺少角色或者状态")
