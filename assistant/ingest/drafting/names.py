"""The name of a programme, as its head or its clause's heading calls it: without level, size, 新认定, 奖励."""

from __future__ import annotations

import re

from assistant.ingest.drafting.flat_text import balance, segments_of
from assistant.ingest.drafting.words import LEVEL, LISTS, MEASURE, RECEIVER
from assistant.policy.paragraphs import ITEM_MARK
from assistant.text import giving
from assistant.text.figures import Unit, find_figures
from assistant.text.lists import either

OPENERS = re.compile(
    r"^(?:其中|此外|同时|另外|另|并(?!购|网)|且|即|对于|对(?![外口标]|接(?![入收受待]))|凡是|凡|鼓励和?支持|支持和?鼓励|鼓励"
    r"|支持|激励(?!政策|资金)|引导|推动|加快|加大|促进|扶持|经(?![营济纪销贸])|在(?![建校岗职线]))+"
)
TIME_ONLY = re.compile(
    r"^(?:自|从|按|在|经|于)?.{0,18}(?:之日起|年起|期间|以来|当年起|基础上|年内|年度起|起"
    r"|[会府室组厅局委门]+(?:审核|认定|批准|备案|同意)|为基数|为基准|为准|外|机构鉴定|评审认定"
    r"|审核通过|验收合格|\d年|年度)$"
)
_RECOGNISED = (
    r"认定|评定|评选|评审|命名|授予|授牌|列入|纳入|入选|入围|入库|获批|获得|获评|取得|通过|创建"
    r"|评为|认证|备案|确定|批准|晋升|荣获|立项|获(?![批得评认准奖])|创成|复核通过|上榜|进入"
)
RECOGNITION = re.compile(
    r"(?:首次|初次|新|当年新?|年度内?|年内|每年|上年度|上一年度|被|经|已|成功|依法|同一年度|首批"
    r"|第一次|自主|申报|获(?![批得评认准奖])|\d{4}年(?:度|以来|起)?|以?后)*"
    rf"(?:(?:{_RECOGNISED})(?:成功|并授牌|通过|合格|建设|挂牌|的)?(?:为|成为|成)?(?:的)?)+"
)
_INNER_RECOGNITION = re.compile(
    rf".*(?:{_RECOGNISED})(?:为|成为|成)?(?:的)?(?P<rest>[^，]{{3,}}?)(?:称号|资质|认定|资格|荣誉|名单|目录)?$"
)
_LEVEL_RUN = re.compile(
    rf"(?:{LEVEL}(?:\([^()]*\))?(?:、|/|以及|及|和|与|或者|或)?)+(?:以上|及以上|[两三四]级)?(?:的|类)?"
)
_SURE_LEVEL = re.compile(r"级|[、/和及与或]")
_ADJECTIVE = either(LISTS["adjective"])
_GENERIC = re.compile(
    rf"^(?:{_ADJECTIVE}|的|和|及|、)*(?:企业|项目|单位|机构|个人|人才|主体|团队|平台|园区|基地|产品"
    rf"|对象|投资方|运营方|合作社|农户|大户|荣誉|称号|人员|部分|餐厅|酒店|门店|[一-鿿]{{0,2}}权人"
    r"|经营者|申请人|运营主体)?$"
)
_GENERIC_LENGTH = 5
_RANKS = re.compile(r"(?:[一二三四五\dA]+(?:星级?|级|类|等)(?:、|和|及)?)+")
_LEADING_RANK = re.compile(r"^[一二三四五特甲乙丙丁]级(?=.{3})")
_IN_STATISTICS = re.compile(r"纳入统计|统计(?:口径|范围|库)$|纳统$|入库$|入统$")
_GIVEN = re.compile(rf"(?:的?(?:一次性|配套)?(?:{giving.AWARD}|扶持|支持|返还|资金))+$")
_TITLE_VERBS = re.compile(
    r"^(?:大力|积极|进一步|持续|着力|全面|切实|稳步|深入)*(?:壮大|繁荣|激发|激活|振兴|鼓励和?支持|支持和?鼓励|鼓励|支持"
    r"|加快|加大对?|推动|推进|促进|扶持|强化|加强|实施|落实|引导|完善|优化|提升|提高|扩大|深化"
    r"|给予|设立|打造|培育|规范|发展|助力|激励)(?:对|和|与|的)?"
)
_MARK = re.compile(rf"^{ITEM_MARK}[)）.、．]*")
NOUN = re.compile(
    rf"(?:{RECEIVER}|产品|品牌|商标|专利|标准|工程|活动|会议|展会|会展|赛事|竞赛|奖|中心|设备|技术"
    r"|装备|贷款|保险|雪道|车间|工厂|小镇|餐厅|作品|剧目|影片|图书|地理标志|大赛|论坛|书店|剧场"
    r"|总部|(?:零售|批发|餐饮|制造|建筑|服务|物流)业|船舶|冷库|大棚|温室|农机|苗木|种苗|品种|码头|航线|专线|新药|冰场|成果)$"
)
_BAD_END = re.compile(
    r"(?:引进|获得|认定|新建|达到|完成|超过|突破|评为|获批|获评|为|在|的|并|且|对|从|被|与|和|及"
    r"|新|首次|列入|入选|取得|建设|通过|来|到|由|给|按|经|年|后|内|上|政策|创建|评定|组建|设立"
    r"|举办|承办|培育|列为|牵头|主导|参与|制定|上台阶|首次|列支)$"
)
_MEASURE_PHRASE = (
    f"(?:(?:{either(LISTS['measure_qualifier'])})*{MEASURE}(?:总额|总量)?(?:首次|同比|增速|增长|累计|新增|均|须|应)*)"
)
_AT = r"(?:首次|年度?|累计|同比|均)*(?:在|达到?|为|超过|突破|不低于|不少于|满|增长|超|高于|不超过|约)*"
_FIGURE_AT = "《》"
_HOLE = re.compile(
    rf"(?:[，且并、和及]?(?:{_MEASURE_PHRASE})?{_AT}《》(?:\([^()]*\))?(?:及?以[上下内])?(?:[、—至和及]*《》(?:及?以[上下内])?)*(?:部分)?)"
)
_TORN = re.compile(
    f"^(?:{either(LISTS['torn_start'])})|{either(LISTS['torn'])}|(?:{either(LISTS['torn_end'])})$"
    f"|^.{{0,6}}(?:{either(LISTS['actor'])})(?:年度?|当年|新)*(?:{either(LISTS['act'])})"
    "|^.{0,4}(?:承办|举办|取景)|^(?:银行|新增)贷款$|、[^、]*、[^、]*、|、[年单当][^、]*$"
)
"""What a clause has and a name has not: verbs, ends of sentences, the torn half of a word."""
_OF_SERIES = re.compile("[第前后首次续]|其[他它余]|属|其中|[一二三四五六七八九十两]|复[核评]|连续|每")
_HEADING = re.compile(r"[【\[]([一-鿿“”、]{2,16})[】\]]")
_OPENING_BRACKET = re.compile(r"\((?![一二三四五六七八九十]{1,3}\))([一-鿿“”、]{2,16})\)(?=[一-鿿“(])")
_SHORTEST_TITLE = 3
_PLAIN_VERB = re.compile("支持|鼓励|促进|推动|推进|加大|加强|加快|扶持|引导|落实|强化")
_SEVERAL = re.compile("[和与及、]")
_DOES = re.compile("(?:企业|单位|机构)(?:购[买置]|参加|组织|开展|采购|实施|引进)")
_SHORT_TITLE = 3  # 物流 says less than 物流补贴
NAME_LIMIT = 26


def strip_opener(segment: str) -> str:
    """Drop 对, 凡, 支持 before a head.

    >>> strip_opener("对新建冷库的合作社")
    '新建冷库的合作社'
    """
    return balance(OPENERS.sub("", segment.strip(" 、")))


def name_of(segment: str) -> str | None:
    """Return the programme that a segment of a head names, if it names one."""
    text = re.sub(r"\((?!试行)[^()]*\)", "", strip_opener(segment)).rstrip("，：、 ")
    whole, text = text, re.sub(r"(?:的|时|后|且|并)+$", "", _drop_sizes(text))
    titled = _drop_recognition(text)
    is_titled, text = titled != text, _drop_levels(titled)
    text = _GIVEN.sub("", text)
    text = re.sub(
        r"^(?:的|为|首次|当年|年度|年内|被|并|且|全国首个|我[市县区州]|本[市县区]|新引进的?|新认定的?)+", "", text
    )
    if is_titled and (found := re.fullmatch(r"(.{4,})的(?:企业|单位|项目|主体|机构|个人)", text)):
        text = found[1]
    text = _LEADING_RANK.sub("", _drop_levels(_noun_phrase(text))).strip("、，：的和及与 ")
    text = balance(text)
    text = re.sub(f"(?:{_RANKS.pattern})$", "", text)
    text = re.sub(r"^年(?=[一-鿿]{3})|(?:排名)?前$|每[一-鿿]{0,2}$", "", text)
    is_sized = len(text) < len(whole) - 2 and any(map(str.isdigit, whole))
    if is_sized:
        text = re.sub(r"(?:并且?|且)[^，]{0,6}$", "", text)
        first = text.partition("、")[0]  # 基地、入驻商户: of 基地库容…以上、入驻商户…以上
        sized = re.search(rf"{re.escape(first)}[^、，]{{0,8}}\d", whole)
        text = first if sized and len(first) > _SHORTEST_TITLE and NOUN.search(first) else text
    if (
        len(text) < 3
        or re.fullmatch("新.{1,3}", text)
        or is_generic(text)
        or (is_sized and _GENERIC.match(text))
        or (_BAD_END.search(text) and not NOUN.search(text))
    ):
        return None
    return text if len(text) <= NAME_LIMIT else _shorten(text)


def _drop_sizes(text: str) -> str:
    """Drop what says how large: 固定资产投资1000万元及以上, 5家以上."""
    figures = [f for f in find_figures(text) if f.unit in (Unit.YUAN, Unit.COUNT, Unit.PERCENT, Unit.YEARS)]
    figures = [
        f
        for f in figures
        if not re.match(r"一[个家种名]", f.surface)
        and f.counter != "次"
        and text[max(f.start - 1, 0) : f.start] not in ("“", "前", "第")
    ]
    shown, at = "", 0
    for figure in figures:
        shown += text[at : figure.start] + _FIGURE_AT
        at = figure.end
    shown += text[at:]
    dropped = _HOLE.sub("", re.sub("《》(?:—|至|到)《》", "《》", shown))
    dropped = dropped.replace(_FIGURE_AT, "").strip("，、且并")
    return dropped


def _noun_phrase(text: str) -> str:
    """Cut to what stands behind the last 的 where that says enough: 年营收超1亿元的(酒业)企业."""
    front, _, noun = text.rpartition("的")
    if not front or not noun:
        return text
    if len(noun) >= 3 and not is_generic(noun):
        return noun
    return noun if _IN_STATISTICS.search(front) else front + noun


def is_generic(name: str) -> bool:
    """Tell a name that says no programme: 企业, 工业企业, 上述项目, 三星级、四星级."""
    return (len(name) <= _GENERIC_LENGTH and _GENERIC.match(name) is not None) or _RANKS.fullmatch(name) is not None


def names_programme(words: str) -> bool:
    """Tell words that name a programme by themselves: 众创空间, not 第三届 or 属年度复核的."""
    return len(words) > 2 and not _OF_SERIES.match(words) and not is_generic(words) and not words.endswith("的")


def _drop_recognition(text: str) -> str:
    found = RECOGNITION.match(text)
    if found and len(text) - found.end() >= 2:
        return text[found.end() :]
    inner = _INNER_RECOGNITION.match(text)
    return inner["rest"] if inner and len(inner["rest"]) >= 3 else text


def _drop_levels(text: str) -> str:
    found = _LEVEL_RUN.match(text)
    if found and _SURE_LEVEL.search(found[0]) and len(text) - found.end() >= 2:
        return text[found.end() :]
    return text


def _shorten(text: str) -> str:
    shorter = re.sub(r"^.{0,12}?(?:投资新建|投资建设|新建|建设|引进|开展|实施|参加|组织|购买|从事)", "", text)
    if len(shorter) <= NAME_LIMIT:
        return shorter
    return re.sub(r"[、，和及与][^、，]*$", "", text[:NAME_LIMIT]) or text[:NAME_LIMIT]


def is_torn(name: str) -> bool:
    """Tell a piece of a clause from the name of a programme: 年网络零售, 企业购买工业软件, 证书未中断."""
    return _TORN.search(name) is not None


def better_name(name: str | None, titled: str | None) -> str | None:
    """Return the heading's name where a head names no programme, or only a piece of its clause."""
    if name is None or titled is None or not is_torn(name):
        return name
    if len(titled) < _SHORTEST_TITLE or (_SEVERAL.search(titled) and _DOES.match(name)):
        return re.sub("^(?:企业|单位|机构)(?=[^、，]{3})", "", name) if _DOES.match(name) else name
    return titled


def first_words(head: str) -> str | None:
    """Return what a head opens with, where no name could be read."""
    said = [s for s in segments_of(head) if not TIME_ONLY.match(s)]
    text = re.sub(r"排名?前$", "", strip_opener(said[0]).strip("的、，")) if said else ""
    return text[:NAME_LIMIT] if len(text) >= 2 else None


def name_of_title(title: str) -> str | None:
    """Return the programme that a clause's heading names: without 鼓励, 奖励.

    >>> name_of_title("鼓励企业技改升级")
    '企业技改升级'
    >>> name_of_title("（三）鼓励企业技改升级"), name_of_title("①鼓励企业技改升级")
    ('企业技改升级', '企业技改升级')
    """
    if (heading := read_heading(title)) is not None:
        return heading
    text = _MARK.sub("", re.sub(r"\s", "", title)).strip("。：， 【】[]")
    bare = _TITLE_VERBS.sub("", text)
    text = bare if len(bare) >= _SHORTEST_TITLE or _PLAIN_VERB.match(text) else text
    text = bare if len(bare := _GIVEN.sub("", text)) > _SHORT_TITLE else text
    return text[:NAME_LIMIT] if len(text) >= 2 else None


def read_heading(title: str) -> str | None:
    """Return the name of an award that stands in brackets before a clause, if one does.

    >>> read_heading("【落户奖】"), read_heading("支持企业落户")
    ('落户奖', None)
    """
    found = _HEADING.match(re.sub(r"\s", "", title))
    return found[1] if found else None


def read_title(text: str) -> str:
    """Return the heading that a clause without one opens its text with: 鼓励企业产品研发。, 【落户奖】."""
    if bracketed := _OPENING_BRACKET.match(text):
        return f"【{bracketed[1]}】"
    first = re.split("[。：\n]", text, maxsplit=1)[0]
    titled = 3 <= len(first) <= 24 and not re.search(r"\d|，", first) and len(first) < len(text) - 1
    return first if titled and not first.startswith("对") else ""
