"""Fingerprints keep through every edit that leaves the clause alone, and change with the clause."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from versions_support import BODIES, TITLE, draft, finding_at

from corpus.formats import read_document
from models.finding import LegalBasis, Severity, StepResult
from models.versions import basis_fingerprint, fingerprint, step_fingerprint
from models.versions.identity import Identities

FINE = "处二千元以上一万元以下罚款"
ALL = tuple(range(len(BODIES)))
others = st.text("甲乙丙丁市区企业车辆应当规定，", min_size=4, max_size=30).map(lambda t: f"{t}。")


def identity(order, quote: str = FINE, title: str = TITLE) -> str:
    document = draft(order, title)
    return fingerprint(finding_at(document, quote), document)


ORIGINAL = identity(ALL)


@given(place=st.integers(0, len(ALL)), added=st.lists(others, min_size=1, max_size=4))
def test_articles_inserted_elsewhere_keep_the_fingerprint(place: int, added: list[str]) -> None:
    order = [*ALL[:place], *added, *ALL[place:]]
    assert identity(order) == ORIGINAL


@given(order=st.permutations(ALL))
def test_renumbering_and_moving_keep_the_fingerprint(order: list[int]) -> None:
    assert identity(order) == ORIGINAL


@given(dropped=st.sets(st.sampled_from([n for n in ALL if n not in (2, 3)]), max_size=7))
def test_articles_deleted_elsewhere_keep_the_fingerprint(dropped: set[int]) -> None:
    assert identity([n for n in ALL if n not in dropped]) == ORIGINAL


@given(other=st.sampled_from([n for n in ALL if n not in (2, 3)]), words=others)
def test_another_article_rewritten_keeps_the_fingerprint(other: int, words: str) -> None:
    assert identity([words if n == other else n for n in ALL]) == ORIGINAL


@given(data=st.data())
def test_blanks_within_the_quote_keep_the_fingerprint(data: st.DataObject) -> None:
    quote = FINE
    at = data.draw(st.integers(1, len(quote) - 1))
    blank = data.draw(st.sampled_from([" ", "\u3000", "\t", "  "]))
    spaced = quote[:at] + blank + quote[at:]
    order = [BODIES[3].replace(quote, spaced) if n == 3 else n for n in ALL]
    order = [body.replace("{2}", "三") if isinstance(body, str) else body for body in order]
    assert identity(order, spaced) == ORIGINAL


def test_half_width_punctuation_and_line_breaks_keep_the_fingerprint() -> None:
    body = BODIES[3].replace("{2}", "三").replace("，", ",")
    assert identity([body if n == 3 else n for n in ALL]) == ORIGINAL


@given(data=st.data())
def test_every_edit_of_the_clause_changes_the_fingerprint(data: st.DataObject) -> None:
    body = BODIES[3].replace("{2}", "三")
    start, end = body.index(FINE), body.index(FINE) + len(FINE)
    places = [n for n in range(body.index("规定"), len(body) - 1) if not start <= n < end]
    at = data.draw(st.sampled_from(places))
    new = data.draw(st.sampled_from("甲乙丙丁责令可不").filter(lambda c: c != body[at]))
    edited = body[:at] + new + body[at + 1 :]
    assert identity([edited if n == 3 else n for n in ALL]) != ORIGINAL


def test_another_amount_is_another_finding() -> None:
    body = BODIES[3].replace("{2}", "三").replace("一万元", "三万元")
    order = [body if n == 3 else n for n in ALL]
    assert identity(order, "处二千元以上三万元以下罚款") != ORIGINAL


def test_a_reference_to_an_article_that_is_not_there_is_told_by_its_number() -> None:
    found = {
        identity([BODIES[3].replace("{2}", number) if n == 3 else n for n in ALL])
        for number in ("三", "四", "七十七", "七十八")
    }
    assert len(found) == 3
    assert ORIGINAL in found


def test_the_number_of_a_statute_is_part_of_the_clause() -> None:
    def with_article(number: str) -> str:
        body = f"依照《中华人民共和国道路交通安全法》第{number}条、第九条的规定{FINE}。"
        return identity([body if n == 3 else n for n in ALL])

    assert with_article("三") != with_article("四")


def test_severity_message_and_basis_do_not_matter() -> None:
    document = draft(ALL)
    finding = finding_at(document, FINE)
    other = replace(finding, severity=Severity.NOTICE, message="别的说法", basis=(), confidence=0.2)
    assert fingerprint(other, document) == ORIGINAL
    assert fingerprint(replace(finding, category="sets_fee"), document) != ORIGINAL
    assert fingerprint(replace(finding, check_id="ACT-Y"), document) != ORIGINAL


def test_equal_findings_are_numbered_in_document_order() -> None:
    document = draft([*ALL, "外地企业投放车辆的，应当在本市设立子公司。"])
    quote = "应当在本市设立子公司"
    first = finding_at(document, quote)
    second = replace(first, span=first.span.shift(document.text.rindex(quote) - first.span.start))
    one, two = Identities(document).all([first, second])
    assert two == f"{one}-2"


def test_the_same_words_in_an_annex_are_another_finding() -> None:
    words = "运营企业投放车辆的，应当缴纳保证金五万元。"
    body = (
        f"{TITLE}\n第一条　{words}\n第二条　本办法自2027年1月1日起施行。\n附件\n办事指南\n{words}\n"
    )
    document = read_document(body.encode(), "draft.txt")
    first = finding_at(document, words)
    second = replace(first, span=first.span.shift(document.text.rindex(words) - first.span.start))
    assert fingerprint(first, document) != fingerprint(second, document)


def test_a_step_is_itself_whatever_its_status() -> None:
    one = StepResult("PR-ND-06", "公开征求意见", "missing", "没有材料")
    assert step_fingerprint(one) == step_fingerprint(replace(one, status="satisfied", message=""))
    assert step_fingerprint(one) != step_fingerprint(replace(one, step_id="PR-ND-07"))


def test_a_basis_is_another_one_when_its_text_changes() -> None:
    one = LegalBasis("某法", "第一条", "in_force", "甲条文字。", verified=True)
    same = replace(one, quoted_text="甲条 文字。", validity="repealed")
    assert basis_fingerprint(one) == basis_fingerprint(same)
    assert basis_fingerprint(one) != basis_fingerprint(replace(one, quoted_text="乙条文字。"))
    assert basis_fingerprint(one) != basis_fingerprint(replace(one, article="第二条"))
