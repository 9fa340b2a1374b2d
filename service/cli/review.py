"""`fashen review` (审查): one or more drafts, findings printed or written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import BadOption, ReadError
from models.finding import Severity
from models.review import Review
from service.cli.common import FLAGGED, REVIEWED, UNREADABLE, coded_errors, wiring
from service.cli.review_output import Reviewed, check_output, write_reviews
from service.options import ReviewOptions, parse_options
from service.reviews import File, read_materials, review_path
from service.wiring import Wiring

_FAIL_ON = {"critical": (Severity.CRITICAL,), "major": (Severity.CRITICAL, Severity.MAJOR)}

_Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="文件…",
        show_default=False,
        help="要审查的草案；也可以是一包送审材料（目录或 zip），主文稿由系统选定",
    ),
]
_Kind = Annotated[
    str,
    typer.Option(
        metavar="类型",
        help="文书类型：auto（自动识别） norm_doc gov_rule dept_rule local_reg "
        "major_decision contract other",
    ),
]
_Level = Annotated[
    str,
    typer.Option(
        metavar="层级", help="制定主体层级：auto township county city province ministry state"
    ),
]
_Stance = Annotated[
    str, typer.Option(metavar="立场", help="合同审查立场：gov、party_a、party_b、neutral")
]
_Materials = Annotated[
    list[Path] | None,
    typer.Option(metavar="路径", help="送审材料：目录、zip 或单个文件，可重复填写"),
]
_Main = Annotated[
    str, typer.Option(metavar="文件名", help="材料包里的主文稿；不填由系统选定并说明理由")
]
_Roles = Annotated[
    list[str] | None,
    typer.Option(
        metavar="文件名=类型",
        help="指定某份材料是什么，如 附件3.docx=EV-12，与本件无关的写 unrelated；可重复填写",
    ),
]
_Day = Annotated[str, typer.Option(metavar="日期", help="审查基准日，如 2026-11-24；不填为今天")]
_Format = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="格式",
        help="报告格式：text、json、html、docx（原件加批注）、opinion（审查意见书 docx）、"
        "xlsx（问题清单）、sarif",
    ),
]
_Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="文件", help="写入文件；多份 html、docx、opinion、xlsx 写入目录"
    ),
]
_Template = Annotated[
    Path | None,
    typer.Option(metavar="文件", help="意见书模板（docx）；不填用本单位的或者自带的模板"),
]
_FailOn = Annotated[
    str, typer.Option(metavar="级别", help="有此级别以上的问题时退出码为 1：critical、major")
]


def review(
    files: _Files,
    kind: _Kind = "auto",
    issuer_level: _Level = "auto",
    stance: _Stance = "neutral",
    materials: _Materials = None,
    main: _Main = "",
    role: _Roles = None,
    as_of: _Day = "",
    output_format: _Format = "text",
    output: _Output = None,
    template: _Template = None,
    fail_on: _FailOn = "",
) -> None:
    """审查草案，给出问题、依据和修改建议。"""
    with coded_errors():
        several = len(files) > 1
        check_output(output_format, output, template, several=several)
        _check_fail_on(fail_on)
        options = parse_options(
            kind=kind,
            issuer_level=issuer_level,
            stance=stance,
            as_of=as_of,
            main=main,
            roles="\n".join(role or ()),
        )
        handed_in = read_materials(*materials or ())
        house = wiring()
        _ = house.library  # a missing library is the first thing to say
        found = _review_all(house, files, options, handed_in)
        if found:
            write_reviews(found, house, output_format, output, template, several=several)
    raise typer.Exit(_status([one.review for one in found], files, fail_on))


def _check_fail_on(fail_on: str) -> None:
    if fail_on and fail_on not in _FAIL_ON:
        raise BadOption("--fail-on 只能是 critical 或 major")


def _review_all(
    house: Wiring, files: list[Path], options: ReviewOptions, materials: tuple[File, ...]
) -> list[Reviewed]:
    """Every readable file is reviewed; an unreadable one is reported and does not stop the rest."""
    found = []
    for path in files:
        try:
            found.append(Reviewed(path, review_path(house, path, options, materials)))
        except ReadError as error:
            typer.echo(f"{path.name}：{error}", err=True)
        else:
            _tell_main(found[-1].review)
    return found


def _tell_main(found: Review) -> None:
    """Say which file of a package was taken for the draft, and why."""
    submission = found.submission
    if submission.main_reason:
        reason = submission.main_reason.rstrip("。")
        typer.echo(f"主文稿：{submission.document.name}（{reason}）", err=True)


def _status(reviews: list[Review], files: list[Path], fail_on: str) -> int:
    if len(reviews) < len(files):
        return UNREADABLE
    grave = _FAIL_ON.get(fail_on, ())
    flagged = any(finding.severity in grave for found in reviews for finding in found.findings)
    return FLAGGED if flagged else REVIEWED
