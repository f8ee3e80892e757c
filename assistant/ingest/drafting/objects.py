"""What is given where it has a name of its own: 安家补助, 人才津贴."""

from __future__ import annotations

import re

from assistant.text import giving

_OBJECT = (
    rf"(?:[一-鿿“”A-Za-z]{{0,10}}?(?:{giving.AWARD}|津贴|奖金|经费|贴息|扶持|生活费|安家费"
    r"|购房款|启动资金|减免|返还|支持))"
)

_OBJECT_BEFORE = re.compile(
    rf"(?:{giving.GIVE}|发放|享受|每人|每年|一次性|，|、|^)*(?P<what>{_OBJECT})(?:为|最高|不超过|标准"
    r"|金额|累计|总额|可达|达)*$"
)

_OBJECT_AFTER = re.compile(
    rf"^(?:以上|以内|以下|左右)?(?:标准|额度|比例)?(?:的|之)?(?:标准)?(?:一次性|{giving.GIVE}|发放|的)*(?P<what>{_OBJECT})"
)

_PLAIN_OBJECT = re.compile(
    rf"^(?:一次性|配套|现金|资金|财政|专项|相应|以上|{giving.GIVE}|最高|每[年月人家个户]|分别|发放|再"
    rf"|另|各|的|按|对|企业|进行)*(?:{giving.AWARD}|支持|扶持|奖金|返还|减免|贴息)?$"
)


def read_object(lead: str, tail: str) -> str | None:
    """Return what is given where it has a name of its own: 安家补助, 人才津贴; None for 奖励.

    >>> read_object("给予每人一次性安家补助", "、购房补贴20万元")
    '安家补助'
    """
    segment = re.split("[，：；。、]", lead)[-1]
    for found in (_OBJECT_AFTER.search(tail), _OBJECT_BEFORE.search(segment)):
        if found and not _PLAIN_OBJECT.match(found["what"]):
            return _tidy_object(found["what"])
    return None


def _tidy_object(what: str) -> str | None:
    what = re.sub(
        rf"^(?:.*的|.*基础上|折合人民币|人民币|美元|逐年|一次性|{giving.GIVE}|发放|享受|每[人年月家个户]|的|分别|再|另|各|企业|最高|按|其"
        r"|用人单位|可|获得|配套)+",
        "",
        what,
    )
    return what if len(what) > 2 and not re.match("[每单各]", what) and not _PLAIN_OBJECT.match(what) else None
