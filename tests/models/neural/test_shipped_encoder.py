"""The weights that are shipped: what they find, and that their parts belong together."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelMissing
from corpus.library import Library
from corpus.retrieval.setup import prepare_dense
from corpus.retrieval.vectors import VectorStore, vectors_path
from models.neural.encoder import PACKED_VECTORS, WEIGHTS, OnnxEncoder
from models.neural.encoder.known_questions import load_known_questions

PASSAGES = [
    "承租人逾期不搬走，出租人可以要求支付占用期间的费用",
    "用人单位拖欠工资的，劳动者可以解除合同并要求补偿",
    "夫妻离婚时，共同财产由双方协商处理",
    "机动车发生事故造成人身伤亡的，由保险公司先行赔付",
    "行政机关作出较大数额罚款前应当告知当事人可以要求听证",
]
ASKED = {
    "租期到了租客赖着不走怎么办": 0,
    "老板好几个月不发钱，我能走人吗": 1,
    "离婚的时候房子和存款怎么分": 2,
    "被车撞了谁来赔医药费": 3,
    "要被罚几十万，可以要求开听证会吗": 4,
}


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return OnnxEncoder()


def test_a_lay_question_lies_nearest_to_the_rule_that_answers_it(encoder: OnnxEncoder) -> None:
    rules = encoder.encode_passages(PASSAGES)
    asked = encoder.encode_queries(list(ASKED))
    assert (asked @ rules.T).argmax(axis=1).tolist() == list(ASKED.values())


def test_vectors_have_unit_length_and_no_text_gives_no_vector(encoder: OnnxEncoder) -> None:
    vectors = encoder.encode_passages(["", "一", "条" * 5000])
    assert vectors.shape == (3, encoder.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)
    assert encoder.encode_queries([]).shape == (0, encoder.dimension)


def test_the_shipped_vectors_cover_the_default_library(
    library_path: Path, library: Library, encoder: OnnxEncoder, tmp_path: Path
) -> None:
    copy = tmp_path / "library.sqlite"
    copy.write_bytes(library_path.read_bytes())
    with Library.open(copy) as opened:
        meta = prepare_dense(opened, encoder, packed=PACKED_VECTORS, embed=False)
        assert meta.vectors == meta.rows == library.counts().articles
        with VectorStore(vectors_path(copy)) as store:
            kept = len(store)
        assert prepare_dense(opened, encoder, packed=PACKED_VECTORS) == meta
        with VectorStore(vectors_path(copy)) as store:
            assert len(store) == kept


def test_known_questions_belong_to_the_query_side(tmp_path: Path) -> None:
    memory = load_known_questions()
    assert memory is not None
    assert len(memory) > 1000
    for name in ("questions.npz", "encoder.json"):
        (tmp_path / name).write_bytes((WEIGHTS / name).read_bytes())
    card = (tmp_path / "encoder.json").read_text("utf-8")
    (tmp_path / "encoder.json").write_text(card.replace('"queries": "', '"queries": "x'), "utf-8")
    with pytest.raises(ModelMissing, match="不是同一版本"):
        load_known_questions(tmp_path)
    (tmp_path / "questions.npz").write_bytes(b"broken")
    with pytest.raises(ModelMissing):
        load_known_questions(tmp_path)


def test_missing_weights_are_an_error_with_a_remedy(tmp_path: Path) -> None:
    encoder = OnnxEncoder(tmp_path)
    assert not encoder.available
    with pytest.raises(ModelMissing, match="E302"):
        encoder.encode_queries(["问题"])
    assert load_known_questions(tmp_path) is None
