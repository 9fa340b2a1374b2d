"""Two networks and the wording read a clause together; what the first is sure of the second is not asked."""

from __future__ import annotations

import numpy as np
import pytest

from models.neural.clauses.files import WEIGHTS, WORDING
from models.neural.clauses.inputs import Tokens
from models.neural.clauses.judge import Mixture
from models.neural.clauses.labels import ACTS, CATEGORIES, CONFLICTS, MANNERS
from models.neural.clauses.networks import UNLAWFUL, Networks
from models.neural.clauses.reader import ClauseReader, ClauseText
from models.neural.clauses.wording import Wording, signs

SIZES = (len(ACTS), len(CATEGORIES), 1, len(MANNERS), len(CONFLICTS))
FEE = "经营户进场前应当向管委会交纳卫生保证金三千元，未交纳的不予办理进场手续。"
DUTY = "市农业农村部门负责指导合作社建立生产记录，定期组织技术培训。"


class Spoken:
    """A session that says what it was given, and notes how many texts it read."""

    def __init__(self, odds: float) -> None:
        self.odds, self.read = odds, 0

    def run(self, _: None, given: dict[str, np.ndarray]) -> list[np.ndarray]:
        """Six outputs of the network's shapes."""
        count, width = given["input_ids"].shape
        self.read += count
        heads = [np.full((count, n), self.odds, dtype=np.float32) for n in SIZES]
        return [*heads, np.full((count, width), self.odds, dtype=np.float32)]


def test_the_mean_of_both_has_the_length_of_the_text_itself(tmp_path) -> None:  # type: ignore[no-untyped-def]
    networks = Networks(tmp_path / "a", tmp_path / "b", 1)
    networks.__dict__.update(_first=Spoken(1.0), _second=Spoken(-3.0))
    texts = [Tokens([0] * n, [(0, 1)] * n) for n in (4, 9)]
    for text, output in zip(texts, networks.both(texts, networks.first(texts)), strict=True):
        assert float(output[UNLAWFUL][0]) == -1.0
        assert len(output[-1]) == len(text.ids)


def test_a_word_and_its_condition_are_a_sign_that_no_stretch_of_characters_is() -> None:
    pairs = [sign for sign in signs("未入会的不予受理") if "|" in sign]
    assert any(sign.startswith("入会") or "入会|" in sign for sign in pairs)
    assert signs("租金") == signs("租金\n")


def test_the_wording_tells_a_fee_from_a_duty_of_an_agency() -> None:
    wording = Wording(WEIGHTS / WORDING)
    assert wording.log_odds(FEE) > 1.0 > -1.0 > wording.log_odds(DUTY)


def test_both_count_and_the_chance_stays_a_chance() -> None:
    mixture = Mixture(0.5, 0.5, -1.0)
    assert mixture.chance(2.0, 0.0) == pytest.approx(0.5)
    assert mixture.chance(2.0, 3.0) > mixture.chance(2.0, 1.0)
    assert 0.0 < mixture.chance(-900.0, -900.0) < 0.01 < 0.99 < mixture.chance(900.0, 900.0) <= 1.0


def test_the_second_network_reads_only_what_something_speaks_against() -> None:
    reader = ClauseReader()
    assert reader.available
    counted = Spoken(0.0)
    networks = Networks(WEIGHTS / "clauses.onnx", WEIGHTS / "second.onnx", 1)
    networks.__dict__["_second"] = counted
    reader.__dict__["_networks"] = networks
    fee, duty = reader.read([ClauseText(FEE), ClauseText(DUTY)])
    assert counted.read == 1
    assert fee.unlawful > 0.5 > 0.05 > duty.unlawful
    assert fee.wording > 0.0 > duty.wording


def test_no_network_reads_what_is_worded_harmlessly_unless_it_is_asked_to() -> None:
    reader, counted = ClauseReader(), Spoken(0.0)
    networks = Networks(WEIGHTS / "clauses.onnx", WEIGHTS / "second.onnx", 1)
    networks.__dict__.update(_first=counted, _second=Spoken(0.0))
    reader.__dict__["_networks"] = networks
    plain, asked = reader.read([ClauseText(DUTY), ClauseText(DUTY, seen=True)])
    assert counted.read == 1
    assert plain.unlawful < 0.05
    assert sum(plain.categories.values()) == pytest.approx(1.0)
    assert asked.acts != plain.acts
    assert reader.read([]) == []
