"""Staged folders (暂存目录): an index is written beside its place and renamed when complete."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

_STAGED = re.compile(r"\.(\d+)\.new$")


def staged_beside(directory: Path) -> Path:
    """暂存目录 of this process for a folder that is to appear complete."""
    return directory.with_name(f"{directory.name}.{os.getpid()}.new")


def drop_abandoned(parent: Path) -> None:
    """清理残留: delete what processes left that are no longer there."""
    for path in parent.iterdir():
        found = _STAGED.search(path.name)
        if found and not _runs(int(found[1])):
            shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
