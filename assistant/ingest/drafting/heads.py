"""What a head says: the programme's name, who gets it, on what condition."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.ingest.drafting.words import LEVEL, RECEIVER

_OPENERS = re.compile(
    r"^(?:其中|此外|同时|另外|另|并|且|即|对于|对|凡是|凡|鼓励|支持|引导|推动|加快|加大|促进|扶持|经|在)+"
)
_OPENS = re.compile(
    r"^(?:其中|此外|同时|另外)?[，]?(?:对于|对|凡是|凡|鼓励|支持|新|首次|初次|企业|获得?|获评|被|在我|本|引进|引入|组织|承办|举办|建设|开展|购买|参加|实施|从事|年度|每年)"
)
RECOGNITION = re.compile(
    r"(?:(?:首次|初次|新|当年|年度|年内|每年|上年度|被|经|获|已|成功|依法|当年度|同一年度|首批|第一次|自主|当年新|通过|获得|获批|获评|获认定|申报|创建|入围|荣获|牵头|主导|参与|取得|晋升|晋级|升级|复核|\d{4}年度?|以来|后|起)*"
    r"(?:认定|评定|评选|评审|命名|授予|授牌|列入|纳入|入选|入库|获批|获得|获评|取得|通过|创建|评为|认证|备案|确定|批准|晋升|荣获|被评|升级|立项|获)(?:成功|并授牌|通过|合格|建设|挂牌)?(?:为|成为|成|的)?)+"
)
_LEVEL_RUN = re.compile(rf"(?:{LEVEL}(?:\([^()]*\))?(?:、|/|以及|及|和|与|或者|或)?)+(?:以上|及以上|[两三四]级)?")
_SURE_LEVEL = re.compile(r"级|[、/和及与或]")
_GENERIC = re.compile(
    r"^(?:(?:符合条件|上述|该类?|此类|同一|新建|相关|我[市县区州省]|本[市县区]|辖区|全[市县区]|[市县区]内|区域内|规定|条件|以上|重点)*的?(?:企业|项目|单位|机构|个人|人才|主体|经营主体|团队|平台|园区|基地|产品|对象|申报|投资方)?)$"
)
_GIVEN = re.compile(r"(?:的?(?:一次性|配套)?(?:奖励|补助|补贴|奖补|资助|扶持|支持|返还|奖|资金))+$")
_VERBS_OF_TITLE = re.compile(
    r"^(?:鼓励和?支持|支持和?鼓励|大力|积极|进一步|持续|着力|全面|切实)*(?:鼓励|支持|加快|加大|推动|推进|促进|扶持|强化|加强|实施|落实|引导|完善|优化|提升|提高|做大做强|扩大|深化|给予|设立|打造|培育|规范|发展)(?:对|和|与|的)?"
)
_CLAUSE_MARK = re.compile(r"^[(（]?[一二三四五六七八九十\d①-⑳]+[)）.、．]?")
_CONDITION = re.compile(
    r"\d|[一二三四五六七八九十百千万亿]+(?:年|个|家|人|亩)|以上|超过|达到?|满|首次|完成|通过|获|取得|列入|纳入|入选|认定|评定|签订|缴纳|注册|落户|投产|建成|经营|连续|符合|期间|后$|内$"
)
_NAME_LIMIT = 26
_NOUN_END = re.compile(
    rf"(?:{RECEIVER}|产品|品牌|商标|专利|标准|工程|活动|会议|展会|赛事|奖|称号|中心|设备|技术|装备|贷款|保险|项目|雪道|车间|工厂|小镇|餐厅|作品|剧目|影片|图书|地理标志|工作室|实验室|基地|大赛|论坛|书店|剧场|船舶|冷库|大棚|温室|农机|苗木|种苗|品种|码头|航线|专线)$"
)


class Head(NamedTuple):
    """What a head says, in the text's words."""

    name: str | None
    beneficiary: str | None
    condition: str | None


def opens_programme(head: str) -> bool:
    """Tell a head that names a programme of its own (对…的) from the case of one (省级, 第二年)."""
    first = re.split("[，：]", head.strip("，：、"))[0]
    if _OPENS.match(first) and not re.match(r"^(?:新|年度|每年)?.{0,2}$", first):
        return True
    return len(first) > 6 and first.endswith("的")


def read_head(head: str, rest: str | None, title: str) -> Head:
    """Read a head; `rest` is the head without the list of levels or cases that its figures belong to."""
    head = head.strip("，：、。 ")
    segments = [s for s in re.split("[，]", rest if rest is not None else head) if s.strip()]
    subject = _subject_of(segments)
    name = _name_of(subject) if subject else None
    if name is None or _GENERIC.match(name):
        others = (_name_of(_strip(s)) for s in segments if s is not subject)
        name = next((n for n in others if n and not _GENERIC.match(n) and _NOUN_END.search(n)), None)
    return Head(name or name_of_title(title), _beneficiary(head), _condition(head))


def _strip(segment: str) -> str:
    return _OPENERS.sub("", segment.strip())


def _subject_of(segments: list[str]) -> str | None:
    for segment in segments:
        stripped = _strip(segment)
        if len(stripped) >= 2 and not re.match(
            r"^(?:自|从|按|在)?.{0,16}(?:之日起|年起|期间|以来|当年起|基础上|内|年度起|起|[会府室组厅局委]审核|年)$",
            segment,
        ):
            return stripped
    return None


def _name_of(subject: str) -> str | None:
    text = re.sub(r"\((?!试行)[^()]*\)", "", subject).rstrip("，：、")
    text = re.sub(r"(?:的|时|后|且|并)$", "", text)
    text = _drop_thresholds(text)
    text = _drop_recognition(text)
    text = _drop_levels(text)
    text = _GIVEN.sub("", text)
    text = re.sub(r"^(?:的|为|新|首次|当年|年度|年内|被|并|且|我[市县区州]|本[市县区])+", "", text).strip(
        "“”" if text.count("“") != text.count("”") else ""
    )
    head, _, noun = text.rpartition("的")
    if head and noun:
        text = (
            noun
            if len(noun) >= 4 and not _GENERIC.match(noun)
            else head + ("" if _GENERIC.match(noun) and len(noun) <= 2 and len(head) >= 8 else noun)
        )
    text = text.strip("、，：的和及与 ")
    if len(text) < 2:
        return None
    return text[-_NAME_LIMIT:] if len(text) > _NAME_LIMIT and "、" not in text else text[:_NAME_LIMIT]


_THRESHOLD = re.compile(
    r"(?:(?:且|并|，)?(?:年度?|年内|全年|累计|单个|一次性|首次|总|实际|上年度)*[一-鿿]{0,8}?(?:投资|投资额|面积|收入|产值|销售额|营业额|规模|强度|数量?|人数|额|税|贡献|投入|资金)?(?:首次)?(?:在|达到?|为|超过|突破|不低于|不少于|满)?(?:了)?"
    r"[\d.,]+(?:万|亿|千|百)?(?:元|亩|家|人次|人|平方米|吨|头|只|万|亿|个|年|间|张|台|套|%|天|场|户|件|公里|米|辆)*(?:\(不?含[^()]*\))?(?:及?以[上下内])?(?:(?:至|到|—+|-+)[\d.,]+(?:万|亿)?(?:元|亩|家|人次|人|平方米|吨|头|只|个|年|间)*(?:\(不?含[^()]*\))?(?:及?以[上下内])?)?(?:的|且|，)?)"
)


def _drop_thresholds(text: str) -> str:
    dropped = _THRESHOLD.sub("", text)
    return dropped if len(dropped.strip("的，、且")) >= 3 else re.sub(r"[，]", "", text)


def _drop_recognition(text: str) -> str:
    found = RECOGNITION.match(text)
    if found and len(text) - found.end() >= 2:
        return text[found.end() :]
    inner = re.search(
        r"(?:认定为|评定为|评为|评选为|命名为|授予|列入|入选|纳入|获得|获批|荣获|取得|通过)(?:成为|为)?(?P<rest>[^，]{3,}?)(?:称号|资质|认定|认证|资格)?(?:的.{0,4})?$",
        text,
    )
    return inner["rest"] if inner else text


def _drop_levels(text: str) -> str:
    found = _LEVEL_RUN.match(text)
    if found and _SURE_LEVEL.search(found[0]) and len(text) - found.end() >= 2:
        return re.sub(r"^(?:的|类)", "", text[found.end() :])
    return text


def name_of_title(title: str) -> str | None:
    """Return the programme that a clause's heading names: without 鼓励, 奖励."""
    text = _CLAUSE_MARK.sub("", title).strip("。：， ")
    text = _VERBS_OF_TITLE.sub("", text)
    text = _GIVEN.sub("", text) or text
    return text[:_NAME_LIMIT] or None


def _beneficiary(head: str) -> str | None:
    first = _strip(re.split("，", head)[0]).rstrip("的")
    candidates = [first, *(_strip(s).rstrip("的") for s in re.split("，", head)[1:])]
    return next((c for c in candidates if _NOUN_END.search(c) and len(c) >= 2), None)


def _condition(head: str) -> str | None:
    text = _OPENERS.sub("", head).strip("，：")
    modifier, _, noun = text.rpartition("的")
    if modifier and noun and len(noun) <= 30 and "，" not in noun:
        return modifier
    if _CONDITION.search(text):
        return text.rstrip("的")
    return None
