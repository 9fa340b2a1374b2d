"""Norms read from clauses (规范要素): a spaCy pipeline over blank Chinese; nothing is learned."""

from models.nlp.norm import (
    Addressee,
    Amount,
    Body,
    Modality,
    ModalityKind,
    Norm,
    Period,
    Phrase,
    Sanction,
)
from models.nlp.pipeline import norm_pipeline
from models.nlp.reading import read_norms

__all__ = [
    "Addressee",
    "Amount",
    "Body",
    "Modality",
    "ModalityKind",
    "Norm",
    "Period",
    "Phrase",
    "Sanction",
    "norm_pipeline",
    "read_norms",
]
