"""Brackets behind a title (书名号后的括注): version, document number, 以下简称."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.citations.document_numbers import NumberHit, find_numbers

_GROUP = re.compile(r"[ \t\u3000]*[（(]((?:[^（）()]|[（(][^（）()]*[）)])*)[）)]")
_VERSION = re.compile(
    r"(?:修订|修正|修改|公布|发布|通过|施行|实施|颁布|制定)"
    r"|^(?:19|20)\d\d年?(?:版本|版|本|文本)?$|^[一二][〇零○九一二三四五六七八]{3}年(?:版|本)?$"
)
_ALIAS = re.compile(
    r"(?:以下|下文|下称|下简|简称)(?:统一?)?(?:简称|合称|统称|称)?(?:为|作)?[:：]?\s*"
    r"[“\"《「『‘']*(?P<name>[^“”\"《》「」『』‘’'，,。；;、（）()]{2,30})[”\"》」』’']*"
)
_COLLECTIVE = re.compile(r"统称|合称")
_NOT_VERSION = re.compile(r"试行|暂行|征求意见|草案|送审|失效|废止")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Attached:
    """括注: what the brackets directly behind a name say.

    `end` is where the last bracket ends; `worded_end` where the last bracket ends that holds a
    version or a number and no abbreviation.
    """

    end: int
    worded_end: int
    version: str | None = None
    number: NumberHit | None = None
    alias: str | None = None
    collective: bool = False


def read_attached(text: str, start: int) -> Attached:
    """括注: read the brackets that stand at `start`; brackets that say something else end it."""
    found = Attached(start, start)
    while group := _GROUP.match(text, found.end, min(len(text), found.end + _LONGEST)):
        said = _read(group, found)
        if said is None:
            break
        found = said
    return found


def _read(group: re.Match[str], before: Attached) -> Attached | None:
    inner = group[1]
    alias = _ALIAS.search(inner)
    number = next(find_numbers(group.string, group.start(1), group.end(1)), None)
    described = inner[: alias.start()] if alias else inner
    described = described.strip(" ，,、；;")
    version = described if not number and _is_version(described) else None
    if not (alias or number or version):
        return None
    return Attached(
        end=group.end(),
        worded_end=before.worded_end if alias else group.end(),
        version=before.version or version,
        number=before.number or number,
        alias=before.alias or (alias["name"].strip() if alias else None),
        collective=before.collective or bool(alias and _COLLECTIVE.search(alias[0])),
    )


def _is_version(words: str) -> bool:
    return bool(_VERSION.search(words)) and not _NOT_VERSION.search(words) and len(words) <= 60


def split_version(name: str) -> tuple[str, str | None]:
    """版本括注: part a version written inside the title (《公司法（2018年修正）》) from the name."""
    found = re.search(r"[（(]([^（）()]{2,40})[）)]$", name)
    if found and _is_version(found[1]):
        return name[: found.start()], found[1]
    return name, None
