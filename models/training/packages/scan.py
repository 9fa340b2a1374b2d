"""Scans (扫描件): printed pages as pictures, a little askew and noisy, without a text layer."""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus.errors import FileUnavailable
from models.training.packages.pages import HEIGHT, WIDTH, Page

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

Form = Literal["png", "pdf"]
DPI = 150
_SCALE = DPI / 72
_LEAN = 0.6  # degrees at most
_NOISE = 8.0  # standard deviation in grey levels
_PAPER, _INK = 248, 25
_FONTS = (
    ("/usr/share/fonts", "*Serif*CJK*-Regular.[ot]t[cf]"),
    ("/usr/share/fonts", "*CJK*-Regular.[ot]t[cf]"),
    ("C:/Windows/Fonts", "simfang.ttf"),
    ("C:/Windows/Fonts", "simsun.ttc"),
    ("/System/Library/Fonts", "*Songti*.ttc"),
)


def write_scan(pages: Sequence[Page], form: Form, seed: str) -> bytes:
    """扫描件: pictures at 150 dpi, the same on every run with one seed and one font.

    A png holds the first page only.

    Raises:
        FileUnavailable: this machine has no Chinese font.
    """
    chance = zlib.crc32(seed.encode())
    sheets = [_worn(_printed(page), chance + number) for number, page in enumerate(pages)]
    stream = io.BytesIO()
    if form == "png":
        sheets[0].save(stream, "PNG", dpi=(DPI, DPI))
    else:
        start = time.gmtime(0)
        sheets[0].save(
            stream,
            "PDF",
            save_all=True,
            append_images=sheets[1:],
            resolution=DPI,
            creationDate=start,
            modDate=start,
        )
    return stream.getvalue()


def find_font() -> Path | None:
    """中文字体: a file of this machine, None without any."""
    found = (
        path
        for folder, pattern in _FONTS
        if Path(folder).is_dir()
        for path in sorted(Path(folder).rglob(pattern))
    )
    return next(found, None)


@cache
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    path = find_font()
    if path is None:
        raise FileUnavailable("本机没有中文字体，不能印制扫描件；请安装 Noto CJK 字体")
    return ImageFont.truetype(str(path), size)


def _printed(page: Page) -> Image:
    from PIL import Image, ImageDraw

    sheet = Image.new("L", (round(WIDTH * _SCALE), round(HEIGHT * _SCALE)), _PAPER)
    pen = ImageDraw.Draw(sheet)
    for rule in page.rules:
        ends = [(rule.x0, rule.y0), (rule.x1, rule.y1)]
        pen.line([(x * _SCALE, (HEIGHT - y) * _SCALE) for x, y in ends], _INK, 2)
    for text in page.texts:
        place = (text.x * _SCALE, (HEIGHT - text.y) * _SCALE)
        pen.text(place, text.words, _INK, _font(round(text.size * _SCALE)), anchor="ls")
    return sheet


def _worn(sheet: Image, chance: int) -> Image:
    """Turned by a fraction of a degree, with the grain of a scanner."""
    import numpy as np
    from PIL import Image

    rng = np.random.default_rng(chance)
    lean = float(rng.uniform(-_LEAN, _LEAN))
    turned = sheet.rotate(lean, Image.Resampling.BICUBIC, fillcolor=_PAPER)
    grey = np.asarray(turned, dtype=np.float32) + rng.normal(0, _NOISE, turned.size[::-1])
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
