"""NUMBER_RULES (数字核查表): every numeric rule, in the order in which they are reported."""

from __future__ import annotations

import traceback
from datetime import date

from models.checks.contract.numbers.accounts import check_accounts
from models.checks.contract.numbers.copies import check_copies
from models.checks.contract.numbers.design_dates import check_design_dates
from models.checks.contract.numbers.differences import check_differences
from models.checks.contract.numbers.examples import check_examples
from models.checks.contract.numbers.expropriation import check_expropriation
from models.checks.contract.numbers.formulas import check_formulas
from models.checks.contract.numbers.grids import check_grids
from models.checks.contract.numbers.guarantees import check_guarantees
from models.checks.contract.numbers.holdings import check_holdings, check_rate_rises
from models.checks.contract.numbers.intervals import check_intervals
from models.checks.contract.numbers.labour import check_labour
from models.checks.contract.numbers.land import check_land
from models.checks.contract.numbers.lease import check_lease
from models.checks.contract.numbers.listed import check_listed
from models.checks.contract.numbers.loans import check_loans
from models.checks.contract.numbers.lone_capitals import check_lone_capitals
from models.checks.contract.numbers.month_order import check_month_order
from models.checks.contract.numbers.named_sums import check_named_sums
from models.checks.contract.numbers.names import check_names
from models.checks.contract.numbers.near_names import check_near_names
from models.checks.contract.numbers.open_terms import check_open_terms
from models.checks.contract.numbers.order import check_order
from models.checks.contract.numbers.payments import check_payments
from models.checks.contract.numbers.penalties import check_penalties
from models.checks.contract.numbers.periodic import check_periodic
from models.checks.contract.numbers.probation import check_probation
from models.checks.contract.numbers.procurement import check_procurement
from models.checks.contract.numbers.products import check_products
from models.checks.contract.numbers.prose_sums import check_prose_sums
from models.checks.contract.numbers.quoted_names import check_person_names, check_quoted_names
from models.checks.contract.numbers.reductions import check_reductions
from models.checks.contract.numbers.references import check_contract_references
from models.checks.contract.numbers.repayment import check_repayment
from models.checks.contract.numbers.said_totals import check_headcounts
from models.checks.contract.numbers.sequence import check_sequence
from models.checks.contract.numbers.series import check_series
from models.checks.contract.numbers.shares import check_shares
from models.checks.contract.numbers.slips import check_slips
from models.checks.contract.numbers.sme import check_smes
from models.checks.contract.numbers.sums import check_sums
from models.checks.contract.numbers.surety import check_surety
from models.checks.contract.numbers.taxes import check_taxes
from models.checks.contract.numbers.told_totals import check_told_totals
from models.checks.contract.numbers.unit_prices import check_unit_prices
from models.checks.contract.numbers.valuation import check_valuation
from models.checks.contract.numbers.view import NumberRule, Numbers
from models.checks.contract.numbers.works import check_works
from models.checks.draft import Draft, Fine, Issue
from models.contracts.figures.figures import read_figures
from models.contracts.types import Contract
from models.finding import CheckFailure

GENERAL_RULES: tuple[NumberRule, ...] = (
    check_formulas,
    check_products,
    check_prose_sums,
    check_copies,
    check_intervals,
    check_differences,
    check_shares,
    check_holdings,
    check_rate_rises,
    check_sequence,
    check_open_terms,
    check_near_names,
    check_grids,
    check_named_sums,
    check_reductions,
    check_examples,
    check_series,
    check_slips,
    check_headcounts,
    check_quoted_names,
    check_person_names,
    check_design_dates,
    check_told_totals,
    check_lone_capitals,
    check_month_order,
    check_valuation,
)
"""Rules over any sentence; they are silent where a rule of NUMBER_RULES has spoken."""
NUMBER_RULES: tuple[NumberRule, ...] = (
    check_names,
    check_sums,
    check_unit_prices,
    check_periodic,
    check_listed,
    check_taxes,
    check_payments,
    check_guarantees,
    check_penalties,
    check_loans,
    check_repayment,
    check_lease,
    check_order,
    check_works,
    check_smes,
    check_probation,
    check_labour,
    check_procurement,
    check_land,
    check_expropriation,
    check_surety,
    check_contract_references,
    check_accounts,
)


def read_numbers(draft: Draft, contract: Contract) -> Numbers:
    """数字视图 of a contract; the day is that of the review."""
    as_of: date = draft.context.as_of
    return Numbers(draft, contract, read_figures(draft.document), as_of)


def check_numbers(view: Numbers) -> tuple[list[Issue | Fine], list[CheckFailure]]:
    """数字与逻辑核查: all that the rules have to say; one that crashes does not silence the others."""
    said: list[Issue | Fine] = []
    failures: list[CheckFailure] = []
    for rule in NUMBER_RULES:
        said += _run(rule, view, failures)
    for rule in GENERAL_RULES:
        said += [word for word in _run(rule, view, failures) if not _is_said(word, said)]
    return said, failures


def _run(rule: NumberRule, view: Numbers, failures: list[CheckFailure]) -> list[Issue | Fine]:
    try:
        return list(rule(view))
    except Exception as error:  # a person is told which part was not done
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} @ {frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}"
        message = f"数字核查的一项（{rule.__name__.removeprefix('check_')}）未能完成，本次结果不含该项检查。"
        failures.append(CheckFailure("contract", message, place))
        return []


def _is_said(word: Issue | Fine, said: list[Issue | Fine]) -> bool:
    """Whether an issue lies on a figure that another one objects to."""
    span = word.span
    if not isinstance(word, Issue) or span is None:
        return False
    return any(
        other.span.overlaps(span)
        for other in said
        if isinstance(other, Issue) and other.span and other.source in ("arithmetic", "comparison")
    )
