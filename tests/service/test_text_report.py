"""The text report: the summary first, every part there, and no escape into the terminal."""

from __future__ import annotations

from dataclasses import replace

from made_up_reviews import finding, full, made_up

from service.reports.text import render_text


def test_the_conclusion_stands_before_the_findings() -> None:
    text = render_text(full(), {"sets_fee": "违法收费"})
    assert text.index("结论：未能完成审查") < text.index("严重（1）") < text.index("重要（2）")
    assert "违法收费" in text


def test_every_part_and_the_cutoff_are_there() -> None:
    text = render_text(full())
    for part in (
        "程序核对",
        "未能判断",
        "已核无误",
        "未读内容",
        "检查未完成",
        "本次未覆盖",
        "版本",
    ):
        assert part in text
    assert "2026-08-28" in text


def test_a_basis_is_quoted_and_one_that_is_not_in_the_library_is_marked() -> None:
    text = render_text(made_up(findings=(finding(),)))
    assert "《某法》第一条（有效）：“本条文字由测试自拟。”" in text
    assert "《某条例》第二条（法规库未收录，待核）" in text


def test_control_characters_of_a_draft_do_not_reach_the_terminal() -> None:
    nasty = replace(finding(), quote="收\x1b[31m费\x9b0m\u202e十元[bold]")
    text = render_text(made_up(findings=(nasty,)))
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)
    assert "[bold]" in text
