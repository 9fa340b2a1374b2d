"""Whole test contracts (整份测试合同): what was planted in each, and what only looks like it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml

from corpus.errors import KnowledgeError
from models.training.contracts.data import DATA

Half = Literal["dev", "held"]
WHOLE = DATA / "whole"


@dataclass(frozen=True, slots=True)
class Planted:
    """埋设问题: the ids that name it rightly, the best first; `quote` is "" for what is missing."""

    ids: tuple[str, ...]
    quote: str
    why: str

    @property
    def group(self) -> str:
        """The group in reports: T, G, N or missing."""
        return "missing" if self.ids[0].startswith("missing:") else self.ids[0][0]


@dataclass(frozen=True, slots=True)
class CleanLook:
    """合法近似: a passage that looks like `like` and is in order."""

    like: str
    quote: str


@dataclass(frozen=True, slots=True)
class WholeContract:
    """整份测试合同 with its right answers."""

    path: Path
    name: str
    kinds: tuple[str, ...]
    stance: str
    as_of: date
    parties: tuple[tuple[str, str], ...]
    planted: tuple[Planted, ...]
    clean: tuple[CleanLook, ...]


def read_whole(half: Half | None = None, folder: Path = WHOLE) -> tuple[WholeContract, ...]:
    """读取整份测试合同 of one half, or of a folder of one's own (`half` None).

    Raises:
        KnowledgeError: a label file is wrong or its contract is not there.
    """
    where = folder / half if half else folder
    return tuple(_contracts(where))


def _contracts(folder: Path) -> Iterator[WholeContract]:
    for label in sorted(folder.glob("*.yaml")):
        data: dict[str, Any] = yaml.load(label.read_text("utf-8"), Loader=yaml.CSafeLoader)
        path = next((p for p in sorted(folder.glob(f"{label.stem}.*")) if p != label), None)
        if path is None:
            raise KnowledgeError(f"{label.name}：没有同名的合同文件")
        try:
            yield _contract(path, data)
        except (KeyError, TypeError, ValueError) as error:
            raise KnowledgeError(
                f"{label.name}：标注有误（{type(error).__name__} {error}）"
            ) from None


def _contract(path: Path, data: dict[str, Any]) -> WholeContract:
    as_of = data["as_of"]
    return WholeContract(
        path=path,
        name=data["name"],
        kinds=tuple(data["kinds"]),
        stance=data["stance"],
        as_of=as_of if isinstance(as_of, date) else date.fromisoformat(as_of),
        parties=tuple((p["role"], p["name"]) for p in data["parties"]),
        planted=tuple(
            Planted((p["id"], *(p.get("also") or ())), str(p.get("quote") or ""), p.get("why", ""))
            for p in data["planted"]
        ),
        clean=tuple(CleanLook(c["like"], str(c["quote"])) for c in data["clean"]),
    )
