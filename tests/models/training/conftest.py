"""A tiny encoder with random weights and a tokenizer of single characters."""

from pathlib import Path

import pytest

WORDS = "租房押金退还工资拖欠加班补偿合同解除婚姻财产继承遗嘱借款利息担保行政处罚听证"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A folder with a two-layer model that trains in milliseconds."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertModel

    folder = tmp_path / "tiny"
    names = ["<s>", "<pad>", "</s>", "<unk>", *dict.fromkeys(WORDS), *"query:pasg "]
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys(names))}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=384,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=64,
        pad_token_id=1,
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder
