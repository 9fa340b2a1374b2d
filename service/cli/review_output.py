"""Output of `fashen review` (审查输出): every format to the screen, a file or a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import BadOption
from models.review import Review
from service.cli.common import colour, write, write_bytes
from service.reports.render import (
    FILES,
    FORMATS,
    ON_DRAFTS,
    ONE_EACH,
    render,
    render_file,
    render_many,
    render_on_draft,
    render_sarif,
)
from service.reports.wording import Labels
from service.reviews import read_file, read_folder
from service.wiring import Wiring, today

if TYPE_CHECKING:
    from service.reports.sarif import Draft


@dataclass(frozen=True, slots=True)
class Reviewed:
    """已审查: a path as the user gave it, and what the review found."""

    path: Path
    review: Review


def check_output(form: str, output: Path | None, template: Path | None, *, several: bool) -> None:
    """核对输出选项 before anything is read.

    Raises:
        BadOption: no such format, or it needs `-o`.
    """
    if form not in (*FORMATS, *ON_DRAFTS):
        raise BadOption(f"--format 没有“{form}”，可用：{'、'.join((*FORMATS, *ON_DRAFTS))}")
    if form in FILES and output is None:
        raise BadOption(f"{form} 报告须用 -o 指定文件或者目录")
    if form == "html" and several and output is None:
        raise BadOption("多份文件的 html 报告须用 -o 指定目录")
    if template is not None and form != "opinion":
        raise BadOption("--template 只用于 --format opinion")
    if template is not None and not template.is_file():
        raise BadOption(f"没有模板文件 {template}")


def write_reviews(
    found: Sequence[Reviewed],
    house: Wiring,
    form: str,
    output: Path | None,
    template: Path | None,
    *,
    several: bool,
) -> None:
    """写出审查结果; `several` tells whether the user asked for more than one file.

    Raises:
        BadOption: a file cannot be written.
        BadTemplate: the template of the opinion cannot be filled.
    """
    labels = house.category_names()
    reviews = [one.review for one in found]
    if form == "sarif":
        write(render_sarif([_draft(one) for one in found], labels), output)
    elif form in ONE_EACH and output is not None and (several or output.is_dir()):
        for name, one in zip(_names(reviews, form), found, strict=True):
            _write_one(one, house, form, labels, output / name, template)
    elif several:
        write(render_many(reviews, form, labels, colour=output is None and colour()), output)
    else:
        _write_one(found[0], house, form, labels, output, template)


def _write_one(
    one: Reviewed,
    house: Wiring,
    form: str,
    labels: Labels,
    output: Path | None,
    template: Path | None,
) -> None:
    review = one.review
    if form in ON_DRAFTS and output is not None:
        write_bytes(render_on_draft(review, labels, _source(one), today()), output)
    elif form in FILES and output is not None:
        own = _template(review, house, template) if form == "opinion" else None
        write_bytes(render_file(review, form, labels, template=own), output)
    else:
        write(render(review, form, labels, colour=output is None and colour()), output)


def _template(review: Review, house: Wiring, chosen: Path | None) -> bytes | None:
    """The template that the user names, else the office's, else None for the shipped one."""
    if chosen is not None:
        return read_file(chosen)[1]
    from service.reports.opinion import own_template

    return own_template(review, house.settings.template_folder)


def _source(one: Reviewed) -> bytes:
    """The bytes of the draft, alone or in a package; none where it came with `--materials`."""
    from service.packages import hand_in

    wanted = one.review.submission.document.sha256
    path = one.path
    alone, folder = (None, read_folder(path)) if path.is_dir() else (read_file(path), ())
    files = hand_in(alone, folder).files
    found = (data for _, data in files if hashlib.sha256(data).hexdigest() == wanted)
    return next(found, b"")


def _draft(one: Reviewed) -> Draft:
    """A draft with its path from here, and its text where the path is the draft itself."""
    from service.reports.sarif import Draft

    name = one.review.submission.document.name
    path = one.path / name if one.path.is_dir() else one.path
    source = read_file(path)[1] if path.is_file() and path.name == Path(name).name else b""
    here = Path.cwd()
    full = path.resolve()
    shown = full.relative_to(here).as_posix() if full.is_relative_to(here) else path.name
    return Draft(one.review, shown, source)


def _names(reviews: Sequence[Review], form: str) -> list[str]:
    """Return a file name a report; drafts of the same name are numbered."""
    ending = FILES.get(form, form)
    names: list[str] = []
    for review in reviews:
        stem = review.submission.document.name.replace("/", "_")
        same = sum(name == f"{stem}.{ending}" or name.startswith(f"{stem}-") for name in names)
        names.append(f"{stem}-{same + 1}.{ending}" if same else f"{stem}.{ending}")
    return names
