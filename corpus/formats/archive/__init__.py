"""Archives (压缩包): the files of a submission package, unpacked in memory only."""

from corpus.formats.archive.limits import Limits
from corpus.formats.archive.names import clean_name, is_junk, short_names
from corpus.formats.archive.reader import Entry, Unpacked, is_archive, read_zip

__all__ = [
    "Entry",
    "Limits",
    "Unpacked",
    "clean_name",
    "is_archive",
    "is_junk",
    "read_zip",
    "short_names",
]
