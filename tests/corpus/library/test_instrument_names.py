"""Keys of names and document numbers."""

from __future__ import annotations

import pytest

from corpus.library.names import name_key, number_key, without_version


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《中华人民共和国某某法》", "某某法"),
        ("关于适用〈中华人民共和国某某法〉的解释(一)", "关于适用《某某法》的解释（一）"),
        ("某某 条例", "某某条例"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("某某法（2023年修订）", "某某法"),
        ("某某法(2019修正)", "某某法"),
        ("某某法（试行）", "某某法（试行）"),
        ("某某解释（一）", "某某解释（一）"),
        ("某某修正案（1988年）", "某某修正案（1988年）"),
    ],
)
def test_only_a_bracketed_version_is_dropped(name: str, bare: str):
    assert without_version(name) == bare


def test_document_numbers_agree_whatever_their_brackets():
    keys = {number_key(f"国办发{a}2018{b}37号") for a, b in ("〔〕", "[]", "［］", "（）", "()")}
    assert len(keys) == 1
