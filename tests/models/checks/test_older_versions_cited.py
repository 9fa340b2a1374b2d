"""An article of a text that the draft itself calls an older one is a dead basis; a bare number is not."""

from __future__ import annotations

import pytest
from support import context_of, submission_of

from corpus.library import Library
from models.checks.citations import CitationsCheck
from models.finding import Severity

HEAD = "石城市市场管理办法\n第一条 为了规范市场秩序，制定本办法。\n"


@pytest.mark.parametrize(
    ("cited", "severities"),
    [
        ("《中华人民共和国反不正当竞争法》（2019年修正）第八条", [Severity.MAJOR]),
        ("《中华人民共和国反不正当竞争法》（2019年修正）", [Severity.MINOR]),
        ("《中华人民共和国反不正当竞争法》", []),
    ],
)
def test_an_article_of_a_version_that_is_named_and_past_is_major(
    library: Library, cited: str, severities: list[Severity]
) -> None:
    draft = f"{HEAD}第二条 作引人误解宣传的，依照{cited}处理。\n"
    outcome = CitationsCheck().run(submission_of(draft), context_of(library))
    assert [f.severity for f in outcome.findings] == severities
    assert all(f.category == "repealed_basis" for f in outcome.findings)
