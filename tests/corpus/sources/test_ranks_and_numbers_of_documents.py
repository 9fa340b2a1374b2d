"""What one document says of another: its repeal by rank, its citation by document number."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from corpus.knowledge import load_knowledge
from corpus.library import DoubtKind, Library, list_doubts
from corpus.library.relations import relations_of
from corpus.retrieval.citing import citing
from corpus.sources import store
from corpus.sources.build import import_tree
from corpus.sources.origin import SourceNote

TODAY = date(2026, 11, 26)
NOTE = SourceNote("公文", "", date(2026, 10, 1), "山东省")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    own = tmp_path / "library.sqlite"
    with closing(store.create(own)) as connection:
        marks = [("version", "0"), ("cutoff", "")]
        connection.executemany("INSERT INTO meta VALUES (?, ?)", marks)
        connection.commit()
    return own


def take_in(path: Path, folder: Path, *texts: str) -> None:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    report = import_tree(path, folder, load_knowledge(), note=NOTE)
    assert (report.added, report.skipped) == (len(texts), ())


def notice(about: str, number: str, clause: str) -> str:
    return (
        f"试验县人民政府关于{about}的通知\n试政发〔2024〕{number}号\n第一条 风筝应当登记。\n"
        f"第二条 {clause}\n试验县人民政府\n2024年4月1日\n"
    )


def test_a_notice_ends_no_law_and_the_claim_is_a_doubt(path: Path, tmp_path: Path):
    folder = tmp_path / "law"
    folder.mkdir()
    (folder / "中华人民共和国风筝法(2013-04-01).md").write_text(
        "# 中华人民共和国风筝法\n\n2013年4月1日第十二届全国人民代表大会常务委员会第一次会议通过\n\n"
        "<!-- INFO END -->\n\n第一条 风筝应当编号。\n\n第二条 本法自2013年6月1日起施行。\n",
        "utf-8",
    )
    import_tree(path, folder, load_knowledge())
    clause = "本通知自2024年5月1日起施行，《中华人民共和国风筝法》同时废止。"
    take_in(path, tmp_path / "in", notice("风筝管理", "9", clause))
    with Library.open(path) as library:
        law = library.at(TODAY).expression("风筝法")
        assert law is not None
        assert (law.effective_to, law.repealed, law.successors) == (None, False, ())
        (doubt,) = [d for d in list_doubts(library) if d.law.endswith("风筝法")]
        assert doubt.kind is DoubtKind.STATUS_CONFLICT
        assert "效力层级低于本文件" in doubt.message


def test_a_notice_ends_a_notice(path: Path, tmp_path: Path):
    old = notice("风筝登记", "1", "本通知自2024年4月1日起施行。").replace("2024年4", "2020年4")
    clause = "本通知自2024年5月1日起施行，《试验县人民政府关于风筝登记的通知》同时废止。"
    take_in(path, tmp_path / "in", old, notice("风筝管理", "9", clause))
    with Library.open(path) as library:
        assert library.at(TODAY).expression("试验县人民政府关于风筝登记的通知") is None


def test_a_document_cited_by_its_number_alone_is_linked(path: Path, tmp_path: Path):
    first = notice("印发停车意见", "7", "本通知自2024年4月1日起施行。")
    second = notice("做好停车工作", "9", "请按照试政发[2024]7号文件的要求做好工作。")
    take_in(path, tmp_path / "in", first, second)
    with Library.open(path) as library:
        citer = library.at(TODAY).expression("试验县人民政府关于做好停车工作的通知")
        assert citer is not None
        (relation,) = relations_of(library, citer)
        assert (relation.kind, relation.held) == ("refers_to", True)
        found = citing(library, "试验县人民政府关于印发停车意见的通知", as_of=TODAY)
        assert [(one.law, one.relation) for one in found] == [(citer.name, "refers_to")]
