"""Promulgation lines (制定公布信息): what the head of a statute text says of its own history."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.sources.dates import DATE, read_date

_AMENDED = re.compile("修正|修订|修改")
_ADOPTED = re.compile("通过|公布|发布|批准|颁布|印发|审议|决定")
_IN_FORCE = re.compile("施行|实施|生效")
_NUMBER = re.compile(
    r"(?:法释|法发|高检发释字|国发|国办发|国函)\s*[〔\[（(]\d{4}[〕\]）)]\s*第?\s*\d+\s*号"
    r"|[\u4e00-\u9fff]{2,20}令\s*（?(?:\d{4}年)?第?\s*\d+\s*号）?"
)
_ISSUERS = re.compile(
    r"最高人民法院|最高人民检察院|全国人民代表大会常务委员会|全国人民代表大会|国务院|中央军事委员会"
    r"|[\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|自治县|县)(?:第[一二三四五六七八九十]+届)?"
    r"(?:人民代表大会常务委员会|人民代表大会|人民政府)"
    r"|(?:国家|中华人民共和国)?[\u4e00-\u9fff]{2,14}(?:部|委员会|总局|局|署|办公室|银行)"
)
_SESSION = re.compile("第[一二三四五六七八九十]+届")


@dataclass(frozen=True, slots=True)
class History:
    """沿革: adoption, amendments and effect as the lines state them.

    `revised` tells that the newest amendment is a whole revision (修订), not changes (修正).
    """

    adopted_on: tuple[date, ...]
    amended_on: tuple[date, ...]
    effective_days: tuple[date, ...]
    document_number: str | None
    issuer: str
    revised: bool = False

    @property
    def newest(self) -> date | None:
        """The date of the newest text that the lines name."""
        return max((*self.adopted_on, *self.amended_on), default=None)

    @property
    def effective_on(self) -> date | None:
        """The last first day that the lines name."""
        return self.effective_days[-1] if self.effective_days else None

    def effective_for(self, version_on: date | None) -> date | None:
        """The first day of a version: the first one named that is not before its adoption."""
        later = [d for d in self.effective_days if version_on is None or d >= version_on]
        return later[0] if later else self.effective_on


def read_history(lines: Sequence[str]) -> History:
    """Read the lines between a text's title and its first chapter."""
    adopted, amended, effective = [], [], []
    newest_change, revised = date.min, False
    for day, rest in _events(lines):
        if _AMENDED.search(rest):
            amended.append(day)
            if day >= newest_change:
                newest_change, revised = day, _is_revision(rest)
        elif _ADOPTED.search(rest):
            adopted.append(day)
        if _IN_FORCE.search(rest) and not _AMENDED.search(rest):
            effective.append(day)
    text = "\n".join(lines)
    numbers = _NUMBER.findall(text)
    return History(
        adopted_on=tuple(sorted(set(adopted))),
        amended_on=tuple(sorted(set(amended))),
        effective_days=tuple(sorted(set(effective))),
        document_number=numbers[-1] if numbers else None,
        issuer=_issuer(text),
        revised=revised,
    )


def _is_revision(words: str) -> bool:
    """修订, not 修正 or 修改, is the last word on what was done (titles in 《》 left out)."""
    done = _AMENDED.findall(re.sub("《[^》]*》", "", words))
    return bool(done) and done[-1] == "修订"


def _events(lines: Sequence[str]) -> Iterator[tuple[date, str]]:
    for line in lines:
        found = list(DATE.finditer(line))
        for one, following in zip(found, [*found[1:], None], strict=False):
            day = read_date(one)
            if day is not None:
                yield day, line[one.end() : following.start() if following else None]


def _issuer(text: str) -> str:
    if re.search(r"届全国人民代表大会常务委员会", text):
        return "全国人民代表大会常务委员会"
    if re.search(r"届全国人民代表大会", text):
        return "全国人民代表大会"
    found = _ISSUERS.search(DATE.sub(" ", text))
    return _SESSION.sub("", found[0]) if found else ""
