"""Tokens for spaCy (分词): rjieba with the project's legal words, blanks kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.retrieval.tokenizer import legal_words

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


class LegalTokenizer:
    """法律分词器: a spaCy tokenizer; the tokens joined are the text, code point for code point."""

    def __init__(self, vocab: Vocab) -> None:
        import rjieba

        self.vocab = vocab
        self._segmenter: Any = rjieba.Jieba()
        for word in legal_words():
            self._segmenter.add_word(word, 100, "n")

    def __call__(self, text: str) -> Doc:
        """Cut a text into a document without added blanks."""
        from spacy.tokens import Doc

        words = list(self._segmenter.cut(text))
        return Doc(self.vocab, words=words, spaces=[False] * len(words))
