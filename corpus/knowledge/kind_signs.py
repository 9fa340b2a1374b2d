"""Kind signs (合同类型特征): how the kinds of the knowledge file show themselves in a contract."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import KnowledgeError
from corpus.knowledge.patterns import any_of, compiled

FILE = Path(__file__).parent / "data" / "contract" / "kind_signs.yaml"
_KEYS = {"kind", "title", "roles", "core", "body"}


@dataclass(frozen=True, slots=True)
class KindSigns:
    """合同类型特征.

    `title` is searched in the title unless `title_not` is; `roles` in the words for the parties;
    each of `body` in the text, and each of `core`, which tells what is performed and weighs more.
    `party` names what the kind asks of a party: public_payer, public_lessor, public_grantor or
    bank; "" for nothing.
    """

    kind: str
    title: re.Pattern[str]
    title_not: re.Pattern[str] | None
    roles: re.Pattern[str]
    core: tuple[re.Pattern[str], ...]
    body: tuple[re.Pattern[str], ...]
    party: str


@lru_cache(maxsize=2)
def load_kind_signs(path: Path = FILE) -> tuple[KindSigns, ...]:
    """读取合同类型特征.

    Raises:
        KnowledgeError: names the entry that is wrong.
    """
    entries = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tuple(_signs(entry, path.name) for entry in entries)


def _signs(entry: dict[str, Any], file: str) -> KindSigns:
    where = f"{file}：{entry.get('kind', '（无 kind）')}"
    unknown = entry.keys() - _KEYS - {"not", "party"}
    if not entry.keys() >= _KEYS or unknown:
        raise KnowledgeError(f"{where} 缺少 {sorted(_KEYS - entry.keys())}，多出 {sorted(unknown)}")
    return KindSigns(
        kind=entry["kind"],
        title=compiled(entry["title"], {}, where),
        title_not=any_of(entry.get("not"), {}, where),
        roles=compiled(entry["roles"], {}, where),
        core=tuple(compiled(pattern, {}, where) for pattern in entry["core"]),
        body=tuple(compiled(pattern, {}, where) for pattern in entry["body"]),
        party=entry.get("party", ""),
    )
