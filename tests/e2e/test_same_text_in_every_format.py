"""One text in many formats gives one review: same provisions, same findings."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from support import ROOT, SHARED, needs_shared

from corpus.formats.ocr import engine
from corpus.formats.office.libreoffice import find_soffice
from corpus.formats.pdf.pages import open_pages
from corpus.library import Library
from models.review import Review
from service.options import ReviewOptions
from service.reports.render import render
from service.reviews import review_bytes
from service.settings import Settings
from service.wiring import Wiring

SAMPLES = ROOT / "service" / "samples"
CONTRACT = "contract/国有土地使用权转让合同书"
MEASURES = "normative/四川省公共数据资源授权运营实施办法"
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'

needs_soffice = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
needs_ocr = pytest.mark.skipif(
    not engine.is_installed(), reason="the extra is not installed: pip install 'fashen[ocr]'"
)


@pytest.fixture(scope="module")
def house(library_path: Path, library: Library) -> Wiring:
    return Wiring(Settings(home=library_path.parent))


def reviewed(house: Wiring, data: bytes, name: str) -> Review:
    return review_bytes(house, data, name, ReviewOptions(as_of=date(2026, 11, 24)))


def shared(house: Wiring, name: str) -> Review:
    assert SHARED
    return reviewed(house, (SHARED / "documents" / name).read_bytes(), Path(name).name)


def bare(text: str) -> str:
    """Without blanks, wide marks as narrow ones, blanks to fill in of one length."""
    return re.sub(r"_+", "_", re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))


def provisions(review: Review) -> list[tuple[str, str, str]]:
    root = review.submission.document.root
    return [(p.kind.value, bare(p.number), p.eid) for p in root.walk()]


def findings(review: Review) -> Counter[tuple[str, ...]]:
    return Counter(
        (f.check_id, f.category, f.severity.value, f.locator.article or "", bare(f.quote))
        for f in review.findings
    )


def likeness(one: Review, other: Review) -> float:
    texts = (bare(review.submission.document.text) for review in (one, other))
    return SequenceMatcher(None, *texts, autojunk=False).ratio()


def assert_same(one: Review, other: Review) -> None:
    assert bare(other.submission.document.text) == bare(one.submission.document.text)
    assert provisions(other) == provisions(one)
    assert findings(other) == findings(one)


def converted(path: Path, kind: str, folder: Path) -> bytes:
    soffice = find_soffice()
    assert soffice
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", kind, "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / f"{path.stem}.{kind.split(':')[0]}").read_bytes()


def as_ofd(pdf: bytes) -> bytes:
    """The printed lines of a PDF as text objects of an OFD, in another order than they stand."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        names = []
        for page in open_pages(pdf):
            names.append(f"P{page.number}.xml")
            objects = "".join(
                f'<ofd:TextObject Size="{line.size / 72 * 25.4}" Boundary="{line.left / 72 * 25.4} '
                f'{(page.height - line.top) / 72 * 25.4} {(line.right - line.left) / 72 * 25.4} 9">'
                f'<ofd:TextCode X="0" Y="{(line.top - line.bottom) / 72 * 25.4}">{line.words}'
                "</ofd:TextCode></ofd:TextObject>"
                for line in reversed(page.lines)
            )
            content = f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
            archive.writestr(f"D/{names[-1]}", f"<ofd:Page {OFD}>{content}</ofd:Page>")
        listed = "".join(f'<ofd:Page BaseLoc="{name}"/>' for name in names)
        document = f"<ofd:Document {OFD}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        archive.writestr("D/Document.xml", document)
        body = "<ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody>"
        archive.writestr("OFD.xml", f"<ofd:OFD {OFD}>{body}</ofd:OFD>")
    return stream.getvalue()


@needs_soffice
@pytest.mark.slow
@pytest.mark.parametrize("name", ["sample_norm_doc.docx", "sample_contract.docx"])
def test_a_draft_with_findings_gives_the_same_review_as_docx_doc_pdf_and_ofd(
    house: Wiring, tmp_path: Path, name: str
) -> None:
    path = SAMPLES / name
    original = reviewed(house, path.read_bytes(), name)
    assert len(original.findings) >= 4
    pdf = converted(path, "pdf", tmp_path)
    assert_same(original, reviewed(house, converted(path, "doc:MS Word 97", tmp_path), "a.doc"))
    assert_same(original, reviewed(house, pdf, "a.pdf"))
    assert_same(original, reviewed(house, as_ofd(pdf), "a.ofd"))


@needs_shared
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{CONTRACT}.docx", f"{CONTRACT}.ofd"),
        (f"{MEASURES}.txt", f"{MEASURES}.docx"),
        (f"{MEASURES}.txt", f"{MEASURES}.pdf"),
    ],
)
def test_a_real_document_gives_the_same_review_in_each_format(
    house: Wiring, first: str, second: str
) -> None:
    assert_same(shared(house, first), shared(house, second))


@needs_shared
@needs_ocr
@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "scan"),
    [(f"{CONTRACT}.docx", f"{CONTRACT}.scan.pdf"), (f"{MEASURES}.txt", f"{MEASURES}.scan.pdf")],
)
def test_a_real_scan_gives_nearly_the_same_review_and_says_that_it_was_recognised(
    house: Wiring, text: str, scan: str
) -> None:
    original, recognised = shared(house, text), shared(house, scan)
    assert likeness(original, recognised) > 0.99
    assert provisions(recognised) == provisions(original)
    same = findings(original) & findings(recognised)
    assert same.total() >= 0.95 * max(len(original.findings), len(recognised.findings))
    for form in ("json", "html", "text"):
        assert "文字识别，平均置信度" in re.sub(
            r"\s", "", render(recognised, form, house.category_names())
        )


@needs_soffice
@needs_ocr
@pytest.mark.slow
@pytest.mark.parametrize("name", ["sample_norm_doc.docx", "sample_contract.docx"])
def test_the_scan_of_a_draft_with_findings_gives_nearly_the_same_findings(
    house: Wiring, tmp_path: Path, name: str
) -> None:
    original = reviewed(house, (SAMPLES / name).read_bytes(), name)
    pages = printed(converted(SAMPLES / name, "pdf", tmp_path))
    recognised = reviewed(house, pages, "a.tif")
    assert likeness(original, recognised) > 0.98
    common = alike(findings(original), findings(recognised))
    assert common >= 0.95 * max(len(original.findings), len(recognised.findings))


def alike(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> int:
    """How many findings are the same, but for words at the edge of their quote.

    A blank that a picture does not show can move by a comma what the model marks.
    """
    left = list(other.elements())
    count = 0
    for key in one.elements():
        same = next(
            (k for k in left if k[:4] == key[:4] and (k[4] in key[4] or key[4] in k[4])), None
        )
        if same is not None:
            left.remove(same)
            count += 1
    return count


def printed(pdf: bytes) -> bytes:
    """The pages of a PDF as a TIFF of pictures at 150 dpi."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    sheets = [page.render(scale=150 / 72).to_pil().convert("L") for page in document]
    stream = io.BytesIO()
    sheets[0].save(stream, "TIFF", save_all=True, append_images=sheets[1:])
    document.close()
    return stream.getvalue()
