"""Origin (来源说明): where texts come from, under what licence, and when they were fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from corpus.errors import SourceUndescribed
from corpus.sources.dates import written_day

SOURCE_FILE = "SOURCE.yaml"
OFFICIAL = "官方法律文本，不受著作权保护"
_FIELDS = {"licence", "origin", "retrieved", "region"}


@dataclass(frozen=True, slots=True)
class SourceNote:
    """来源说明 of a folder; what is not said is None or "".

    `licence` as free words; `origin` where the texts were taken from; `retrieved_on` when;
    `region` the full name of the province whose documents they are.
    """

    licence: str = ""
    origin: str = ""
    retrieved_on: date | None = None
    region: str = ""

    def over(self, other: SourceNote) -> SourceNote:
        """补全: the note, with what it lacks taken from another."""
        return SourceNote(
            self.licence or other.licence,
            self.origin or other.origin,
            self.retrieved_on or other.retrieved_on,
            self.region or other.region,
        )


def read_note(directory: Path) -> SourceNote:
    """来源说明: what a `SOURCE.yaml` in the folder says (licence, origin, retrieved, region).

    Raises:
        SourceUndescribed: the file is no such list.

    """
    path = directory / SOURCE_FILE
    if not path.is_file():
        return SourceNote()
    import yaml

    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SourceUndescribed(f"{SOURCE_FILE} 不是 YAML 文件") from error
    except ValueError as error:  # 2024-02-30: the reader of YAML makes dates itself
        raise SourceUndescribed(f"{SOURCE_FILE} 里有不存在的日期") from error
    if not isinstance(said, Mapping) or not set(said) <= _FIELDS:
        raise SourceUndescribed(f"{SOURCE_FILE} 只能有这些字段：{'、'.join(sorted(_FIELDS))}")
    words = {key: str(said.get(key) or "").strip() for key in _FIELDS}
    return SourceNote(words["licence"], words["origin"], _day(said), words["region"])


def require_described(note: SourceNote) -> None:
    """Check that licence and day of retrieval are said.

    Raises:
        SourceUndescribed: one of them is missing.

    """
    missing = [
        name
        for name, value in (("许可（licence）", note.licence), ("取得日期", note.retrieved_on))
        if not value
    ]
    if missing:
        raise SourceUndescribed("缺少" + "和".join(missing))


def file_day(path: Path) -> date | None:
    """The day a file was last written (UTC): the day of retrieval if nobody said another."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except (OSError, OverflowError, ValueError):
        return None


def _day(said: Mapping[str, object]) -> date | None:
    value = said.get("retrieved")
    if value is None or value == "":
        return None
    try:
        return written_day(value)
    except ValueError as error:
        raise SourceUndescribed(f"{SOURCE_FILE} 的 retrieved 不是日期（YYYY-MM-DD）") from error
