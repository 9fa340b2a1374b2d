"""Nature of parties (主体性质): organ, institution, village, bank, firm or person, from the name."""

from __future__ import annotations

import re

from models.contracts.types import Nature

_FIRM = re.compile(
    r"(?:公司|集团|厂|合伙企业|企业|事务所|商行|经营部|工作室|商店|店|合作社|联合社|农场|酒店|宾馆|中介所)$"
)
_BANK = re.compile(
    r"银行|信用(?:合作)?(?:联)?社|小额贷款|消费金融|金融租赁|信托(?:有限|股份|公司)|财务有限公司"
)
_STATE_FIRM = re.compile(
    r"国有|国资|国投|城投|交投|产投|文旅投|水投|农投|建投|城市建设投资|城市投资|交通投资|产业投资|开发投资|"
    r"建设投资|资产经营|国有资本|资本运营|公用事业集团|水务集团|公交集团|轨道交通"
)
_VILLAGE = re.compile(
    r"村民委员会|居民委员会|村委会|居委会|村民小组|经济合作社|经济联合社|集体经济组织|业主(?:委员会|大会)"
)
_ORGAN = re.compile(
    r"人民政府|政府$|[一-龥](?:局|厅|部|署|委员会|管委会|委)$|办公室$|办事处$|人民法院|人民检察院|指挥部|"
    r"(?:局|厅|委员会)[（(]?[一-龥]{0,10}(?:科|处|股|室|大队|支队)[)）]?$|税务|公安|大队$|支队$"
)
_INSTITUTION = re.compile(
    r"(?:医院|学校|中学|小学|幼儿园|大学|学院|中心|研究院|研究所|图书馆|博物馆|文化馆|美术馆|档案馆|站|所|院|疾控|"
    r"馆|总队|协会|学会|基金会|红十字会|慈善会|公园|管理处)$"
)


def nature_of(name: str) -> Nature:
    """主体性质 from a name; UNKNOWN where the name does not tell (a blank, a mask)."""
    bare = re.sub(r"[（(][^（）()]*[)）]$", "", name.strip())
    if not bare:
        return Nature.UNKNOWN
    rules = (
        (_VILLAGE, Nature.VILLAGE),
        (_BANK, Nature.BANK),
        (re.compile(f"(?:{_STATE_FIRM.pattern}).*公司"), Nature.STATE_FIRM),
        (_FIRM, Nature.FIRM),
        (_ORGAN, Nature.STATE_ORGAN),
        (_INSTITUTION, Nature.PUBLIC_INSTITUTION),
    )
    for pattern, nature in rules:
        if pattern.search(bare):
            return nature
    if re.fullmatch(r"[一-龥·]{2,4}|[一-龥][×xX某*]{1,2}", bare):
        return Nature.PERSON
    return Nature.FIRM if "公司" in bare else Nature.UNKNOWN
