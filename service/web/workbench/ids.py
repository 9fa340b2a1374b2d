"""Ids (编号): those in the addresses of pages; what cannot be one is not found."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends

from service.ledger.errors import NotFound

_ID = re.compile(r"[0-9a-f]{32}")


def known(word: str, name: str) -> str:
    """编号 of a thing in an address.

    Raises:
        NotFound: no id can look like that.
    """
    if not _ID.fullmatch(word):
        raise NotFound(name)
    return word


def _matter(matter_id: str) -> str:
    return known(matter_id, "审查事项")


def _version(version_id: str) -> str:
    return known(version_id, "送审稿版本")


def _review(review_id: str) -> str:
    return known(review_id, "审查记录")


def _job(job_id: str) -> str:
    return known(job_id, "任务")


def _file(file_id: str) -> str:
    return known(file_id, "文件")


def _key(key_id: str) -> str:
    return known(key_id, "接口密钥")


def _user(user_id: str) -> str:
    return known(user_id, "用户")


def _department(department_id: str) -> str:
    return known(department_id, "部门")


MatterId = Annotated[str, Depends(_matter)]
VersionId = Annotated[str, Depends(_version)]
ReviewId = Annotated[str, Depends(_review)]
JobId = Annotated[str, Depends(_job)]
FileId = Annotated[str, Depends(_file)]
KeyId = Annotated[str, Depends(_key)]
UserId = Annotated[str, Depends(_user)]
DepartmentId = Annotated[str, Depends(_department)]
