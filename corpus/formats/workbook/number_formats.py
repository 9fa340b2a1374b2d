"""Number formats (数字格式): a number as its cell shows it: 1,234.50, 12%, 3万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<skipped>[_*].)|\[\$(?P<currency>[^\]-]*)[^\]]*\]'
    r"|(?P<bracket>\[[^\]]*\])|(?P<general>General)"
    r"|(?P<digits>[0#?](?:[0#?,]*[0#?])?(?:\.[0#?]*)?|\.[0#?]+)(?P<thousands>,*)|(?P<odd>[Ee][+-]|/|@)"
    r"|(?P<percent>%)|(?P<literal>.)",
    re.S,
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[]|.)*?(?:;|$)', re.S)
_CONDITION = re.compile(r"\[[<>=]")
_SMALLEST, _LARGEST = -10, 21  # powers of ten that are written out


def plain_number(value: float) -> str:
    """常规数字: at most 15 digits, no ".0", no exponent where it can be written out."""
    exact = Decimal(f"{value:.15g}")
    if not exact.is_finite():
        return str(value)
    if exact and not _SMALLEST <= exact.adjusted() < _LARGEST:
        return f"{value:.15g}".upper()
    text = f"{exact:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def number_shown(value: float, code: str) -> str:
    """数字显示: the number under a format code; `plain_number` where the code asks for more."""
    sections = [found[0].removesuffix(";") for found in _SECTION.finditer(code)][:4]
    if not sections or _CONDITION.search(code):
        return plain_number(value)
    section, signed = _section(sections, value)
    shown = _filled(list(_TOKEN.finditer(section)), abs(value))
    if shown is None:
        return plain_number(value)
    return f"-{shown}" if signed and re.search("[1-9]", shown) else shown


def _section(sections: Sequence[str], value: float) -> tuple[str, bool]:
    """Return the section for the value, and whether a minus has to be put before it."""
    many = len(sections) - (not sections[-1] and len(sections) > 1)
    if value < 0 and many >= 2:
        return sections[1], False
    if value == 0 and many >= 3:
        return sections[2], False
    return sections[0], value < 0


def _filled(tokens: Sequence[re.Match[str]], value: float) -> str | None:
    """Return the section with the number in it, None for what is not rendered here."""
    cores = [token for token in tokens if token["digits"] or token["general"]]
    if len(cores) > 1 or any(token["odd"] for token in tokens):
        return None
    percents = sum(token.lastgroup == "percent" for token in tokens)
    parts = []
    for token in tokens:
        if token["general"]:
            parts.append(plain_number(value))
        elif token["digits"]:
            scale = 2 * percents - 3 * len(token["thousands"])
            parts.append(_digits(Decimal(f"{value:.15g}").scaleb(scale), token["digits"]))
        else:
            parts.append(_literal(token))
    return "".join(parts).strip()


def _literal(token: re.Match[str]) -> str:
    kept = ("quoted", "escaped", "currency", "percent", "literal")
    return next((token[name] for name in kept if token[name] is not None), "")


def _digits(value: Decimal, pattern: str) -> str:
    whole, _, places = pattern.partition(".")
    grouped = "," in whole
    rounded = value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if grouped else f"{rounded:f}"
    before, _, after = text.partition(".")
    needed = places.rfind("0") + 1
    while len(after) > needed and after.endswith("0"):
        after = after[:-1]
    if not after and before == "0" and "0" not in whole:
        return ""
    before = before.rjust(whole.count("0"), "0")
    return f"{before}.{after}" if after else before
