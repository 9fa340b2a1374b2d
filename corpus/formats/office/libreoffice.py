"""LibreOffice (文档转换): an old office file made a docx by a LibreOffice of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from corpus.errors import ConversionFailed, CorruptFile

TIMEOUT = 60.0  # seconds
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/local/bin/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_FLAGS = (
    "--headless",
    "--invisible",
    "--norestore",
    "--nologo",
    "--nodefault",
    "--nolockcheck",
    "--nofirststartwizard",
)
# no macros, no active content, no updates of links, and a proxy that leads nowhere
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_REGISTRY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>\n'
)


@cache
def find_soffice() -> str | None:
    """查找 LibreOffice: its command on the path or in a usual place, None without one."""
    found = (shutil.which(name) for name in (*_NAMES, *_PLACES))
    return next((path for path in found if path), None)


def to_docx(data: bytes, suffix: str, soffice: str, timeout: float = TIMEOUT) -> bytes:
    """转换为 docx: run LibreOffice in a folder and a profile of its own.

    Any number may run at once. Macros, active content, links and network are off; when the time
    is up, the whole process group is killed.

    Raises:
        ConversionFailed: LibreOffice does not start, or does not finish in `timeout` seconds.
        CorruptFile: it cannot open the file.
    """
    with tempfile.TemporaryDirectory(prefix="fashen-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        source = home / f"upload{suffix}"
        source.write_bytes(data)
        _write_settings(home / "profile")
        _run([soffice, *_arguments(home, source)], home, timeout)
        result = home / "out" / "upload.docx"
        if not result.is_file() or not result.stat().st_size:
            raise CorruptFile("LibreOffice 打不开这个文件")
        return result.read_bytes()


def _arguments(home: Path, source: Path) -> list[str]:
    return [
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        *_FLAGS,
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(home / "out"),
        str(source),
    ]


def _write_settings(profile: Path) -> None:
    user = profile / "user"
    user.mkdir(parents=True)
    items = "".join(_ITEM.format(path=p, name=n, value=v) for p, n, v in _SETTINGS)
    (user / "registrymodifications.xcu").write_text(_REGISTRY.format(items=items), "utf-8")


def _run(command: list[str], home: Path, timeout: float) -> None:
    surroundings = {
        "PATH": os.pathsep.join((str(Path(command[0]).parent), os.defpath)),
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }
    try:
        process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
            command,
            env=surroundings,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise ConversionFailed("LibreOffice 无法启动") from error
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired as error:
        raise ConversionFailed(f"{timeout:.0f} 秒内没有转换完") from error
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the process group; the launcher may end before its children."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()
