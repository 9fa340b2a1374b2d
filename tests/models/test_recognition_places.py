"""Which level of government an issuer's name stands for."""

from __future__ import annotations

import pytest

from models.places import leading_place, place_level
from models.submission import IssuerLevel


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("国务院办公厅", IssuerLevel.STATE),
        ("第十三届全国人民代表大会常务委员会", IssuerLevel.STATE),
        ("国家发展和改革委员会", IssuerLevel.MINISTRY),
        ("财政部", IssuerLevel.MINISTRY),
        ("市场监管总局办公厅", IssuerLevel.MINISTRY),
        ("广东省生态环境厅", IssuerLevel.PROVINCE),
        ("上海市人民代表大会常务委员会", IssuerLevel.PROVINCE),
        ("广西壮族自治区人民政府", IssuerLevel.PROVINCE),
        ("荆州市人民政府", IssuerLevel.CITY),
        ("湖北省荆州市司法局", IssuerLevel.CITY),
        ("恩施州人民政府", IssuerLevel.CITY),
        ("湖北省恩施土家族苗族自治州人民政府", IssuerLevel.CITY),
        ("松滋市人民政府", IssuerLevel.COUNTY),
        ("恩施市人民政府", IssuerLevel.COUNTY),
        ("荆州市沙市区人民政府", IssuerLevel.COUNTY),
        ("上海市浦东新区人民政府", IssuerLevel.COUNTY),
        ("重庆市綦江区财政局", IssuerLevel.COUNTY),
        ("江陵县司法局", IssuerLevel.COUNTY),
        ("城关镇人民政府", IssuerLevel.TOWNSHIP),
        ("东城街道办事处", IssuerLevel.TOWNSHIP),
        ("XX市人民政府", None),
        ("经济技术开发区管理委员会", None),
        ("市场监督管理局", None),
        ("", None),
    ],
)
def test_a_name_has_its_level(name: str, level: IssuerLevel | None) -> None:
    placed = place_level(name)
    assert placed.level is level
    assert placed.reason


def test_a_city_outside_the_table_counts_as_county_and_says_so() -> None:
    assert "不在设区的市名录" in place_level("松滋市人民政府").reason


def test_a_masked_city_says_that_its_name_is_hidden() -> None:
    assert "隐去" in place_level("某某市财政局").reason


def test_a_title_may_begin_with_a_place_without_its_suffix() -> None:
    assert leading_place("杭州西湖保护条例") == "杭州市"
    assert leading_place("中国（上海）自由贸易试验区条例") == "上海市"
    assert leading_place("植物保护条例") == ""
