"""Labelled packages (标注材料包): what each material is and the right answer of each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import KnowledgeError
from models.submission import IssuerLevel, Kind

PACKAGES = Path(__file__).resolve().parent.parent / "data" / "packages"
LABEL = "label.yaml"
UNRELATED, DUPLICATE, OTHER = "unrelated", "duplicate", "other"
MAIN_ROLE = "EV-22"
_REPEATS = "duplicate_of:"
_STATUSES = {"satisfied", "missing", "insufficient", "not_applicable", "undecided"}
_LEVELS = {
    "city_dept": IssuerLevel.CITY,
    "district": IssuerLevel.COUNTY,
    "city_department": IssuerLevel.CITY,
    "county_dept": IssuerLevel.COUNTY,
    "province_dept": IssuerLevel.PROVINCE,
    "town": IssuerLevel.TOWNSHIP,
}
"""Levels that authors wrote in words of their own: a department counts with its government."""


@dataclass(frozen=True, slots=True)
class LabelledMaterial:
    """标注材料.

    `roles` are the right answers, the best first: ids of evidence types, `unrelated`, `other` (of
    no type). `duplicate_of` is the file that it repeats, "" for none.
    """

    file: str
    roles: tuple[str, ...]
    duplicate_of: str


@dataclass(frozen=True, slots=True)
class LabelledStep:
    """标注步骤: the right statuses, the best first, and where the evidence stands.

    `special` steps belong to no kind of document but to what some drafts are about (prices,
    budgets, traffic limits).
    """

    step_id: str
    statuses: tuple[str, ...]
    file: str
    quote: str
    why: str
    special: bool = False

    @property
    def status(self) -> str:
        """The best answer."""
        return self.statuses[0]


@dataclass(frozen=True, slots=True)
class Gap:
    """埋设问题: the step in which it should show; `kind` is the author's word for it."""

    step_id: str
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class LabelledPackage:
    """标注材料包: `main` is the file of the draft; `formats` tells what each file is made into."""

    folder: Path
    name: str
    main: str
    kind: Kind
    issuer_level: IssuerLevel
    as_of: date
    clean: bool
    zipped: bool
    formats: Mapping[str, str]
    materials: tuple[LabelledMaterial, ...]
    steps: tuple[LabelledStep, ...]
    gaps: tuple[Gap, ...]

    @property
    def id(self) -> str:
        """The last two folders, like `a/p01`."""
        return "/".join(self.folder.parts[-2:])

    @property
    def files(self) -> tuple[Path, ...]:
        """The main draft first, then the materials by name."""
        return (self.folder / self.main, *(self.folder / m.file for m in self.materials))


def read_packages(folder: Path = PACKAGES) -> tuple[LabelledPackage, ...]:
    """读取标注材料包 below a folder, by path.

    Raises:
        KnowledgeError: there is none, a label is wrong, or a file that it names is not there.
    """
    found = tuple(_read(path) for path in sorted(folder.resolve().rglob(LABEL)))
    if not found:
        raise KnowledgeError(f"{folder}：目录里没有 {LABEL}")
    return found


def _read(path: Path) -> LabelledPackage:
    where = "/".join(path.parts[-3:])
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        package = _package(path.parent, data)
    except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{where}：标注有误（{type(error).__name__} {error}）") from None
    except OSError as error:
        raise KnowledgeError(f"{where}：无法读取（{type(error).__name__}）") from None
    if absent := [file.name for file in package.files if not file.is_file()]:
        raise KnowledgeError(f"{where}：没有文件 {'、'.join(absent)}")
    return package


def _package(folder: Path, data: dict[str, Any]) -> LabelledPackage:
    main = _main(folder, data)
    as_of = data["as_of"]
    special = data.get("special_steps") or {}
    steps = {**data["steps"], **special}
    return LabelledPackage(
        folder=folder,
        name=data["name"],
        main=main,
        kind=Kind(data["kind"]),
        issuer_level=_level(data["issuer_level"]),
        as_of=as_of if isinstance(as_of, date) else date.fromisoformat(as_of),
        clean=data["clean"],
        zipped=bool(data.get("zip")),
        formats={str(file): str(form) for file, form in (data.get("formats") or {}).items()},
        materials=tuple(_material(m) for m in data["materials"] if m["file"] != main),
        steps=tuple(_step(key, step, key in special) for key, step in steps.items()),
        gaps=tuple(Gap(g["step"], g["kind"], g.get("why", "")) for g in data["gaps"]),
    )


def _level(word: str) -> IssuerLevel:
    return _LEVELS.get(word) or IssuerLevel(word)


def _main(folder: Path, data: dict[str, Any]) -> str:
    """The file named so; else the one that no material is; else the one said to be the draft."""
    if named := data.get("main"):
        return str(named)
    listed = {m["file"] for m in data["materials"]}
    others = [
        path.name
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name not in {*listed, LABEL} and not path.name.startswith(".")
    ]
    if len(others) == 1:
        return others[0]
    return str(next(m["file"] for m in data["materials"] if m["role"] == MAIN_ROLE))


def _material(data: dict[str, Any]) -> LabelledMaterial:
    role, repeats = str(data["role"]), str(data.get("duplicate_of") or "")
    if role.startswith(_REPEATS):
        role, repeats = DUPLICATE, role.removeprefix(_REPEATS).strip()
    return LabelledMaterial(data["file"], tuple(_answers(role, data)), repeats)


def _step(step_id: str, data: dict[str, Any], special: bool) -> LabelledStep:
    statuses = tuple(_answers(data["status"], data))
    if wrong := set(statuses) - _STATUSES:
        raise ValueError(f"{step_id} {'、'.join(sorted(wrong))}")
    quote, why = str(data.get("quote") or ""), str(data.get("why") or "")
    return LabelledStep(step_id, statuses, str(data.get("file") or ""), quote, why, special)


def _answers(best: str, data: dict[str, Any]) -> Iterator[str]:
    """The best answer, then the others that are right too: `alt` (author A), `accept` (B)."""
    more: list[str] = []
    for key in ("alt", "accept"):
        value = data.get(key) or []
        more += [value] if isinstance(value, str) else value
    yield from dict.fromkeys((best, *more))
