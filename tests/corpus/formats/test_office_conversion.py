"""doc, wps, rtf, dot: converted by a LibreOffice of its own, or refused with the reason."""

from __future__ import annotations

import os
import stat
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.errors import ConversionFailed, CorruptFile, EncryptedFile, UnsupportedFormat
from corpus.formats import read_document
from corpus.formats.office import libreoffice
from corpus.formats.office.libreoffice import find_soffice, to_docx

needs_soffice = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def rtf(*paragraphs):
    """A rich text file; every letter is escaped as Word does."""
    body = r"\par ".join("".join(f"\\u{ord(char)}?" for char in text) for text in paragraphs)
    return (r"{\rtf1\ansi\ansicpg936 " + body + r"\par}").encode()


@pytest.fixture
def program(tmp_path):
    """A program in the place of soffice."""

    def make(script):
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IEXEC)
        return str(path)

    return make


@needs_soffice
@pytest.mark.slow
def test_a_converted_file_reads_like_its_text_and_says_that_it_was_converted():
    document = read_document(rtf("第一条 甲方交付设备。", "第二条 乙方支付价款。"), "合同.rtf")
    assert document.text == "第一条 甲方交付设备。\n第二条 乙方支付价款。"
    assert document.format == "rtf"
    assert "经 LibreOffice 转换" in document.unread[0].note


@needs_soffice
@pytest.mark.slow
def test_two_conversions_at_once_do_not_disturb_each_other():
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(
            lambda text: read_document(rtf(text), "a.rtf").text, ("甲方的文件。", "乙方的文件。")
        )
    assert (first, second) == ("甲方的文件。", "乙方的文件。")


@needs_soffice
@pytest.mark.slow
def test_a_file_that_libreoffice_cannot_open_is_corrupt():
    data = OLE + b"\0" * 504 + "WordDocument".encode("utf-16-le") + b"\0" * 2000
    with pytest.raises(CorruptFile):
        read_document(data, "a.doc")


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.dot"])
def test_without_libreoffice_the_error_says_what_to_do(bare_machine, name):
    data = OLE + b"\0" * 504 + "WordDocument".encode("utf-16-le") + b"\0" * 64
    with pytest.raises(UnsupportedFormat) as caught:
        read_document(data, name)
    assert "LibreOffice" in str(caught.value)
    assert "另存为 docx" in str(caught.value)


def test_a_doc_with_a_password_is_encrypted():
    header = bytearray(64)
    header[0:2] = b"\xec\xa5"
    header[10:12] = (0x0100).to_bytes(2, "little")
    data = OLE + b"\0" * 504 + bytes(header) + "WordDocument".encode("utf-16-le")
    with pytest.raises(EncryptedFile):
        read_document(data, "a.doc")


def test_a_conversion_that_hangs_is_killed_with_its_children(program, tmp_path):
    note = tmp_path / "child"
    soffice = program(f"sleep 60 & echo $! > {note}; wait")
    started = time.monotonic()
    with pytest.raises(ConversionFailed) as caught:
        to_docx(b"x", ".doc", soffice, timeout=1)
    assert time.monotonic() - started < 10
    assert "[E112]" in str(caught.value)
    assert not is_running(int(note.read_text()))


def is_running(pid):
    """A killed child that its new parent has not reaped yet counts as gone."""
    status = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return bool(status) and not status.startswith("Z")


def test_a_conversion_that_leaves_nothing_is_a_corrupt_file(program):
    with pytest.raises(CorruptFile):
        to_docx(b"x", ".doc", program("exit 1"))


def test_a_program_that_does_not_start_is_a_failed_conversion(tmp_path):
    with pytest.raises(ConversionFailed):
        to_docx(b"x", ".doc", str(tmp_path / "missing"))


def test_the_profile_forbids_macros_and_network_and_nothing_is_left_behind(program, tmp_path):
    seen = tmp_path / "seen"
    soffice = program(
        f"cp profile/user/registrymodifications.xcu {seen}; env > {seen}.env; pwd > {seen}.pwd"
    )
    with pytest.raises(CorruptFile):
        to_docx(b"x", ".doc", soffice)
    settings = seen.read_text()
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true' in settings
    assert 'oor:name="ooInetProxyType" oor:op="fuse"><value>2' in settings
    surroundings = (tmp_path / "seen.env").read_text()
    assert "FASHEN" not in surroundings
    folder = (tmp_path / "seen.pwd").read_text().strip()
    assert f"HOME={folder}" in surroundings
    assert not os.path.exists(folder)  # noqa: PTH110


def test_soffice_is_looked_for_on_the_path_and_in_usual_places(monkeypatch):
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: name if "opt" in name else None)
    assert find_soffice.__wrapped__() == "/opt/libreoffice/program/soffice"
