"""Limits (限额): how much one package may hold, and what has been used of it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.errors import DecompressionBomb, FileTooLarge, TooManyFiles
from corpus.formats.safety import MAX_BYTES, MAX_RATIO

_MB = 2**20
_RATIO_FROM = 10 * _MB


@dataclass(frozen=True, slots=True)
class Limits:
    """限额 of one package, nested archives included.

    `files`: how many; `single`, `total`: bytes of one file and of all, unpacked; `ratio`: how many
    times larger than packed; `depth`: how many archives deep inside the first are opened.
    """

    files: int = 200
    single: int = MAX_BYTES
    total: int = 300 * _MB
    ratio: int = MAX_RATIO
    depth: int = 1


class Budget:
    """余额: what a package may still take; shared with the archives inside it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._files = limits.files
        self._bytes = limits.total

    def admit(self, sizes: list[int], packed: int) -> None:
        """Look at the sizes that an archive of `packed` bytes promises, before unpacking any.

        Raises:
            TooManyFiles: more files than are left.
            DecompressionBomb: more bytes than are left, or a ratio that no document has.
        """
        unpacked = sum(sizes)
        if len(sizes) > self._files:
            raise TooManyFiles(f"有 {len(sizes)} 份，上限 {self.limits.files} 份")
        if unpacked > self._bytes:
            raise DecompressionBomb(f"解压后 {unpacked / _MB:.0f} MB")
        if self.swells(unpacked, packed):
            raise DecompressionBomb(f"解压后膨胀 {unpacked // max(packed, 1)} 倍")

    def swells(self, unpacked: int, packed: int) -> bool:
        """Whether so much out of so little is a bomb."""
        return unpacked > _RATIO_FROM and unpacked > self.limits.ratio * max(packed, 1)

    def take(self, size: int) -> None:
        """Take one file of `size` bytes.

        Raises:
            TooManyFiles, FileTooLarge, DecompressionBomb: it does not fit.
        """
        if self._files < 1:
            raise TooManyFiles(f"上限 {self.limits.files} 份")
        if size > self.limits.single:
            limit = self.limits.single / _MB
            raise FileTooLarge(f"文件 {size / _MB:.0f} MB，上限 {limit:.0f} MB")
        if size > self._bytes:
            raise DecompressionBomb(f"全部文件超过 {self.limits.total / _MB:.0f} MB")
        self._files -= 1
        self._bytes -= size
