"""Scores of whole contracts: what counts as found, as a false alarm, and the judge behind it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import context_of, submission_of

from corpus.library import Library
from corpus.span import Span
from models.finding import Finding, Severity
from models.neural.contracts.judge import Risk, TermJudge
from models.neural.contracts.model import WordContractModel
from models.review import Review, Versions
from models.training.contracts.evaluate import evaluate
from models.training.contracts.score import ContractScores, score
from models.training.contracts.whole import CleanLook, Planted, WholeContract, read_whole

TEXT = "供货合同\n第一条 总价\n总价10,000元。\n第二条 责任\n伤亡自负。\n第三条 质保\n质保金为3%。\n"


def contract_of(planted: list[Planted], clean: list[CleanLook]) -> WholeContract:
    return WholeContract(
        Path("x.txt"),
        "供货合同",
        ("sale",),
        "neutral",
        date(2026, 11, 20),
        (),
        tuple(planted),
        tuple(clean),
    )


def scored(
    findings: list[Finding], planted: list[Planted], clean: list[CleanLook]
) -> ContractScores:
    submission = submission_of(TEXT, "contract")
    review = Review(
        submission,
        date(2026, 11, 20),
        tuple(findings),
        (),
        (),
        (),
        (),
        (),
        Versions("", "", "", ""),
        None,
    )
    return score([(contract_of(planted, clean), review)])


def finding(check_id: str, words: str | None, severity: Severity = Severity.MAJOR) -> Finding:
    at = TEXT.index(words) if words else 0
    span = Span(at, at + len(words)) if words else None
    return Finding(check_id, check_id, severity, "", "rule", span, words or "")


def test_a_planted_issue_counts_under_any_id_that_names_it_and_at_its_place() -> None:
    planted = [Planted(("T01", "T43"), "伤亡自负", "")]
    assert scored([finding("T43", "伤亡自负")], planted, []).recall["T"].right == 1
    assert scored([finding("T43", "质保金为3%")], planted, []).recall["T"].right == 0
    assert scored([finding("T31", "伤亡自负")], planted, []).recall["T"].right == 0


def test_a_figure_and_its_term_name_the_same_mistake() -> None:
    assert (
        scored([finding("N09", "质保金为3%")], [Planted(("T25",), "质保金为3%", "")], [])
        .recall["T"]
        .right
        == 1
    )


def test_a_missing_clause_has_no_place() -> None:
    planted = [Planted(("missing:common.C_dispute",), "", "")]
    found = scored([finding("missing:common.C_dispute", None)], planted, [])
    assert found.recall["missing"].right == 1
    assert found.other == []


def test_only_flags_on_a_look_alike_are_false_alarms() -> None:
    look = [CleanLook("T25", "质保金为3%")]
    assert scored([finding("T25", "质保金为3%")], [], look).alarms.right == 1
    assert scored([finding("T25", "质保金为3%", Severity.MINOR)], [], look).alarms.right == 0


def test_a_strong_rule_needs_less_than_the_model_alone(tmp_path: Path) -> None:
    (tmp_path / "judge.json").write_text(
        '{"weights": {"term": 1, "any": 1, "strong": 3, "weak": 1, "term_and_any": 0},'
        ' "bias": 0, "thresholds": {"strong": 0, "weak": 0, "alone": 2}}'
    )
    judge = TermJudge.read(tmp_path / "judge.json")
    unsure = Risk(-1.0, {"T01": -1.0})
    assert judge.confidence(unsure, "T01", "strong") > 0.5 > judge.confidence(unsure, "T01", "weak")
    sure = Risk(1.5, {"T01": 1.0})
    assert judge.confidence(sure, "T01", "") > 0.5 > judge.confidence(sure, "T02", "")


def test_the_shipped_model_reads_risk_from_words() -> None:
    risky, plain = WordContractModel().risks(
        [
            "乙方人员伤亡的，甲方概不负责，一切后果由乙方自行承担。",
            "乙方应当在三日内将货物送到甲方仓库。",
        ]
    )
    assert risky.any > 0 > plain.any
    assert max(risky.terms, key=lambda t: risky.terms[t]) in {"T01", "T02", "T43"}


@pytest.mark.parametrize(("system", "least"), [("法审", 0.75), ("不用模型", 0.6)])
def test_the_development_contracts_stay_as_well_read_as_they_were(
    library: Library, system: str, least: float
) -> None:
    from dataclasses import replace

    base = replace(context_of(library), contracts=WordContractModel())
    report = evaluate(read_whole("dev"), lambda day: base, lambda *_: None)
    assert report[system].overall.rate >= least
    assert report[system].alarms.rate <= 0.05
    assert report[system].kinds.rate == report[system].parties.rate == 1.0
