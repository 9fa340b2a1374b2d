"""Every real document ends with a result or a code, and every basis is verbatim in the library."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import SHARED, needs_shared

from corpus.errors import ReadError
from corpus.library import Library
from models.review import Review
from service.options import ReviewOptions
from service.reviews import review_bytes
from service.settings import Settings
from service.wiring import Wiring

pytestmark = needs_shared
FILES = sorted(p for p in (SHARED / "documents").glob("*/*") if p.is_file()) if SHARED else []
AS_OF = date(2026, 11, 24)
REFUSED = {".doc": {"E102"}, ".pdf": {"E105", "E106"}}


@pytest.fixture(autouse=True)
def without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recognising 28 pages takes minutes; `test_ocr_reading` does it on a few."""
    monkeypatch.setattr("corpus.formats.ocr.engine.is_installed", lambda: False)


@pytest.fixture(scope="module")
def house(library_path: Path) -> Wiring:
    return Wiring(Settings(home=library_path.parent))


def reviewed(house: Wiring, path: Path) -> Review | str:
    try:
        return review_bytes(house, path.read_bytes(), path.name, ReviewOptions(as_of=AS_OF))
    except ReadError as error:
        return error.code


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_real_document_ends_with_a_result_or_a_code(
    house: Wiring, library: Library, path: Path
) -> None:
    result = reviewed(house, path)
    if isinstance(result, str):
        assert result in REFUSED.get(path.suffix, set())
        return
    assert result.failures == ()
    texts = view_texts(library)
    for entry in (*result.findings, *result.cleared, *result.undecided):
        for basis in entry.basis:
            if basis.quoted_text:
                assert basis.quoted_text in texts[basis.law]
            if entry in result.findings and entry.severity.is_flag:
                assert any(b.verified for b in entry.basis)


_TEXTS: dict[str, str] = {}


def view_texts(library: Library) -> dict[str, str]:
    """All text of all instruments in force or earlier, by name, read once."""
    if not _TEXTS:
        view = library.at(AS_OF)
        for name in sorted(view.names()):
            instrument = view.instrument(name)
            for expression in instrument.expressions if instrument else ():
                body = "\n".join(a.text for a in view.articles(expression))
                _TEXTS[expression.name] = _TEXTS.get(expression.name, "") + "\n" + body
    return _TEXTS
