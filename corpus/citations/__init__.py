"""Citations (引用): find references to law in a text, and check them as of a date."""

from corpus.citations.circumstances import is_historical, is_repeal_clause
from corpus.citations.find import find_citations
from corpus.citations.resolve import resolve
from corpus.citations.types import Citation, CitationForm, Resolution, Verdict

__all__ = [
    "Citation",
    "CitationForm",
    "Resolution",
    "Verdict",
    "find_citations",
    "is_historical",
    "is_repeal_clause",
    "resolve",
]
