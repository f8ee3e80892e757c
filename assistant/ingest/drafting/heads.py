"""What a head says: the programme's name, who gets it, on what condition."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.ingest.drafting.flat_text import balance, segments_of
from assistant.ingest.drafting.names import (
    NOUN,
    TIME_ONLY,
    better_name,
    first_words,
    is_generic,
    name_of,
    name_of_title,
    strip_opener,
)
from assistant.ingest.drafting.words import GIVE, GRANT, LISTS, MEASURE, RECEIVER
from assistant.text import giving
from assistant.text.lists import either

_OPENS = re.compile(
    r"^(?:其中|此外|同时|另外)?，?(?:对于|对|凡是|凡|鼓励|支持|新(?!三板)|首次|初次|企业|获得?"
    r"|获评|被|在我|本|引进|引入|组织|承办|举办"
    r"|建设|开展|购买|参加|实施|从事|年度|每年)"
)
_FOR = re.compile(
    "^(?:其中|此外|同时|另外|另|且|对于|对(?![外口标]|接(?![入收受待]))|凡是|凡|鼓励和?支持|支持和?鼓励|鼓励|支持|引导|推动)+"
)
_EXHORTS = re.compile(f"^(?:{either(LISTS['exhorts'])})(?:(?!的[^，。；]{{0,8}}{RECEIVER})[^。；\\d])*?，(?=对(?!外))")
"""What a policy is for, before whom it is for: 鼓励企业联动发展，对."""
_SURE_OPENER = re.compile(r"^(?:其中|此外|同时|另外)?(?:对于|对|凡是|凡|鼓励|支持)")
_CONDITION = re.compile(
    r"\d|[一二三四五六七八九十百千万亿]+(?:年|个|家|人|亩|次)|以上|超过|达到?|满|首次|完成|通过|获"
    r"|取得|列入|纳入|入选|认定|评定|签订|缴纳|注册|落户|投产|建成|经营|连续|符合|期间|后$|内$"
)
_PAID = re.compile(
    rf"，对(?P<who>(?!其|该|企业|单位|个人)[^，。；：\d的、]{{2,18}}?{RECEIVER})(?=[按以每各]|{giving.GIVE}|分别|一次性|进行|奖|补|最高|$)[^，。；：]*"
    rf"(?:，(?:{giving.AWARD})?标准[^，。；：]*)?$"
)
_RECEIVED = re.compile(
    rf"(?:{giving.GIVE}|{giving.AWARD}|发放给|返还给?|支持)(?:该|其|每[家个名位户]|上述"
    r"|引进"
    rf"|获奖)*(?P<who>[^，。；、\d的每]{{0,12}}?{RECEIVER}(?:[和及、][^，。；、\d的]{{1,8}}?{RECEIVER})?)(?:一次性"
    r"|最高|不超过|每|分别|各|按|的|当年|上?年度|$)"
)
_RECEIVED_AFTER = re.compile(
    rf"^(?:的?比例|的?标准)?(?:对(?P<who>[^，。；\d]{{2,20}}?)(?:进行|{giving.GIVE})?"
    rf"|(?:{giving.GIVE}|{giving.AWARD})(?:该|其|每[家个名位户])?(?P<whom>[^，。；、\d的]{{0,10}}?{RECEIVER}))(?:一次性)?(?:{GRANT}|$)"
)


class Head(NamedTuple):
    """What a head says, in the text's words."""

    name: str | None
    beneficiary: str | None
    condition: str | None
    own: bool = True
    """Whether the head itself names the programme, and not the clause's heading."""


_HEADER = re.compile(rf"^(?P<who>[^；。：]{{4,60}}?{RECEIVER})：(?=[^；。]*?\d)")
_HANDED_OUT = re.compile(
    rf"(?P<whom>(?:对|为|向)[^：；]{{4,}}?)，?(?:{giving.GIVE}|发放)(?P<what>[^，。：；\d]{{0,10}}(?:{GRANT}))$"
)
_WAY = re.compile(
    "[以到从按因]|由于|.*(?:升级|提升|转型|晋升)[为成]|利用|通过|参加|组织|引进|签订|签署|(?:按时|足额|依法|连续)?缴纳"
)
_PARTY = re.compile(rf"(?!新|首)[^，。；、\d的]{{0,6}}{RECEIVER}")
_RECEIVED_BY = re.compile(rf"的(?P<who>[^，。；\d的]{{1,12}}{RECEIVER})$")
_SUBJECT = re.compile(
    r"^(?P<who>(?:[^，。；\d]{2,20}的)?(?:[^，。；\d的]{2,10}?(?:企业|公司|单位|机构|个人)"
    "|[^，。；\\d的]{0,10}?(?:合作社|农场|商户|医院|学校|事务所|服务商|旅行社|协会|剧组)))"
    rf"(?=年|当年|上一?年|首次|每|(?!所得税){MEASURE}|{either(LISTS['subject_verb'])})"
)
_SIZED_ASIDE = re.compile(r"\((?!含)[^()]*\d[^()]*\)")
_DOER = re.compile(rf"(?!.*的[^的]{{0,8}}{RECEIVER}$){_SUBJECT.pattern}")
"""One who does something, and not something that a firm has made: 汽车企业参加展销活动."""
_PAID_OUT = re.compile(
    rf"[^。；\d]{{0,12}}[，,](?:资金|奖金|{giving.AWARD})?(?:直接|统一)?(?:发放|发|支付|划入|打入|{giving.PAY}|{giving.AWARD})"
    r"(?:至|到|给)(?P<who>[^，。；\d]{2,12}?)(?:个人)?(?:账户|账号)?(?=[，。；(]|$)"
    rf"|[^，。；\d]{{0,3}}的标准，?{giving.GIVE}(?:相关|上述)?(?P<whom>[^，。；\d]{{2,20}}?)(?:一次性)?(?:{giving.AWARD})(?=[，。；(]|$)"
)
_ANY_FIRM = re.compile(
    "(?:(?:[我本全][市县区省]|区|市|县|辖区)内?)?(?:的)?(?:各类|有关|相关)?(?:企业|单位|机构|公司|个人)"
)


def read_header(part: str) -> str:
    """Return what the parts of a sentence are all for: 对限额以上企业：批发企业…；零售企业…."""
    found = _HEADER.match(part)
    return strip_opener(found["who"]) if found else ""


def read_subject(head: str) -> str | None:
    """Return who it is whose size a head gives: 零售企业 of 零售企业年零售额达到2亿元."""
    found = _SUBJECT.match(strip_opener(head))
    return found["who"] if found and not _ANY_FIRM.fullmatch(found["who"]) else None


def read_paid(words: str) -> str | None:
    """Return who is paid where that is said last before a figure: 从我港进口的，对服务平台按照每辆500元.

    >>> read_paid("对外地商户，在本市场交易的，对市场管理公司按照每笔"), read_paid("对市场管理公司按照每笔")
    ('市场管理公司', None)
    """
    found = _PAID.search(words)
    return found["who"] if found else None


def read_paid_out(tail: str) -> str | None:
    """Return who is paid where that is said behind a figure: 给予生活补贴，直接发给个人.

    >>> read_paid_out("给予生活补贴，直接发给个人，补贴期限3年"), read_paid_out("给予补贴，期限3年")
    ('个人', None)
    """
    found = _PAID_OUT.match(tail)
    return found["who"] or found["whom"] if found else None


def opens_programme(head: str) -> bool:
    """Tell a head that names a programme of its own (对…的) from the case of one (省级, 第二年)."""
    first = next(iter(segments_of(head.strip("，：、"))), "")
    if _OPENS.match(first) and not re.match(r"^(?:新|年度|每年)?.{0,2}$", first):
        return True
    return len(first) > 6 and first.endswith("的")


def read_party(said: str, words: str) -> str | None:
    """Return who is given it where a lead names no more than that: 旅行社, of 对旅行社按每人20元."""
    said = said.removeprefix("对")
    return said if _PARTY.fullmatch(said) and f"对{said}" in words else None


def names_other(head: str, earlier: str) -> bool:
    """Tell whether a head that opens with a size is for others than an earlier one: …以上的零售企业, …的批发企业."""
    found = _RECEIVED_BY.search(re.sub(r"\([^()]*\)$", "", head.strip("，：、")))
    return found is not None and len(found["who"]) > 3 and found["who"] not in earlier


def read_handed_out(head: str) -> tuple[str, str | None]:
    """Return whom a head speaks of and what it says they are given: 对入选者发放津贴."""
    found = _HANDED_OUT.match(head)
    return (found["whom"], found["what"]) if found else (head, None)


def read_head(head: str, rest: str | None, title: str) -> Head:
    """Read a head; `rest` is the head without the list of levels or cases that its figures belong to.

    >>> read_head("对首次认定的高新技术企业", None, "")
    Head(name='高新技术企业', beneficiary='首次认定的高新技术企业', condition='首次认定', own=True)
    """
    head = balance(head.strip("，：、。； "))
    segments = [s for s in segments_of(rest if rest is not None else head) if s.strip("、 ")]
    name = next((n for n in map(name_of, _ranked(segments)) if n), None)
    by = _RECEIVED_BY.search(head)
    who = by["who"] if by and len(by["who"]) > 3 else None
    if name is None and who and not is_generic(who) and "、" not in who:
        name = who
    titled = name_of_title(title)
    better = better_name(name, titled)
    own = better is not None and better == name
    return Head(better or titled or who or first_words(head), _beneficiary(head), read_condition(head), own)


def _ranked(segments: list[str]) -> list[str]:
    """Return the segments that may name the programme, those that open with 对 or end in a noun first."""
    usable = [s for s in segments if len(strip_opener(s)) >= 2 and not TIME_ONLY.match(s)]
    return sorted(usable, key=lambda s: (not _SURE_OPENER.match(s), not NOUN.search(s.rstrip("的"))))


def read_receiver(giving: str, tail: str, known: str | None = None) -> str | None:
    """Return who is given it where the giving words name them: 奖励企业法定代表人; None for 给予企业.

    Where somebody is `known` to be given it, 给予特殊人才奖励 names the award, and not who is given it.
    """
    found = _RECEIVED.search(giving) or _RECEIVED_AFTER.search(tail)
    who = next((str(named) for named in found.groups() if named), None) if found else None
    if known is not None and who is not None and re.search("(?:人才|人员|专家)$", who):
        return None
    if who is None or who in ("企业", "单位", "项目", "个人", "主体", "其") or re.search(f"^(?:{GIVE})", who):
        return None
    return who


def _beneficiary(head: str) -> str | None:
    candidates = [re.sub(r"\([^()]*\)$", "", strip_opener(s).rstrip("的")) for s in segments_of(head)]
    candidates = [c for c in candidates if "的" in c or not _WAY.match(c)]
    found = next((c for c in candidates if NOUN.search(c) and len(c) >= 2), None)
    if found is not None and _DOER.match(found):
        return read_subject(found)
    return _SIZED_ASIDE.sub("", found) if found else None


def read_condition(head: str) -> str | None:
    """Return on what condition a head's programme is: what stands before its noun, or all of it."""
    head = _EXHORTS.sub("", head)
    text = balance(_FOR.sub("", balance(head.strip("，：、")))).strip("，：")
    modifier, _, noun = text.rpartition("的")
    if modifier and noun and len(noun) <= 30 and not re.search(r"[，\d]", noun):
        return modifier
    return text.rstrip("的") if _CONDITION.search(text) else None
