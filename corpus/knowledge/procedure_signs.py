"""Procedure signs (程序识别): when a step applies, what shows it was done, what makes it fall short."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from corpus.errors import KnowledgeError
from corpus.knowledge.patterns import any_of, compiled

FOLDER = Path(__file__).parent / "data" / "public" / "procedure_signs"
TRIGGERS = Path(__file__).parent / "data" / "public" / "triggers.yaml"
Due = Literal["review", "decision", "issue", "publication", "filing", "later", "person"]
_STEP_KEYS = {
    "step", "due", "applies", "no_means", "denied", "evidence", "main", "needs", "faults",
    "foreign", "remedy", "person", "only", "claimed", "leads", "contrary",
}  # fmt: skip
_TRIGGER_KEYS = {
    "id",
    "name",
    "strong",
    "often",
    "times",
    "denied",
    "told",
    "unsure",
    "hits",
    "misses",
}


@dataclass(frozen=True, slots=True)
class Trigger:
    """适用条件: a fact of the draft that makes steps apply, told from its words.

    One sentence of the draft with `strong` says yes; `often` says yes from `times` sentences on,
    and maybe below; `told` in a drafting note says yes; a sentence of a material with `denied` says
    no, unless `strong` hits. Where
    nothing hits the answer is no, or maybe where `unsure`: only a person can tell. `hits` and
    `misses` are example sentences.
    """

    id: str
    name: str
    strong: re.Pattern[str] | None
    often: re.Pattern[str] | None
    times: int
    denied: re.Pattern[str] | None
    told: re.Pattern[str] | None
    unsure: bool
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceSign:
    """证据识别: a material that plays one of `roles` shows the step where it says one of `says`.

    The first pattern that hits gives the quote. `roles` empty: any material. `weak` is what to say
    where this is all there is: such a paper does not prove the step. `unless`: words that deny the
    step; what hits together with them is no evidence.
    """

    roles: tuple[str, ...]
    says: tuple[re.Pattern[str], ...]
    weak: str = ""
    unless: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """应有内容: what the evidence together must say; `otherwise` is the message where it does not."""

    says: re.Pattern[str]
    otherwise: str


@dataclass(frozen=True, slots=True)
class Contrary:
    """相反内容: a sentence of the evidence that says this, and not `unless`, denies the step.

    `roles` are those of the papers that are read; empty: all. `otherwise` is the message.
    """

    roles: tuple[str, ...]
    says: re.Pattern[str]
    unless: re.Pattern[str] | None
    otherwise: str


@dataclass(frozen=True, slots=True)
class ProcedureSigns:
    """程序识别.

    `applies` are triggers, any of which makes the step apply; empty: always. `no_means` is the
    status where none does. `denied`: words of the draft or the drafting note which say that the
    step was not needed. `due`: the stage from which its absence counts; "person" never does.
    `main`: words of the main draft that are evidence by themselves. `faults` name checks of
    `models.checks.procedure.faults`; `contrary` are words of the evidence that deny the step.
    `foreign`: a paper of these roles about another document is
    shown as the failed evidence. `only`: evidence is not looked for where no trigger holds or may
    hold. `claimed`: words of the drafting papers that the step was done; without a paper that
    shows it the step is then missing. `leads`: for a fault the article number of the basis to
    show first. `person` is what a person must decide, `remedy` what to do.
    """

    step: str
    due: Due
    applies: tuple[str, ...]
    no_means: Literal["not_applicable", "undecided"]
    denied: re.Pattern[str] | None
    evidence: tuple[EvidenceSign, ...]
    main: tuple[re.Pattern[str], ...]
    needs: tuple[Need, ...]
    faults: tuple[str, ...]
    contrary: tuple[Contrary, ...]
    foreign: tuple[str, ...]
    remedy: str
    person: str
    only: bool
    claimed: re.Pattern[str] | None
    leads: dict[str, int]


@lru_cache(maxsize=2)
def load_procedure_signs(folder: Path = FOLDER) -> dict[str, ProcedureSigns]:
    """读取程序识别, by step id.

    Raises:
        KnowledgeError: names the entry that is wrong.
    """
    signs: dict[str, ProcedureSigns] = {}
    for path in sorted(folder.glob("*.yaml")):
        for entry in yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader):
            one = _signs(entry, path.name)
            if one.step in signs:
                raise KnowledgeError(f"{path.name}：{one.step} 重复")
            signs[one.step] = one
    return signs


@lru_cache(maxsize=2)
def load_triggers(path: Path = TRIGGERS) -> dict[str, Trigger]:
    """读取适用条件, by id.

    Raises:
        KnowledgeError: names the entry that is wrong.
    """
    entries = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {one.id: one for one in (_trigger(entry, path.name) for entry in entries)}


def _trigger(entry: dict[str, Any], file: str) -> Trigger:
    where = f"{file}：{entry.get('id', '（无 id）')}"
    _known(entry, _TRIGGER_KEYS, {"id", "name"}, where)
    return Trigger(
        id=entry["id"],
        name=entry["name"],
        strong=any_of(entry.get("strong"), {}, where),
        often=any_of(entry.get("often"), {}, where),
        times=int(entry.get("times", 1)),
        denied=any_of(entry.get("denied"), {}, where),
        told=any_of(entry.get("told"), {}, where),
        unsure=bool(entry.get("unsure", False)),
        hits=tuple(entry.get("hits", ())),
        misses=tuple(entry.get("misses", ())),
    )


def _signs(entry: dict[str, Any], file: str) -> ProcedureSigns:
    where = f"{file}：{entry.get('step', '（无 step）')}"
    _known(entry, _STEP_KEYS, {"step", "due"}, where)
    if entry["due"] not in get_args(Due):
        raise KnowledgeError(f"{where} 的 due 写错")
    no_means = entry.get("no_means", "not_applicable")
    if no_means not in ("not_applicable", "undecided"):
        raise KnowledgeError(f"{where} 的 no_means 写错")
    return ProcedureSigns(
        step=entry["step"],
        due=entry["due"],
        applies=tuple(entry.get("applies", ())),
        no_means=no_means,
        denied=any_of(entry.get("denied"), {}, where),
        evidence=tuple(_evidence(one, where) for one in entry.get("evidence", ())),
        main=_patterns(entry.get("main"), where),
        needs=tuple(
            Need(compiled(one["says"], {}, where), one["otherwise"])
            for one in entry.get("needs", ())
        ),
        faults=tuple(entry.get("faults", ())),
        contrary=tuple(_contrary(one, where) for one in entry.get("contrary", ())),
        foreign=tuple(entry.get("foreign", ())),
        remedy=entry.get("remedy", ""),
        person=entry.get("person", ""),
        only=bool(entry.get("only", False)),
        claimed=any_of(entry.get("claimed"), {}, where),
        leads=dict(entry.get("leads", {})),
    )


def _contrary(entry: dict[str, Any], where: str) -> Contrary:
    _known(entry, {"roles", "says", "unless", "otherwise"}, {"says", "otherwise"}, where)
    return Contrary(
        tuple(entry.get("roles", ())),
        compiled(entry["says"], {}, where),
        any_of(entry.get("unless"), {}, where),
        entry["otherwise"],
    )


def _evidence(entry: dict[str, Any], where: str) -> EvidenceSign:
    _known(entry, {"roles", "says", "weak", "unless"}, {"says"}, where)
    return EvidenceSign(
        tuple(entry.get("roles", ())),
        _patterns(entry["says"], where),
        entry.get("weak", ""),
        any_of(entry.get("unless"), {}, where),
    )


def _patterns(words: str | Sequence[str] | None, where: str) -> tuple[re.Pattern[str], ...]:
    listed = [words] if isinstance(words, str) else words or ()
    return tuple(compiled(word, {}, where) for word in listed)


def _known(entry: dict[str, Any], keys: set[str], must: set[str], where: str) -> None:
    lacking, unknown = must - entry.keys(), entry.keys() - keys
    if lacking or unknown:
        raise KnowledgeError(f"{where} 缺少 {sorted(lacking)}，多出 {sorted(unknown)}")
