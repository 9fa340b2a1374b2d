"""Limits (限额): how much a caller may ask for, and how many reviews run at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.errors import BadOption, FileTooLarge, ServiceBusy

MAX_TEXT = 200_000
"""Code points of a text to review or check."""
MAX_QUERY = 1_000
MAX_NAME = 200
MAX_HITS = 20
MAX_LISTED = 200
"""Entries of a kind in one answer; the answer says how many were left out."""
MAX_BODY = 4 * MAX_TEXT + 65_536
"""Bytes of a request over HTTP."""


class Turnstile:
    """限流 for calls in threads: `running` at once, `waiting` more in line, others turned away."""

    def __init__(self, running: int, waiting: int) -> None:
        self._slots = threading.Semaphore(running)
        self._room = threading.Semaphore(running + waiting)

    @contextmanager
    def enter(self) -> Iterator[None]:
        """Take a place in line and wait for a slot.

        Raises:
            ServiceBusy: the line is full.
        """
        if not self._room.acquire(blocking=False):
            raise ServiceBusy
        try:
            with self._slots:
                yield
        finally:
            self._room.release()


def checked_text(text: str) -> bytes:
    """送审文本 as an upload.

    Raises:
        FileTooLarge: more than `MAX_TEXT` code points.
        BadOption: code points that no text has (lone surrogates).
    """
    if len(text) > MAX_TEXT:
        raise FileTooLarge(f"文本 {len(text)} 字，上限 {MAX_TEXT} 字")
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise BadOption("text 含有无效字符") from None


def checked_words(words: str, name: str, most: int) -> str:
    """检索词、名称, without blanks around them.

    Raises:
        BadOption: empty, too long, or with code points that no text has.
    """
    cleaned = words.strip()
    if not cleaned:
        raise BadOption(f"{name} 不能为空")
    if len(cleaned) > most:
        raise BadOption(f"{name} 过长（{len(cleaned)} 字，上限 {most} 字）")
    checked_text(cleaned)
    return cleaned
