"""Roles told apart (材料角色评分): whether a material was taken for what it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from models.packages.types import Material, Package
from models.training.packages.labels import DUPLICATE, OTHER, UNRELATED, LabelledMaterial

UNREAD = "unread"
NO_ROLE = "none"
_LAST_KNOWN = "EV-22"
"""The authors' table of types ended here; they wrote `other` for what later types are."""


@dataclass(frozen=True, slots=True)
class Misread:
    """认错的材料: what it is, and what it was taken for (an evidence id or a word of labels)."""

    material: LabelledMaterial
    taken_for: str
    reason: str


def misread(
    label: LabelledMaterial, package: Package | None, *, fails: bool = False
) -> Misread | None:
    """认错的材料, None where it was taken for what it is.

    Files are matched by name without its end. Which of two alike files is the copy is left open.
    `fails`: it is labelled as evidence that falls short, so it may well be about another document.
    """
    found = _named(label.file, package)
    if found is None:
        return Misread(label, UNREAD, "")
    if _right(label, found, package, fails):
        return None
    taken, reason = _taken(found)
    return Misread(label, taken, reason)


def _right(label: LabelledMaterial, found: Material, package: Package | None, fails: bool) -> bool:
    if DUPLICATE in label.roles:
        original = _named(label.duplicate_of, package)
        copies = {stem(found.duplicate_of)} | ({stem(original.duplicate_of)} if original else set())
        return bool(copies & {stem(label.duplicate_of), stem(label.file)})
    if found.duplicate_of:
        copy = _named(found.duplicate_of, package)
        return copy is not None and _plays(label, copy, fails)
    return _plays(label, found, fails)


def _plays(label: LabelledMaterial, found: Material, fails: bool) -> bool:
    if found.relation == "other" and UNRELATED in label.roles:
        return True
    if not found.roles:
        return UNRELATED in label.roles or OTHER in label.roles
    role = found.roles[0].evidence_id
    told = role in label.roles or (OTHER in label.roles and role > _LAST_KNOWN)
    return told and (fails or found.relation != "other")


def _taken(found: Material) -> tuple[str, str]:
    if found.duplicate_of:
        return DUPLICATE, found.duplicate_of
    if found.relation == "other":
        return UNRELATED, found.relation_reason
    if not found.roles:
        return NO_ROLE, found.relation_reason
    return found.roles[0].evidence_id, found.roles[0].reason


def _named(file: str, package: Package | None) -> Material | None:
    materials = package.materials if package else ()
    return next((m for m in materials if stem(m.name) == stem(file)), None)


def stem(name: str) -> str:
    """The name of a file without folders and end."""
    return PurePath(name).stem
