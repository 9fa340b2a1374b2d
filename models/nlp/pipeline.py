"""The pipeline (处理流程): blank zh, our tokenizer, one component a kind of thing.

Each component writes one span group; see `components/`. spaCy is loaded on first use, and without
torch, which a blank pipeline does not need and which takes longer to load than all the rest.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

GROUPS = (
    "clause",
    "modality",
    "sanction",
    "money",
    "period",
    "body",
    "condition",
    "subject",
    "conduct",
    "addressee",
)
"""The span groups, in the order of the components that write them."""


@lru_cache(maxsize=1)
def norm_pipeline() -> Language:
    """规范要素流程: the loaded pipeline; one a process, not to be changed by callers."""
    with _without_torch():
        import spacy
        from spacy.language import Language

    from models.nlp.components import COMPONENTS
    from models.nlp.tokens import LegalTokenizer

    nlp = spacy.blank("zh")
    nlp.tokenizer = LegalTokenizer(nlp.vocab)
    nlp.max_length = 10_000_000
    for name in GROUPS:
        registered = f"fashen_{name}"
        if not Language.has_factory(registered):
            Language.component(registered, func=COMPONENTS[name])
        nlp.add_pipe(registered)
    return nlp


@contextmanager
def _without_torch() -> Iterator[None]:
    """Let what is imported meanwhile find no torch; one that is loaded already stays."""
    if "torch" in sys.modules:
        yield
        return
    sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["torch"]
