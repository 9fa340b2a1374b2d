"""Library (法规库): instruments and their texts, looked up only as of a date."""

from corpus.library.doubts import Doubt, DoubtKind, doubts, list_doubts
from corpus.library.library import Counts, Library
from corpus.library.view import LibraryView

__all__ = ["Counts", "Doubt", "DoubtKind", "Library", "LibraryView", "doubts", "list_doubts"]
