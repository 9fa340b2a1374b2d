"""Silver acts (弱标注): what the articles of real statutes are about, by patterns.

Used for the acts head alone, never for lawfulness. Labels that no pattern looks for are left
unsure. `python -m models.training.silver_acts --check` prints how the patterns agree with the
acts that the authors of our own clauses wrote down.
"""

from __future__ import annotations

import re

from models.neural.clauses.labels import ACTS

_PATTERNS: dict[str, str] = {
    "penalty": r"(?:处|处以|并处|可处)[^，。；]{0,20}罚款|没收违法所得|吊销|暂扣[^，。；]{0,6}证"
    r"|责令停产|责令停业|处警告|行政拘留|降低资质",
    "license": r"取得[^，。；]{2,16}许可证|申请[^，。；]{0,16}许可|未经[^，。；]{0,8}许可"
    r"|颁发[^，。；]{2,12}许可证",
    "coercion_measure": r"查封|扣押|冻结存款|先行登记保存|强制隔离",
    "coercion_execution": r"代履行|滞纳金|加处罚款|强制拆除|强制执行|划拨存款",
    "delegation": r"委托[^，。；]{2,24}(?:组织|机构|部门|政府)[^，。；]{0,8}(?:实施|行使)[^，。；]{0,8}"
    r"(?:处罚|执法|许可|检查)",
    "personal_data": r"个人信息|人脸|个人隐私|视频图像信息",
    "insurance": r"责任保险|投保|保险费|强制保险",
    "bidding": r"招标|投标|政府采购|采购人|评标",
    "price": r"政府定价|政府指导价|限价|价格干预",
    "residency": r"户籍|户口|居住证",
    "retroactivity": r"施行前|实施前已经|本[^，。；]{2,4}(?:施行|实施)之前",
    "effective_date": r"自[^，。；]{2,14}(?:起施行|起实施|起执行)",
}
_COMPILED = {act: re.compile(pattern) for act, pattern in _PATTERNS.items()}
UNSURE = tuple(act for act in ACTS if act not in _PATTERNS)
"""Acts that no pattern looks for."""


def silver_acts(text: str) -> tuple[str, ...]:
    """弱标注: the acts that the patterns see in a text."""
    return tuple(act for act, pattern in _COMPILED.items() if pattern.search(text))


def agreement() -> dict[str, tuple[float, float, int]]:
    """Precision and recall of each pattern against our authors' acts, and how often it fires."""
    from models.training.clauses import read_clauses

    rows = [(set(silver_acts(c.text)), set(c.acts)) for c in read_clauses()]
    found = {}
    for act in _PATTERNS:
        hit = sum(act in seen for seen, _ in rows)
        both = sum(act in seen and act in told for seen, told in rows)
        told_of = sum(act in told for _, told in rows)
        found[act] = (both / max(hit, 1), both / max(told_of, 1), hit)
    return found


def main() -> None:
    """Print the agreement, a line an act."""
    for act, (precision, recall, count) in agreement().items():
        print(f"{act:20s} precision {precision:.2f} recall {recall:.2f} fired {count}")


if __name__ == "__main__":
    main()
