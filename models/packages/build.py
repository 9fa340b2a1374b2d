"""Building (材料包归类): every file of a package with its roles, relation and duplicates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.document import Document
from corpus.errors import UnknownRole
from corpus.knowledge.evidence_signs import load_evidence_signs
from models.packages.drafts import measure_of, version_of
from models.packages.duplicates import repeated
from models.packages.main_draft import MainChoice, choose_main
from models.packages.names import name_of, sameness
from models.packages.own_names import own_names
from models.packages.papers import Paper, papers
from models.packages.relation import Related, Subject, named_documents, relation_of
from models.packages.roles import is_blank_form, roles_of
from models.packages.types import Material, Package, Role
from models.submission import UNRELATED, Kind

__all__ = ["UNRELATED", "MainChoice", "build_package", "choose_main"]

_TEXT = "EV-22"
_BASIS = "EV-15"
_OLD = "EV-20"


def build_package(
    main: Document,
    kind: Kind,
    materials: Sequence[Document],
    chosen: Mapping[str, str],
) -> Package:
    """材料包归类: `chosen` are the user's roles, file name -> evidence id or "unrelated".

    Raises:
        UnknownRole: `chosen` names a file that is not there or a role that does not exist.
    """
    _check(materials, chosen)
    files = [_File(document) for document in materials]
    named = [named_documents(file.parts) for file in files if file.found]
    subject = Subject(own_names(main, papers(main), named), main.text)
    repeats = repeated(main, materials)
    made = [
        _material(file, subject, repeats.get(i, ""), chosen.get(file.document.name, ""))
        for i, file in enumerate(files)
    ]
    return Package(main, kind, tuple(made), tuple(name.base for name in subject.names))


@dataclass(frozen=True)
class _File:
    """A file with the papers in it and the roles that its words alone tell."""

    document: Document

    @cached_property
    def parts(self) -> tuple[Paper, ...]:
        return papers(self.document)

    @cached_property
    def found(self) -> tuple[Role, ...]:
        return roles_of(self.parts)


def _check(materials: Sequence[Document], chosen: Mapping[str, str]) -> None:
    names = {document.name for document in materials}
    known = {sign.evidence for sign in load_evidence_signs()} | {_TEXT, UNRELATED}
    for file, role in chosen.items():
        if file not in names:
            raise UnknownRole(f"材料中没有“{file}”")
        if role not in known:
            raise UnknownRole(
                f"“{file}”的角色“{role}”不存在；写 EV 编号，或者写 {UNRELATED}（无关）"
            )


def _material(file: _File, subject: Subject, repeats: str, choice: str) -> Material:
    document, parts = file.document, file.parts
    if choice == UNRELATED:
        return Material(document, (), "other", "用户指定为无关材料", chosen=True)
    if choice:
        role = Role(choice, "用户指定")
        return Material(document, (role,), "own", "用户指定了用途", chosen=True)
    roles = _roles(file, subject)
    related = _related(document, parts, roles, subject)
    return Material(document, roles, related.relation, related.reason, duplicate_of=repeats)


def _roles(file: _File, subject: Subject) -> tuple[Role, ...]:
    """The roles of the signs, and that of a text: a version of the draft, or a basis it cites."""
    parts, found = file.parts, file.found
    version = version_of(parts, subject.names, subject.text)
    if version:
        role = Role(_TEXT, f"是本件的文本（{version}）")
        first = measure_of(parts[0]) == version
        rest = tuple(r for r in found if r.evidence_id != _TEXT)
        return (role, *rest) if first else (*rest, role)
    measure = measure_of(parts[0]) if parts else ""
    if measure and not _is_paper(parts[0], found):
        return _of_other_text(measure, subject)
    return found


def _is_paper(paper: Paper, found: Sequence[Role]) -> bool:
    """Whether a text that has articles is a paper of the procedure all the same."""
    return bool(found) and any(r.reason.startswith("标题") for r in found)


def _of_other_text(measure: str, subject: Subject) -> tuple[Role, ...]:
    name = name_of(measure)
    if any(sameness(name, old) == "same" for old in subject.replaced):
        return (Role(_OLD, f"是本件要替代或者修订的文件（{measure}）"),)
    if any(sameness(name, law) == "same" for law in subject.cited):
        return (Role(_BASIS, f"是本件引用的依据（{measure}）"),)
    return ()


def _related(
    document: Document, parts: Sequence[Paper], roles: Sequence[Role], subject: Subject
) -> Related:
    if parts and is_blank_form(parts[0]):
        return Related("other", "空白表格，不能证明任何步骤")
    for role in roles[:1]:
        if role.evidence_id == _TEXT or role.reason.startswith("是本件"):
            return Related("own", role.reason)
    ids = [role.evidence_id for role in roles]
    related = relation_of(subject, parts, ids, document.format)
    if related.relation != "own" and any(r.evidence_id == _TEXT for r in roles):
        return Related("own", "附有本件的文本")
    return related
