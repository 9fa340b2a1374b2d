"""Packages (送审材料包): a draft with its materials, out of folders, archives and single files.

Every file gets a name of its own; what cannot be read is listed as unread, nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from corpus.document import Document, Unread, UnreadKind
from corpus.errors import BadOption, NoText, ReadError, TooManyFiles, UnknownRole

File: TypeAlias = tuple[str, bytes]
"""A file's name, or its path in the package with "/", and its content."""
Refused: TypeAlias = tuple[str, ReadError]
"""A file that was not read, and why."""


@dataclass(frozen=True, slots=True)
class HandIn:
    """送审件: what one review takes in.

    `files` have names that differ; `paths` are the paths of the same files. `main` is the name of
    the draft, "" where it is still to be chosen. `refused` is what of archives was not taken.
    """

    files: tuple[File, ...]
    paths: tuple[str, ...]
    main: str = ""
    refused: tuple[Refused, ...] = ()

    @property
    def names(self) -> list[str]:
        """The names of the files, in order."""
        return [name for name, _ in self.files]


@dataclass(frozen=True, slots=True)
class Package:
    """已读材料包: the draft, why it was taken for that ("" where told), and the other files."""

    main: Document
    main_reason: str
    materials: tuple[Document, ...]
    refused: tuple[Refused, ...]

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What was not read, as the report lists it."""
        return tuple(
            Unread(UnreadKind.MATERIAL, f"送审材料“{name}”没有读到：{error}")
            for name, error in self.refused
        )


def hand_in(draft: File | None, others: Sequence[File] = (), main: str = "") -> HandIn:
    """送审件 from a draft or a package, and further files; archives among them are opened.

    `draft` None, or an archive, means a package; `main` then names the draft in it.

    Raises:
        ReadError: the package is an archive that cannot be opened.
        TooManyFiles: more than 200 files.
        BadOption: no such file, or `main` names another file than the draft.
    """
    from corpus.formats.archive import is_archive

    refused: list[Refused] = []
    if draft is None or is_archive(draft[1], draft[0]):
        found = _unpack(draft, refused) if draft else []
        return _settled(found + _expanded(others, refused), main, refused)
    rest = [one for one in _expanded(others, refused) if not _same(one, draft)]
    handed = _settled([draft, *rest], "", refused)
    told = handed.files[0][0]
    if main and match(main, handed.names, handed.paths) != told:
        raise BadOption(f"已单独给出草案“{told}”，主文稿不能再指定为“{main}”")
    return replace(handed, main=told)


def _settled(found: Sequence[File], main: str, refused: Sequence[Refused]) -> HandIn:
    from corpus.formats.archive import Limits, short_names

    most = Limits().files
    if len(found) > most:
        raise TooManyFiles(f"有 {len(found)} 份，上限 {most} 份")
    paths = tuple(path for path, _ in found)
    names = short_names(paths)
    files = tuple((name, data) for name, (_, data) in zip(names, found, strict=True))
    chosen = match(main, names, paths) if main else ""
    return HandIn(files, paths, chosen, tuple(refused))


def match(told: str, names: Sequence[str], paths: Sequence[str]) -> str:
    """对应文件: the file that a user means by a name, with or without its folders.

    Raises:
        BadOption: none, or several.
    """
    wanted = told.strip().replace("\\", "/").removeprefix("./")
    if wanted in names:
        return wanted
    pairs = zip(names, paths, strict=True)
    hits = [name for name, path in pairs if path == wanted or path.endswith(f"/{wanted}")]
    if len(hits) != 1:
        said = "请写出所在目录" if hits else "请按报告或包内的名称填写"
        raise BadOption(f"包内有 {len(hits)} 份文件名为“{wanted[:60]}”，{said}")
    return hits[0]


def chosen_roles(
    roles: Iterable[tuple[str, str]], handed: HandIn, known: Iterable[str]
) -> tuple[tuple[str, str], ...]:
    """人工指定的角色 with the files' names as they are handed in.

    Raises:
        UnknownRole: no such type of materials.
        BadOption: no such file, or the file is the draft itself.
    """
    from models.submission import UNRELATED

    ids = (*known, UNRELATED)
    found = []
    for told, role in roles:
        name = match(told, handed.names, handed.paths)
        if role not in ids:
            raise UnknownRole(f"“{name[:60]}”的类型写成了“{role[:40]}”")
        if name == handed.main:
            raise BadOption(f"“{name}”是主文稿，不能指定为材料")
        found.append((name, role))
    return tuple(found)


def read_package(
    handed: HandIn, done: Callable[[int, int], None] = lambda _done, _total: None
) -> Package:
    """读取材料包: every file by the same readers; the draft is chosen where it was not told.

    `done` is told, before each file, how many of how many are read.

    Raises:
        ReadError: the draft cannot be read; NoText if no file of a package could be.
    """
    documents, refused = _read(handed, done)
    if handed.main:
        main = next(d for d in documents if d.name == handed.main)
        reason = ""
    elif not documents:
        raise NoText(f"材料包里共 {len(refused)} 份文件，都没有读到")
    else:
        main, reason = _chosen(documents)
    rest = tuple(document for document in documents if document is not main)
    return Package(main, reason, rest, tuple(refused))


def _read(handed: HandIn, done: Callable[[int, int], None]) -> tuple[list[Document], list[Refused]]:
    from corpus.formats import read_document

    documents: list[Document] = []
    refused = list(handed.refused)
    for number, (name, data) in enumerate(handed.files):
        done(number, len(handed.files))
        try:
            documents.append(read_document(data, name))
        except ReadError as error:
            if name == handed.main:
                raise
            refused.append((name, error))
    return documents, refused


def _chosen(documents: Sequence[Document]) -> tuple[Document, str]:
    from models.packages.build import choose_main

    if len(documents) == 1:
        return documents[0], "包内只读到这一份文件"
    choice = choose_main(documents)
    rivals = "、".join(f"“{name}”" for name in choice.rivals)
    doubt = f"；{rivals}同样像主文稿，选错的请指定主文稿" if rivals else ""
    return documents[choice.index], choice.reason.rstrip("。") + doubt


def _expanded(files: Sequence[File], refused: list[Refused]) -> list[File]:
    """Return the files, archives opened; an archive that cannot be opened is refused."""
    from corpus.formats.archive import is_archive

    found: list[File] = []
    for one in files:
        try:
            found += _unpack(one, refused) if is_archive(one[1], one[0]) else [one]
        except ReadError as error:
            refused.append((one[0], error))
    return found


def _unpack(archive: File, refused: list[Refused]) -> list[File]:
    from corpus.formats.archive import clean_name, read_zip

    name, data = archive
    found = read_zip(data)
    refused += found.refused
    return [(f"{clean_name(name)}/{path}", content) for path, content in found.files]


def _same(one: File, draft: File) -> bool:
    """Whether it is the draft once more, as when the folder of materials holds it too."""
    return one[1] == draft[1] and one[0].split("/")[-1] == draft[0].split("/")[-1]
