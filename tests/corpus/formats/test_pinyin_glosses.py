"""Pinyin in brackets behind a character goes; other brackets stay."""

from __future__ import annotations

import pytest

from corpus.formats.normalise import Policy, normalise, policy_for


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("监(jiān)管", "监管"),
        ("优（yōu）化", "优化"),
        ("执(zhí)法执(zhí )行", "执法执行"),
        ("律(lǜ)师", "律师"),
        ("女(nǚ)方", "女方"),
        ("甲方(Party A)", "甲方(Party A)"),
        ("甲方(a)", "甲方(a)"),
        ("第三条(ii)", "第三条(ii)"),
        ("咖啡(café)", "咖啡(café)"),
        ("公司(gōngsī)", "公司(gōngsī)"),
        ("的(de)确", "的(de)确"),
    ],
)
def test_toned_syllables_are_glosses(text, expected):
    assert normalise(text, Policy()).text == expected


def test_untoned_syllables_are_glosses_only_in_an_annotated_text():
    annotated = "监(jiān)管优(yōu)化执(zhí)法的(de)工作"
    assert normalise(annotated, policy_for(annotated)).text == "监管优化执法的工作"
    plain = "目的(de)"
    assert normalise(plain, policy_for(plain)).text == plain
