"""Whatever the text, the rules say something sound about it or nothing."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import context_of, submission_of

from corpus.library import Library
from models.checks.consistency import ConsistencyCheck
from models.checks.form import FormCheck
from models.submission import Kind

PIECES = st.sampled_from(
    [
        "第一条 ",
        "第三条 ",
        "（一）",
        "（三）",
        "一、",
        "1.",
        "1.2 ",
        "\n",
        "。",
        "，",
        "本办法第九条",
        "前款",
        "本条第五款",
        "附件2",
        "（以下简称“中心”）",
        "甲方：",
        "乙方",
        "石城市教育局",
        "____",
        "壹万元整",
        "（¥9,000.00）",
        "2026年2月30日",
        "至",
        "2025年1月1日",
        "支付合同总价的80%",
        "；",
        "有效期",
        "三年",
        "自",
        "起施行",
        "不满十人",
        "十人以上",
        "罚款",
        "本规定",
        "《",
        "》",
        "“",
        "”",
    ]
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=st.lists(PIECES, min_size=1, max_size=60), kind=st.sampled_from(list(Kind)))
def test_no_text_breaks_the_rules_and_every_quote_is_verbatim(
    library: Library, pieces: list[str], kind: Kind
) -> None:
    submission = submission_of("石城市管理办法\n" + "".join(pieces), kind.value)
    context = context_of(library)
    text = submission.document.text
    for check in (FormCheck(), ConsistencyCheck()):
        if kind not in check.kinds:
            continue
        outcome = check.run(submission, context)
        for said in (*outcome.findings, *outcome.cleared):
            assert said.quote == (said.span.of(text) if said.span else "")
            assert said.message
        for finding in outcome.findings:
            verified = any(basis.verified for basis in finding.basis)
            assert verified or not finding.severity.is_flag
