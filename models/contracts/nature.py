"""Nature of parties (主体性质): organ, institution, village, bank, firm or person, from the name."""

from __future__ import annotations

import re

from models.contracts.types import Nature

_FIRM = re.compile(
    r"(?:公司|集团|厂|合伙企业|企业|事务所|商行|经营部|工作室|商店|店|合作社|联合社|农场|酒店|宾馆|中介所|"
    r"(?<!武装)(?<!组织)(?<!宣传)(?<!统战)(?<!工作)部|超市|商场|饭庄|餐厅|食府|酒楼|"
    r"工坊|作坊|[一-龥]坊|商贸行|车行|货栈|药房|诊所|影城|影院|山庄|农庄|民宿|客栈|会所|驾校|(?:培训|辅导|补习|驾驶|驾驶员|外语|民办)(?:培训|技能|员)?学校|车队|施工队|建筑队|"
    r"(?:养殖|种植|石料|采石|沙|砂|砖瓦|苗木|屠宰|修理|停车)场|苗圃|加油站|回收站|收购站|充电站|美容院|"
    r"(?:家居|健身|茶|咖啡|台球|面|酒|摄影|瑜伽|武|美发|会展体验|生活)馆|个体工商户|"
    r"(?:洗浴|健身|美容|维修|汽修|销售|家政|采购|团购|婚庆|月子|快修|装饰|电商|养生)(?:服务)?中心|"
    r"（有限合伙）|（普通合伙）|\(有限合伙\))$"
)
_BANK = re.compile(
    r"银行|信用(?:合作)?(?:联)?社|小额贷款|消费金融|金融租赁|信托(?:有限|股份|公司)|财务有限公司"
)
_STATE_FIRM = re.compile(
    r"国有|国资|国投|城投|交投|产投|文旅投|水投|农投|建投|城市建设投资|城市投资|交通投资|产业投资|开发投资|"
    r"建设投资|资产经营|国有资本|资本运营|公用事业集团|水务集团|公交集团|轨道交通"
)
_POWER = re.compile("(?:供电|电业|电力)局$|供电所$")
_VILLAGE = re.compile(
    r"村民委员会|居民委员会|村委会|居委会|村民小组|村民?组$|生产队|居民小组|经济合作社|经济联合社|集体经济组织|业主(?:委员会|大会)"
)
_ORGAN = re.compile(
    r"人民政府|政府$|[一-龥](?:局|厅|部|署|委员会|管委会|委)$|办公室$|办事处$|人民法院|人民检察院|指挥部|"
    r"(?:局|厅|委员会)[（(]?[一-龥]{0,10}(?:科|处|股|室|大队|支队)[)）]?$|税务|公安|大队$|支队$"
)
_INSTITUTION = re.compile(
    r"(?:医院|学校|中学|小学|完小|高中|初中|幼儿园|党校|技校|干校|大学|学院|中心|研究院|研究所|站|所|院|疾控|"
    r"(?:图书|博物|文化|美术|档案|体育|纪念|科技|规划|展览|群艺|群众艺术|方志|殡仪|游泳|地质|陈列)馆|"
    r"少年宫|文化宫|电视台|广播台|气象台|报社|林场|景区|水库|植物园|动物园|"
    r"总队|协会|学会|商会|基金会|红十字会|慈善会|公园|管理处|事务处|服务处|办事机构)$"
)


def nature_of(name: str) -> Nature:
    """主体性质 from a name; UNKNOWN where the name does not tell (a blank, a mask)."""
    bare = re.sub(r"[（(](?!有限合伙|普通合伙)[^（）()]*[)）]$", "", name.strip())
    if not bare:
        return Nature.UNKNOWN
    rules = (
        (_VILLAGE, Nature.VILLAGE),
        (_BANK, Nature.BANK),
        (_POWER, Nature.STATE_FIRM),
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
