"""Library (法规库): instruments and their texts, looked up only as of a date."""

from corpus.library.library import Counts, Library, doubts
from corpus.library.view import LibraryView

__all__ = ["Counts", "Library", "LibraryView", "doubts"]
