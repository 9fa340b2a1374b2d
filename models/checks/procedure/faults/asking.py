"""Faults of the way of asking (征集方式的瑕疵): not the public, no dates, closed before the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.faults.comments import days_wanted, notices
from models.checks.procedure.periods import asked_periods
from models.checks.procedure.timeline import days_saying, signature_of
from models.checks.procedure.view import quote
from models.contracts.figures.calendar import in_words
from models.packages.workdays import natural_days

_INNER = re.compile(
    "(?:内部|单位|机关|系统)(?:的)?(?:办公)?(?:内网|网络?平台|局域网|办公网|网站?内)|内网|局域网|OA|办公系统|"
    "(?:工作|交流|企业|微信|钉钉|QQ)群|群聊|[机局委]关?各(?:科室|处室|股室)|会员单位|[市县区州]直各?(?:部门|单位)|加盖(?:单位)?公章|内部(?:资料|文件|掌握)|(?:请勿|不得|不要)外传|仅限|(?:全体|内部)(?:干部|职工|工作人员)"
)
_OUTER = re.compile(
    "门户网|官网|官方网站|政府网|公众号|公众|社会|各界|公开征|民意征集|报(?:纸|刊)|日报|电视|公告栏|公示栏|政务公开|网站(?!内)"
)
_BLANK_DATES = re.compile(
    "(?:时间|期限|日期|自|起)[^。\\n]{0,10}?[ 　_＿]{2,}年?[ 　_＿]*月[ 　_＿]+日"
)
_CLOSED = re.compile(
    "(?:提前|提早)[^。；，\\n]{0,8}(?:关闭|关停|截止|结束|终止|下线|停止|撤下)|"
    "(?:实际|已)(?:于)?[^。；，\\n]{0,14}(?:关闭|关停|下线|撤下|停止(?:接收|受理))|撤稿|下架|撤下|"
    "(?:关闭|关停|撤下|停止接收)(?:了)?(?:征集|征求|意见|通道|链接|入口|专栏|栏目|邮箱)"
)


def not_public(case: Case) -> Iterator[Fault]:
    """没有向社会公开: every notice asks only inside the office or a closed group."""
    asked = notices(case)
    inner = [(s, m) for s in asked if (m := _INNER.search(s.text)) and not _OUTER.search(s.text)]
    if asked and len(inner) == len(asked):
        shown, found = inner[0]
        message = f"“{shown.document.name}”只在内部或者特定人群中征求意见，没有向社会公开"
        yield Fault(message, quote(shown.document, found.start(), found.end()))


def dates_left_blank(case: Case) -> Iterator[Fault]:
    """起止时间空白: the notice has blanks where the days of the period should stand."""
    asked = notices(case)
    if any(True for s in asked for _ in asked_periods(s.document)):
        return
    for shown in asked:
        found = _BLANK_DATES.search(shown.text)
        if found:
            message = f"“{shown.document.name}”没有填写征求意见的起止时间"
            yield Fault(message, quote(shown.document, found.start(), found.end()))
            return


def closed_early(case: Case) -> Iterator[Fault]:
    """提前截止: a paper tells that the asking was stopped before the days due had run."""
    periods = [p for s in notices(case) for p in asked_periods(s.document) if p.first]
    wanted = days_wanted(case)
    if not periods or wanted is None:
        return
    longest = max(periods, key=lambda period: period.days)
    first = longest.first
    papers = case.view.package.playing("EV-02", "EV-03", "EV-01", "EV-29", "EV-10")
    for document in (m.document for m in papers):
        signed = next(signature_of(document), None)
        for dated in days_saying(document, _CLOSED):
            if not first or not first < dated.day < longest.last or dated == signed:
                continue
            days = natural_days(first, dated.day)
            if days < wanted:
                told = f"公告写到{in_words(longest.last)}，{in_words(dated.day)}即已停止"
                yield Fault(f"{told}，实际只有{days}日，不足{wanted}日", dated.evidence)
                return
            break
