"""What a rate applies to: the kinds of base that texts name."""

from __future__ import annotations

import re

_FAMILIES = (
    ("other", r"销售总额|(?:产品|年|活动)?销售额|销售收入|营业(?:总)?收入|营业额|营收|主营业务收入"
              r"|总投资|投资总额|全部投资额?|固定资产投资|项目投资额?|建设投资|基建投资"
              r"|厂房|土建|土地|产值|增加值|利润|研发成本|生产成本|制造成本|采购成本|总成本|成本价?|合同额|合同金额|订单额|注册资本|实缴|纳税额?|税收|税额|工资总额"
              r"|活动(?:的)?(?:总|全部)?(?:经费|费用|支出|总额|投入|成本|开支)|总(?:支出|费用|收入|成本|投入)|利息(?!补贴|补助)|应收账款(?:余额|总额)|账款总额|让利额?|促销额|采购额|出口额|交易额|流水|保费|电费|总资产|净资产"
              r"|中央财政补助|省级?财政补助|授信额度?"),
    ("price", r"(?:市场)?销售单价|市场单价|单价|(?:市场|销售)?售价|(?:市场)?销售价格?|卖价|定价|市场价格?|出厂价|价格"),
    ("research", r"(?:项目)?研发(?:费用?|投入|经费|支出|开支|花费)?(?:总额|总计)?"),
    ("equipment", r"设备(?:的|部分)?(?:投资|购置|采购|投入|更新)?(?:额|款|费用?|金额|总额|部分)?"),
    ("loan", r"贷款(?!贴息|的?利息)(?:额|本金|余额|金额|总额)?|贷(?=[0-9一二两三四五六七八九十百千])|本金|借款|贷了"),
    ("financing", r"(?:年化)?融资(?:总)?额|年化融资|应收账款融资(?!奖)"
                  r"|融资?了?(?=[0-9一二两三四五六七八九十]+[0-9.]*[百千万亿])"),
    ("local", r"(?:当地|地方|县里?|本县)(?:已经?)?(?:补|出|拿|投|掏)了?(?=[0-9一二两三四五六七八九十百千])"
              r"|(?<![省市央])财政(?=已?(?:出|拿|安排|投入|花))"
              r"|(?:当地|地方|本地|县里?|县级|区级|县（?区）?|所在地|属地)(?:的)?财政"
              r"(?:的)?(?:补助|投入|资金|出资|支出|安排|补贴|拿|出|已?补)*"),
)  # fmt: skip
_FIRST = (
    "销产年活营主总投全固项建基厂土增利研生制采成合订注实纳税工应账出交流保电净中省授市单售"
    "卖定价设贷本借融财当地县区所属"
)
_FAMILY = re.compile(  # what they begin with spares most characters the alternatives
    f"(?=[{_FIRST}])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _FAMILIES) + ")"
)


def base_family(words: str) -> str | None:
    """Return the kind of base that words name last: price, research, equipment, loan, financing, local, other.

    >>> base_family("中小企业通过应收账款获得的年化融资额"), base_family("当地财政补助")
    ('financing', 'local')
    """
    found = find_bases(words)
    return found[-1][2] if found else None


def find_bases(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
    """Return (start, end, family) of the bases named in a span of a text."""
    return [
        (found.start(), found.end(), str(found.lastgroup))
        for found in _FAMILY.finditer(text, start, len(text) if end is None else end)
    ]
