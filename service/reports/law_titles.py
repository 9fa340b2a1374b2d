"""Law titles (法规名称): a name in 《》, with what stands outside of them."""

from __future__ import annotations

import re

_FILE_NUMBER = re.compile(r"〔\d{4}〕\d+号")
_TAIL = re.compile(r"(?P<title>.+?)(?P<tail>（[^（）]*(?:号|修订|修正|\d{4})）)$")


def nested(title: str) -> str:
    """书名号: a title in 《》, the ones inside it in 〈〉."""
    inner = title.replace("《", "〈").replace("》", "〉")
    return f"《{inner}》"


def law_title(law: str) -> str:
    """法规名称: 《某法》; a file known by its number alone takes no 《》, a version stands behind."""
    if law.startswith("《") and law.endswith("》") and law.count("《") == 1:
        return law
    if is_number(law) and "《" not in law:
        return law
    found = _TAIL.match(law)
    return f"{nested(found['title'])}{found['tail']}" if found else nested(law)


def is_number(law: str) -> bool:
    """Whether a file is named by its number (国办发〔2018〕37号)."""
    return bool(_FILE_NUMBER.search(law))
