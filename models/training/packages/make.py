"""Packages in real formats (材料包制作): `python -m models.training.packages.make FOLDER OUT`.

Every plain text of a package becomes what its label says: docx (the default), pdf, scan, html,
xlsx or txt; other files are taken as they are. A package with `zip: true` becomes one zip.
"""

from __future__ import annotations

import io
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePath

from corpus.errors import KnowledgeError
from models.training.packages.blocks import Block, read_blocks
from models.training.packages.labels import LabelledPackage, read_packages
from models.training.packages.pages import set_pages
from models.training.packages.pdf import write_pdf
from models.training.packages.scan import Form, write_scan
from models.training.packages.sheet import write_xlsx
from models.training.packages.web import write_html
from models.training.packages.word import STAMP, write_docx

File = tuple[str, bytes]
"""A file's name and its content."""
_DEFAULT = "docx"
_SOURCE = ".txt"
_WRITERS: Mapping[str, Callable[[Sequence[Block]], bytes]] = {
    "docx": write_docx,
    "html": write_html,
    "pdf": lambda blocks: write_pdf(set_pages(blocks)),
    "xlsx": write_xlsx,
}


def make_files(package: LabelledPackage, *, scans: bool = True) -> tuple[File, ...]:
    """材料包文件 in real formats, the main draft first; without `scans` they become docx.

    Raises:
        KnowledgeError: the label names a format that cannot be made.
        FileUnavailable: a scan, and this machine has no Chinese font.
    """
    made = []
    for path in package.files:
        form = package.formats.get(path.name, _DEFAULT)
        form = _DEFAULT if form == "scan" and not scans else form
        made.append(_made(path, form) if path.suffix == _SOURCE else (path.name, path.read_bytes()))
    return tuple(made)


def read_texts(package: LabelledPackage) -> tuple[File, ...]:
    """材料包文件 as they lie in the folder, the main draft first."""
    return tuple((path.name, path.read_bytes()) for path in package.files)


def packed(files: Iterable[File], folder: str, *, encoding: str = "utf-8") -> bytes:
    """压缩包 of files in one folder; with `gbk` the names are written as Windows writes them."""
    named = {f"{folder}/{name}": data for name, data in files}
    stands = {f"{number:06d}": name for number, name in enumerate(named)}
    utf8 = encoding == "utf-8"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for stand, name in stands.items():
            shown = name if utf8 else stand.ljust(len(name.encode(encoding)), "_")
            entry = zipfile.ZipInfo(shown, STAMP.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, named[name])
    data = stream.getvalue()
    for stand, name in {} if utf8 else stands.items():
        raw = name.encode(encoding)
        data = data.replace(stand.encode().ljust(len(raw), b"_"), raw)
    return data


def _made(path: Path, form: str) -> File:
    text = path.read_text("utf-8")
    stem, even = path.stem, zlib.crc32(path.name.encode()) % 2 == 0
    if form == "txt":
        return path.name, _plain(text, gbk=even)
    blocks = read_blocks(text)
    if form == "scan":
        pages = set_pages(blocks)
        picture: Form = "png" if even and len(pages) == 1 else "pdf"
        return f"{stem}.{picture}", write_scan(pages, picture, path.name)
    if form not in _WRITERS:
        raise KnowledgeError(f"{path.name}：不能制作 {form} 格式")
    return f"{stem}.{form}", _WRITERS[form](blocks)


def _plain(text: str, *, gbk: bool) -> bytes:
    """Plain text as Windows saves it; GB18030 for every other file."""
    lines = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return lines.encode("gb18030") if gbk else b"\xef\xbb\xbf" + lines.encode()


def make_zip(package: LabelledPackage, files: Iterable[File]) -> File:
    """材料包压缩文件 of these files; the names in some are written in GBK, as Windows does."""
    even = sum(package.id.encode()) % 2 == 0
    data = packed(files, package.name, encoding="gbk" if even else "utf-8")
    return f"{package.name}.zip", data


def write_package(package: LabelledPackage, out: Path) -> Path:
    """写出材料包 below a folder; returns its folder or its zip."""
    target = out / PurePath(package.id)
    if package.zipped:
        target = target.with_suffix(".zip")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(make_zip(package, make_files(package))[1])
        return target
    target.mkdir(parents=True, exist_ok=True)
    for name, data in make_files(package):
        (target / name).write_bytes(data)
    return target


def main(source: str, out: str) -> None:
    """Make every package below a folder."""
    for package in read_packages(Path(source)):
        print(write_package(package, Path(out)))


if __name__ == "__main__":
    main(*sys.argv[1:3])
