"""Comments on real Word files: any stretch of the text can be marked, and nothing else changes."""

from __future__ import annotations

import io
import random
from pathlib import Path

import docx
import pytest
from libreoffice_support import needs_soffice, opened
from support import ROOT, SHARED, needs_shared
from word_comments_support import (
    assert_only_comments_were_added,
    comments,
    markable,
    review_of,
    squeezed,
)

from corpus.document import Document
from corpus.formats import read_document
from corpus.span import Span
from service.reports.docx_comments import annotate

FILES = [
    *sorted((ROOT / "service/samples").glob("*.docx")),
    *(sorted((SHARED / "documents").glob("*/*.docx")) if SHARED else []),
]
LENGTHS = (1, 2, 5, 20, 80, 300)
NOT_OPENED = "08-comments-revisions.docx"
"""LibreOffice 7.4 cannot open this one even before we touch it."""


def drawn(document: Document, seed: int, count: int) -> list[Span]:
    """Stretches of a text by chance, the same on every run."""
    chance = random.Random(seed)
    end = len(document.text)
    starts = [chance.randrange(end) for _ in range(count)]
    spans = {Span(at, min(end, at + chance.choice(LENGTHS))) for at in starts}
    return sorted(span for span in spans if span.of(document.text).strip())


@needs_shared
def test_there_are_real_word_files_to_try() -> None:
    assert len(FILES) >= 7


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_any_stretch_of_a_real_document_is_marked_exactly(path: Path) -> None:
    data = path.read_bytes()
    document = read_document(data, path.name)
    spans = drawn(document, path.stat().st_size, 80)
    made = annotate(data, review_of(data, *spans, name=path.name))
    assert_only_comments_were_added(data, made)
    seen = comments(made)
    reopened = docx.Document(io.BytesIO(made)).comments
    assert [one.author for one in reopened] == [one.author for one in seen]
    ours = [one for one in seen if one.author == "法审"]
    assert len(ours) == len(spans) + 1
    for comment, span in zip(ours[1:], spans, strict=True):
        wanted = squeezed(markable(document, span))
        assert squeezed(comment.words) == wanted or (not wanted and "说明：" in comment.text)
        if wanted and wanted != squeezed(span.of(document.text)) and "说明：" not in comment.text:
            left_out = [one for one in document.locate(span) if one.anchor.run is None]
            assert left_out, "what is missing without a word can only be an automatic number"


@needs_soffice
@needs_shared
def test_libreoffice_shows_every_comment_on_its_exact_words(tmp_path: Path) -> None:
    files, wanted = {}, {}
    for path in (path for path in FILES if path.name != NOT_OPENED):
        data = path.read_bytes()
        document = read_document(data, path.name)
        spans = drawn(document, path.stat().st_size, 25)
        files[path.stem] = annotate(data, review_of(data, *spans, name=path.name))
        words = (squeezed(markable(document, span)) for span in spans)
        wanted[path.stem] = {str(n): one for n, one in enumerate(words, 1) if one}
    assert len(files) >= 8
    for name, notes in opened(files, tmp_path).items():
        ours = {
            note.text.partition(".【")[0]: note.words for note in notes if note.author == "法审"
        }
        assert {number: ours.get(number) for number in wanted[name]} == wanted[name], name
