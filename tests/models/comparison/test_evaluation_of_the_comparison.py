"""The measure counts what it says it counts."""

from __future__ import annotations

from models.comparison import compare
from models.comparison.evaluate import Outcome, summary
from models.training.conflicts import ConflictPair

LAW = "餐饮店没有张贴收费公示的，处二百元以上一千元以下罚款。"


def outcome(label: str, text: str, span: tuple[int, int] | None = None) -> Outcome:
    pair = ConflictPair("x", "P0", (("某法", "1"),), text, label, span, "", "")
    return Outcome(pair, compare(text, LAW))


def test_false_alarms_recall_and_places_are_counted_apart() -> None:
    above = "餐饮店没有张贴收费公示的，处五千元罚款。"
    within = "餐饮店没有张贴收费公示的，处五百元罚款。"
    found = [
        outcome("sanction", above, (above.index("五千"), above.index("罚款"))),
        outcome("sanction", within, (0, 3)),
        outcome("none", within),
        outcome("unrelated", above),
    ]
    report = summary(found)
    assert (report["recall"], report["false_alarms"], report["precision"]) == (0.5, 0.5, 0.5)
    assert (report["right_place"], report["right_type"]) == (1.0, 1.0)
    assert report["stated_by_label"] == {"none": "0/1", "sanction": "1/2", "unrelated": "1/1"}
