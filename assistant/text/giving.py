"""The words that money is given by, the rows of giving.tsv: the one list of each, composed where a pattern needs it.

Each is the alternatives of an expression, to stand in a group with others: rf"(?:{giving.AWARD}|奖金)".
"""

from __future__ import annotations

import re

from assistant.text.cues import Table

TABLE = Table(__package__, "giving")
GIVE = TABLE.words("give")
"""Verbs that stand before an award: 给予."""
AWARD = TABLE.words("award")
"""What is given, and to give it: 奖励, 补助."""
AWARDS = TABLE.listed("award")
PAY = TABLE.words("pay")
"""To hand the money over: 拨付, 兑现; not 支付, which firms do too."""
ONCE = "一次性"
_ONCE_GIVEN = re.compile(
    ONCE + r"(?!引进|投入|缴纳|缴清|投资|采购|购买|组织|接待|输送|吸纳|招用|签订|建设|住宿|消费|用工服务"
    r"|使用|塑料|口罩|取得|申请|通过)"
)


def says_once(text: str) -> bool:
    """Tell whether 一次性 is said of what is given, not of what is done for it.

    >>> says_once("一次性给予20万元"), says_once("对一次性引进100人以上的会议")
    (True, False)
    """
    return _ONCE_GIVEN.search(text) is not None
