"""Step signs (签约程序识别): to which contracts a signing step applies, and what shows it was done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from corpus.errors import KnowledgeError
from corpus.knowledge.patterns import any_of, compiled

FILE = Path(__file__).parent / "data" / "contract" / "step_signs.yaml"
_KEYS = {"step", "who", "kinds", "sure", "phase", "files", "says"}


@dataclass(frozen=True, slots=True)
class StepSigns:
    """签约程序识别.

    `who`: public where a party must be a public body. `kinds` are contract kinds, empty for all.
    `when` must be found in the contract. `sure`: that the step applies can be told from the
    contract; otherwise a person decides. `phase`: before or after signing. `files` recognises the
    evidence by a material's name or opening, `says` is what it must hold to be sufficient.
    """

    step: str
    who: Literal["any", "public"]
    kinds: frozenset[str]
    when: re.Pattern[str] | None
    sure: bool
    phase: Literal["before", "after"]
    files: re.Pattern[str]
    says: re.Pattern[str]


@lru_cache(maxsize=2)
def load_step_signs(path: Path = FILE) -> dict[str, StepSigns]:
    """读取签约程序识别, by step id.

    Raises:
        KnowledgeError: names the entry that is wrong.
    """
    entries = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    signs = [_signs(entry, path.name) for entry in entries]
    return {one.step: one for one in signs}


def _signs(entry: dict[str, Any], file: str) -> StepSigns:
    where = f"{file}：{entry.get('step', '（无 step）')}"
    unknown = entry.keys() - _KEYS - {"when"}
    if not entry.keys() >= _KEYS or unknown:
        raise KnowledgeError(f"{where} 缺少 {sorted(_KEYS - entry.keys())}，多出 {sorted(unknown)}")
    if entry["who"] not in ("any", "public") or entry["phase"] not in ("before", "after"):
        raise KnowledgeError(f"{where} 的 who 或 phase 写错")
    return StepSigns(
        step=entry["step"],
        who=entry["who"],
        kinds=frozenset(entry["kinds"]),
        when=any_of(entry.get("when"), {}, where),
        sure=bool(entry["sure"]),
        phase=entry["phase"],
        files=compiled(entry["files"], {}, where),
        says=compiled(entry["says"], {}, where),
    )
