"""Compare who is said to get an award with whom the table or the notice's sentence names."""

from __future__ import annotations

import re

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.comparing import HALF, SOME, Compared
from assistant.guard.claims.facts import Fact
from assistant.guard.claims.phrases import coverage
from assistant.guard.words.slots import AWARDED_TO, WHO_ENDS, WHO_FIRM, WHO_GENERIC, WHO_KINDS

_PLAIN_HEAD = re.compile("(?:企业|公司|单位|主体|机构|项目|对象|组织|本身|自己|账户)+$")
_PLAIN_WORDS = re.compile(
    "申报|申请|符合条件|相关|相应|对应|上述|获奖|获评|获得|荣誉|认定|评定|入选|首次|新|该类?|本|其|所有|每家?|单个|各|的|等|经营|实施|承担|建设"
)
_KINDS = tuple(
    map(
        re.compile,
        (
            "(?:协会|商会|学会|联盟|商协会)$",
            "(?:学校|院校|高校|大学|学院|医院|科研院所|研究院)$",
            "(?:银行|金融机构|保险公司|担保公司|担保机构)$",
            "(?:平台|园区|基地|孵化器|众创空间)$",
            "(?:合作社|农户|农场|养殖户|种植户|大户)$",
            "(?:个人|人才|专家|学员|人员|[博硕]士|研究生|本科生|工程师|技师|学者|医生|教授|院士|工人|司机|游客|居民|用户|客户|员工|职工|高管|合伙人|教师|学生|毕业生|创业者|求职者|劳动者|本人|法定代表人|负责人|业主)$",
            "(?:财政|政府|部门|局|委|街道|乡镇|村集体|村委会)$",
            "(?:企业|公司)$",
        ),
    )
)
_OTHER_SIDE = re.compile("向(?P<who>[^，。；]{2,16}?)(?:购买|采购|订购|采买|租赁|租用|借款|贷款|投保|购置|支付)")
_PERSONS = next(at for at, kind in enumerate(_KINDS) if kind.search("个人"))


def compare_recipient(fact: Fact, claim: Claim, around: object) -> Compared:
    """Compare who is said to get an award with the row's beneficiary, or else with the words of the notice."""
    if claim.recipient is None or not fact.is_award or fact.reward is None:
        return "silent", None
    who, beneficiary = claim.recipient.words, fact.reward.beneficiary
    told = fact.claim.recipient.words if fact.claim.recipient else ""
    is_generic = WHO_GENERIC.match(who) is not None
    named = _named_in(fact)
    if named and not is_generic and _differ(who, named):
        return "contradicts", claim.recipient
    if any(who in other["who"] for other in _OTHER_SIDE.finditer(fact.sentence)) and who not in told and len(who) > 2:
        return "contradicts", claim.recipient
    if not is_generic and told and _differ(who, told) and (beneficiary is None or _differ(who, beneficiary)):
        return "contradicts", claim.recipient
    if told and not _differ(who, told) and min(coverage(who, [told]), coverage(told, [who])) >= HALF:
        return "equal", None
    if beneficiary is None:
        known = [fact.sentence, fact.reward.name, fact.reward.condition or ""]
        if is_generic or coverage(who, known) >= HALF or (told and told in who):
            return "equal", None
        return "unreadable", claim.recipient
    if WHO_KINDS.fullmatch(who[-2:]) and len(who) > 3 and coverage(who[:-2], [beneficiary, fact.sentence]) < HALF:
        return "contradicts", claim.recipient
    if not is_generic and _differ(who, beneficiary) and not (told and told in who):
        return "contradicts", claim.recipient
    if coverage(who, [beneficiary]) >= SOME or beneficiary[-2:] in who or who[-2:] in beneficiary:
        return "equal", None
    if is_generic and (WHO_FIRM.search(beneficiary) or "企业" not in who):
        return "silent", None
    return "contradicts", claim.recipient


def _named_in(fact: Fact) -> str:
    """Return whom the notice's sentence names last before the figure as the one that it is for: 对配送平台按每箱6元."""
    found = [one["who"] for one in AWARDED_TO.finditer(fact.about) if WHO_ENDS.search(one["who"])]
    return found[-1] if found else ""


def _differ(said: str, told: str) -> bool:
    """Whether two are told apart by what they are, or by the words before a plain head: 联合共建主体, 牵头申报主体.

    >>> _differ("获得荣誉的外贸企业", "组织实施的行业商协会"), _differ("外贸企业", "重点外贸企业")
    (True, False)
    """
    said, told = said.strip("的"), told.strip("的")
    own, other = (next((at for at, kind in enumerate(_KINDS) if kind.search(who)), None) for who in (said, told))
    if own is not None and other is not None and own != other:
        return coverage(said, [told]) < 1
    if own == _PERSONS and other is None and WHO_FIRM.search(told[-2:]):
        return True
    if other == _PERSONS and own is None and WHO_FIRM.search(said[-2:]):
        return True
    if _PLAIN_HEAD.search(said) and _PLAIN_HEAD.search(told):
        bare, instead = (_PLAIN_WORDS.sub("", _PLAIN_HEAD.sub("", who)) for who in (said, told))
        return len(bare) > 1 and len(instead) > 1 and not set(bare) & set(instead)
    return False
