"""`fashen library status|check|history|where` (查看法规库)."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.citations.phrases import titled
from corpus.errors import BadOption
from corpus.instrument import Validity
from corpus.library.relations import REFERS_TO
from corpus.numbering import format_article_number, parse_article_number
from service.cli.common import coded_errors, wiring
from service.options import parse_date
from service.wiring import today

if TYPE_CHECKING:
    from corpus.instrument import ArticleNumber, Expression, Instrument
    from corpus.library import Doubt
    from corpus.library.history import Past
    from corpus.library.holdings import Holdings

_FIELDS = {"effective_from": "施行", "effective_to": "止", "valid_until": "有效期至"}
_AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]
_Law = Annotated[str, typer.Argument(metavar="名称", help="法律文件名称，全称或简称")]


def status(as_json: _AsJson = False) -> None:
    """显示收录截止日、各类数量、来源、存疑数量和尚未施行的法律。"""
    from corpus.library.holdings import holdings

    with coded_errors():
        house = wiring()
        held, how = holdings(house.library, today()), house.retriever.describe()
        said = _json(_status(held, how)) if as_json else "\n".join(_status_lines(held, how))
    typer.echo(said)


def check(
    as_json: _AsJson = False,
    kind: Annotated[str, typer.Option(help="只列这一类，如 施行日矛盾")] = "",
    now: Annotated[bool, typer.Option("--now", help="只列会影响今天审查的")] = False,
) -> None:
    """按类别列出来源之间的矛盾和未核到的事项。"""
    from corpus.library import DoubtKind, list_doubts

    with coded_errors():
        names = {word: k for k in DoubtKind for word in (k.value, k.label)}
        if kind and kind not in names:
            raise BadOption(
                f"没有“{kind[:20]}”这一类，可用：{'、'.join(k.label for k in DoubtKind)}"
            )
        found = [
            d
            for d in list_doubts(wiring().library)
            if (not kind or d.kind is names[kind]) and (not now or d.matters_on(today()))
        ]
    typer.echo(_json(_check(found)) if as_json else "\n".join(_check_lines(found)))


def history(name: _Law, as_json: _AsJson = False) -> None:
    """列出一部法律的全部文本、日期及每个日期的依据。"""
    from corpus.library.history import history as history_of

    with coded_errors():
        found = history_of(wiring().library, name)
        if not found:
            raise BadOption(f"法规库里没有《{name}》")
    if as_json:
        typer.echo(_json([_past(p) for p in found]))
    else:
        typer.echo("\n".join(line for p in found for line in _past_lines(p, today())))


def where(
    name: _Law,
    article: Annotated[str, typer.Argument(metavar="条号", help="如 第十六条 或 16")],
    from_: Annotated[
        str, typer.Option("--from", help="引用时的日期，不填为前一版本有效的最后一日")
    ] = "",
    to: Annotated[str, typer.Option("--to", help="现在的日期，不填为今天")] = "",
    as_json: _AsJson = False,
) -> None:
    """查一个条文后来到了哪里。"""
    from corpus.library.where import where_now

    with coded_errors():
        house = wiring()
        number, later = _number(article), parse_date(to) or today()
        work = house.library.find(name)
        if work is None:
            raise BadOption(f"法规库里没有《{name}》")
        earlier = parse_date(from_) or _eve(work, later)
        if earlier > later:
            raise BadOption(f"--from {earlier} 晚于 --to {later}")
        fate = where_now(house.library, name, number, earlier, later, knowledge=house.knowledge)
    if as_json:
        place = format_article_number(fate.article) if fate.article else None
        words = {"fate": fate.fate.value, "law": fate.law, "article": place}
        more = {"certainty": fate.certainty, "basis": fate.basis, "note": fate.note}
        days = {"from": earlier.isoformat(), "to": later.isoformat()}
        texts = {"old_text": fate.old_text, "new_text": fate.new_text}
        typer.echo(_json({**words, **more, **days, **texts}))
        return
    typer.echo(f"《{work.name}》{format_article_number(number)}（{earlier} → {later}）")
    typer.echo(fate.describe())
    for label, text in (("原文", fate.old_text), ("现文", fate.new_text)):
        if text:
            typer.echo(f"{label}：{text}")


def _number(words: str) -> ArticleNumber:
    cleaned = words.strip()
    found = parse_article_number(f"第{cleaned}条" if cleaned.isdecimal() else cleaned)
    if found is None:
        raise BadOption("条号写作 第十六条 或 16")
    return found


def _eve(work: Instrument, later: date) -> date:
    """The last day of the text before the one in force; the day itself if nothing ended before."""
    ended = [e.effective_to for e in work.expressions if e.effective_to and e.effective_to <= later]
    return max(ended) - timedelta(days=1) if ended else later


def _status(held: Holdings, how: str) -> dict[str, Any]:
    return {
        "cutoff": _iso(held.cutoff),
        "version": held.version,
        "instruments": held.instruments,
        "expressions": held.expressions,
        "articles": held.articles,
        "named_only": held.named_only,
        "by_level": {k.value: n for k, n in held.by_level.items()},
        "by_kind": {k.value: n for k, n in held.by_kind.items()},
        "by_region": held.by_region,
        "sources": [
            {
                "source": s.source,
                "licence": s.licence,
                "texts": s.texts,
                "retrieved_from": _iso(s.retrieved_from),
                "retrieved_to": _iso(s.retrieved_to),
                "retrieved_stated": s.stated,
            }
            for s in held.sources
        ],
        "doubts": {k.value: n for k, n in held.doubts.items()},
        "doubts_today": {k.value: n for k, n in held.doubts_now.items()},
        "not_yet_in_force": [
            {"name": e.name, "version_on": _iso(e.version_on), "from": _iso(e.effective_from)}
            for e in held.upcoming
        ],
        "retrieval": how,
    }


def _status_lines(held: Holdings, how: str) -> list[str]:
    levels = sorted(held.by_level.items(), key=lambda item: item[0].rank)
    lines = [
        f"收录截止：{held.cutoff}　版本：{held.version}",
        f"共 {held.instruments} 部，{held.expressions} 个文本，{held.articles} 条；"
        f"只知名称 {held.named_only} 个",
        *(f"  {level.label}：{number}" for level, number in levels),
        "类别：" + "，".join(f"{k.label} {n}" for k, n in held.by_kind.items()),
        "地区：" + "，".join(f"{k or '全国'} {n}" for k, n in held.by_region.items()),
        "来源：",
    ]
    for one in held.sources:
        days = f"{one.retrieved_from} 至 {one.retrieved_to}"
        how = "取得" if one.stated else "（文件日期，未说明取得日期）"
        lines.append(f"  {one.source}：{one.texts} 个文本，{one.licence}，{days} {how}")
    lines.append("存疑（会影响今天审查的/全部）：")
    lines += [f"  {k.label}：{held.doubts_now.get(k, 0)}/{n}" for k, n in held.doubts.items()]
    lines.append(f"尚未施行：{len(held.upcoming)}")
    lines += [f"  {e.effective_from} 起 《{e.name}》" for e in held.upcoming]
    return [*lines, f"检索：{how}"]


def _check(found: list[Doubt]) -> dict[str, Any]:
    items = [
        {
            "kind": d.kind.value,
            "kind_name": d.kind.label,
            "contradiction": d.kind.is_contradiction,
            "law": d.law,
            "version_on": _iso(d.version_on),
            "message": d.message,
            "matters_today": d.matters_on(today()),
        }
        for d in found
    ]
    counts: dict[str, int] = {}
    for d in found:
        counts[d.kind.value] = counts.get(d.kind.value, 0) + 1
    return {"total": len(found), "counts": counts, "items": items}


def _check_lines(found: list[Doubt]) -> list[str]:
    lines: list[str] = []
    for kind in dict.fromkeys(d.kind for d in found):
        group = [d for d in found if d.kind is kind]
        what = "矛盾" if kind.is_contradiction else "未核到"
        lines.append(f"【{kind.label}】{len(group)} 项（{what}）")
        lines += [f"  {d.name}：{d.message}" for d in group]
    return [*lines, f"共 {len(found)} 项存疑"]


def _past(past: Past) -> dict[str, Any]:
    e = past.expression
    return {
        "name": e.name,
        "version_on": _iso(e.version_on),
        "effective_from": _iso(e.effective_from),
        "effective_to": _iso(e.effective_to),
        "repealed": e.repealed,
        "validity_today": e.validity(today()).value,
        "successors": list(e.successors),
        "level": e.level.value,
        "kind": e.kind.value,
        "region": e.region,
        "document_number": e.document_number,
        "valid_until": _iso(e.valid_until),
        "articles": past.articles,
        "grounds": [
            {"field": g.field, "day": _iso(g.day), "basis": g.basis, "detail": g.detail}
            for g in past.grounds
        ],
        "origins": [
            {
                "source": o.source,
                "origin": o.origin,
                "licence": o.licence,
                "retrieved_on": _iso(o.retrieved_on),
                "retrieved_stated": o.retrieved_stated,
                "note": o.note,
            }
            for o in past.origins
        ],
        "relations": [
            {
                "kind": r.kind,
                "kind_name": r.label,
                "target": r.target,
                "article": r.article,
                "note": r.note,
                "held": r.held,
            }
            for r in past.relations
        ],
        "doubts": list(e.doubts),
    }


def _past_lines(past: Past, on: date) -> list[str]:
    e = past.expression
    lines = [f"《{e.name}》{e.version_on or '版本日期不明'}　{_span(e, on)}　{past.articles} 条"]
    for ground in past.grounds:
        detail = f"“{ground.detail}”" if ground.detail else ""
        if ground.day:
            lines.append(f"  {_FIELDS[ground.field]} {ground.day}：{ground.basis}{detail}")
    if e.successors:
        lines.append(f"  由{'、'.join(f'《{name}》' for name in e.successors)}取代")
    lines += _relation_lines(past)
    for origin in past.origins:
        how = "取得" if origin.retrieved_stated else "文件日期"
        lines.append(f"  来源 {origin.source}（{origin.licence}，{how} {origin.retrieved_on}）")
        lines += [f"    {origin.note}"] if origin.note else []
    return [*lines, *(f"  存疑：{doubt}" for doubt in e.doubts)]


def _relation_lines(past: Past) -> list[str]:
    """What the text implements, amends and repeals by name; how many others it cites."""
    cited = {r.target for r in past.relations if r.kind == REFERS_TO}
    lines = [
        f"  {r.label} {titled(r.target)}{'' if r.held else '（不在库）'}"
        for r in past.relations
        if r.kind != REFERS_TO
    ]
    return [*lines, *([f"  引用其他文件 {len(cited)} 件"] if cited else [])]


def _span(e: Expression, on: date) -> str:
    """The days of a text, and where it stands on a day."""
    until = f"{e.effective_to}{'废止' if e.repealed else '止'}" if e.effective_to else ""
    state = {Validity.NOT_YET: "尚未施行", Validity.IN_FORCE: "现行"}.get(e.validity(on), "")
    begins = f"{e.effective_from or '施行日不明'} 起"
    return "，".join(filter(None, (begins, state, until)))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
