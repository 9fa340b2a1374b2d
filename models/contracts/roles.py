"""Roles (当事人称谓): the words that contracts call their parties by."""

from __future__ import annotations

import re

ORDINALS = ("甲方", "乙方", "丙方", "丁方", "戊方")
_WORDS = (
    "甲方 乙方 丙方 丁方 戊方 买方 卖方 买受人 出卖人 供方 需方 采购人 采购方 采购单位 供应商 供应方 供货方 "
    "出租人 出租方 承租人 承租方 发包人 发包方 承包人 承包方 总承包人 总包方 分包人 分包方 建设单位 施工单位 "
    "委托人 委托方 受托人 受托方 服务方 服务人 服务单位 咨询人 咨询方 监理人 设计人 勘察人 代理人 "
    "贷款人 贷款方 借款人 借款方 出借人 出借方 保证人 担保人 债权人 债务人 抵押人 抵押权人 出质人 质权人 "
    "定作人 定作方 承揽人 承揽方 加工方 托运人 托运方 承运人 承运方 用人单位 劳动者 员工 用工单位 派遣单位 "
    "实施机构 特许经营者 项目公司 社会资本方 政府方 出让人 出让方 受让人 受让方 转让人 转让方 "
    "征收人 征收部门 房屋征收部门 被征收人 征收实施单位 拆迁人 被拆迁人 拆迁户 捐赠人 捐赠方 受赠人 受赠方 赠与人 "
    "披露方 接收方 许可人 许可方 被许可人 被许可方 让与人 研究开发人 研究开发方 开发方 投资人 投资方 增资方 "
    "目标公司 标的公司 业主 业主方 物业服务人 物业服务企业 物业公司 个人信息处理者 受托处理者 数据提供方 "
    "供电人 用电人 供电方 用电方 供电单位 用电单位 供热人 用热人 使用人 经营者 合作方 承办方 主办方 "
    "流转方 承包户 发包方 运营方 运营单位 管理方 回购方 认购人 认购方 出卖方 购买方 购货方 销货方 销售方 需求方 "
    "受许可方 乙 甲"
).split()
WORDS = tuple(sorted(set(_WORDS) - {"甲", "乙"}, key=len, reverse=True))
"""Party words, the longer ones first."""
_SPACED = "|".join(r"[ \t\u3000]*".join(word) for word in WORDS)
WORD = f"(?:{_SPACED})"
"""A pattern that matches any party word, blanks between its characters allowed."""


def plain(word: str) -> str:
    """称谓: the word without blanks."""
    return re.sub(r"\s", "", word)
