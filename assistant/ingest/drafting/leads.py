"""The words before a grant, cut into the head (who and what), the case (which of several) and the giving words."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.ingest.drafting.classes import read_class
from assistant.ingest.drafting.flat_text import balance, segments_of
from assistant.ingest.drafting.heads import opens_programme
from assistant.ingest.drafting.slots import PAYER
from assistant.ingest.drafting.words import BOUND, GRANT, LEVEL, LISTS, MEASURE, NUMBER
from assistant.policy.levels import level_of
from assistant.policy.paragraphs import ITEM_MARK
from assistant.text import giving
from assistant.text.lists import either

_BEFORE_GIVING = (
    rf"(?:(?:由|从)?{PAYER.pattern.replace('?P<payer>', '?:')}(?:统筹|安排|筹措)?(?:专项)?(?:资金)?|连续{NUMBER}年"
    rf"|{either(LISTS['before_giving'])})"
)
_SURE_GIVING = rf"(?:{_BEFORE_GIVING})*(?:{giving.GIVE}|按照?|参照|依照)"
_GIVING = (
    rf"(?:{_BEFORE_GIVING})*(?:{giving.AWARD}|返还|减免|减按|免收|贴息|{giving.PAY}"
    r"|配套|扶持|支持|享受|授予|追加|提高|贴补|补偿|奖|补|给|减收|减半|不超过|最高|上限|封顶|上浮"
    r"|下浮)"
)
_SURE = re.compile(_SURE_GIVING)
_SOME = re.compile(_GIVING)
_ONLY_MODIFIERS = re.compile(rf"(?:{_BEFORE_GIVING}|为|的|标准|{BOUND}|{GRANT}|金额|额度|总额|资金|比例|其中|即|分别)*")
_ORDINAL = r"第?(?:[一二三四五六七八九十]|\d{1,2})(?:—(?:\d{1,2}|[一二三四五六七八九十]))?"
CASE = re.compile(
    "^(?:其中|对|对于|属于|属|凡|被评为|评为|获得?|经认定为|获评|新?认定为|若为|如为|为|达到?)?(?:"
    + "|".join(
        (
            rf"{_ORDINAL}(?:、[一二三四五\d])*(?:年度?|名|等奖?|档|类|次|批|位|季度|阶段|个?年)(?:[至到—](?:第?[一二三四五六七八九十\d]+年?)?)?(?:[一-鿿]{{0,4}})",
            f"前{NUMBER}[年名位]",
            f"后{NUMBER}年",
            "首年",
            "次年",
            "当年",
            "首[次套批台]",
            f"{LEVEL}(?:[^，的]{{0,14}}|[^，]{{0,12}}的)",
            rf"(?:国家|省|市|县)?{NUMBER}?[一二三四五六\d]星级?.{{0,8}}",
            r"\d?[0-9]?A{1,5}级?.{0,6}",
            r"[一二三四五六七八特甲乙丙丁ABCDEF]\+?(?:级|类|等奖?|等|档|层次)[^，]{0,8}",
            "[金银铜]奖?",
            "[金银铜]级",
            "冠军",
            "亚军",
            "季军",
            "(?:博士|硕士|本科|大专|专科|中级|高级|初级|正高|副高|技师|高级工|中级工|高级技师|院士)[^，]{0,16}",
            "(?:设备|软件|硬件|租金|基础|装修|新建|改建|扩建|改造|购置|租赁|自建|自有|国有|民营|集体|境内|境外|国内|国外|省内|省外|市内|市外|县内|县外|区内|区外|线上|线下|线路|水路|陆路|空运|海运|本地|外地|普通|重点|特色|示范|一般|发明|实用新型|外观|PCT)[^，的]{0,8}",
            "(?:超过|超出|高出|不足|不满|低于)[^，]{0,16}部分",
        )
    )
    + ")的?$"
)
_BRACKET_WORDS = re.compile(f"(?:{either(LISTS['bracket_word'])}|{MEASURE}|[一-鿿]{{1,4}}率)*")
_FIGURE = re.compile(
    r"(?:不超过|不满|不足|低于|高于)?[\d.,]+(?:万|亿|千|百)?(?:元|亩|家|人次|人|平方米|吨|头|只|万"
    r"|亿|美元|个|年|间|张|台|套|%|天|场|户|件|公里|米|立方米|匹|座|栋|平|辆|架次|羽|株|标箱)*(?:\(不?含[^()]*\)"
    r"|\([^()]{1,8}\))?(?:及?以[上下内])?(?:至|到|—|-|、)*(?:\(不?含[^()]*\))?"
)


_LONGEST_STAGE = 16


class Lead(NamedTuple):
    """What stands before a grant; `giving` begins at offset `at` of the lead."""

    head: str
    case: str | None
    giving: str
    intro: str
    classed: bool = False

    @property
    def is_bare(self) -> bool:
        """Nothing is said but that it is given."""
        return not self.head and self.case is None


def read_lead(text: str) -> Lead:
    """Cut the words before a grant.

    >>> read_lead("对新评定的酒店，一次性给予")
    Lead(head='对新评定的酒店', case=None, giving='一次性给予', intro='', classed=False)
    """
    text = _ENUMERATOR.sub("", re.sub(r"^(?:\([^()]*\)|[、，：；。)和及])+", "", text))
    segments = segments_of(text)
    last = segments.pop() if segments and not text.endswith(("，", "：")) else ""
    at = _giving_at(last)
    own, giving = last[:at], last[at:]
    before = segments
    heads = [s for s in before if not _is_intro(s)]
    intro = "，".join(s for s in before if _is_intro(s))
    if not heads and (announced := next(filter(None, map(_ANNOUNCES.match, before)), None)):
        heads = [announced["head"]]
    own = own.strip("、")
    for at in (0, len(heads) - 1) if heads and not own else ():
        if classed := read_class(heads[at]):
            rest = (*heads[:at], classed.rest, *heads[at + 1 :])
            return Lead("，".join(filter(None, rest)), classed.name, giving, intro, classed=True)
    staged = before and _is_intro(before[-1]) and len(own) <= _LONGEST_STAGE and not opens_programme(own)
    ranked = level_of(re.sub("^对(?:于|认定为|评为)?|的$", "", own)) is not None
    if own and not _is_intro(own) and (ranked or staged or ((before or not opens_programme(own)) and is_case(own))):
        return Lead("，".join(heads), _tidy_case(own), giving, intro)
    if own and _is_intro(own):
        intro = "，".join(filter(None, (intro, own)))
    elif own:
        heads.append(own)
    elif len(heads) > 1 and not opens_programme(heads[-1]) and CASE.match(heads[-1]):
        return Lead("，".join(heads[:-1]), _tidy_case(heads[-1]), giving, intro)
    if len(heads) == 1 and CASE.match(heads[0]) and not re.match("^(?:对|凡)", heads[0]):
        return Lead("", _tidy_case(heads[0]), giving, intro)
    return Lead("，".join(heads), None, giving, intro)


def _giving_at(segment: str) -> int:
    """Return where the giving words of a segment begin."""
    if _ONLY_MODIFIERS.fullmatch(segment):
        return 0
    for found in _SURE.finditer(segment):
        rest = segment[found.end() :]
        if not re.search(giving.GIVE, rest) or not found[0].endswith(("给予", "予以")):
            return _widen(segment, found.start())
    best = _widen(segment, len(segment))
    for found in _SOME.finditer(segment):
        rest = segment[found.end() :]
        if re.search(r"的(?:企业|单位|项目|个人|机构|[一-鿿]{2,8})", rest) and _SOME.search(rest):
            continue
        best = min(best, _widen(segment, found.start()))
        break
    return best


def _widen(segment: str, at: int) -> int:
    """Let 每家, 单个项目 before the verb belong to the giving words."""
    found = re.search(rf"(?:{_BEFORE_GIVING})+$", segment[:at])
    return found.start() if found else at


_ENUMERATOR = re.compile(rf"^{ITEM_MARK}[、.]?")
_ANNOUNCES = re.compile(
    rf"(?P<head>对[^，]{{3,40}}?)(?:(?<![认评审])(?:中央|[省市县区州]级?)(?:财政)?|财政)?(?:{giving.GIVE})(?:一次性|相应|一定)?(?:{GRANT})$"
)
"""What a segment says before its sum is told: 对行业型平台省级给予奖补，最高."""
_MARKS = re.compile(rf"(?:{ITEM_MARK}|\([一-鿿]{{2,14}}\)|[，、：；。)( .])*")


def skip_marks(words: str) -> int:
    """Return where the words before a grant begin behind the marks and the heading of their paragraph.

    >>> skip_marks("(一)对新建"), skip_marks("。(落户奖)1.对新建")
    (3, 8)
    """
    found = _MARKS.match(words)
    return found.end() if found else 0


_INTRO = re.compile(
    "^(?:"
    + "|".join(
        (
            "即",
            "其中",
            "在.{2,24}基础上",
            "(?:按照?|根据)(?!.*的$)[^，]{2,30}",
            "除.{2,16}外",
            "(?:所需)?(?:资金)?由.{2,12}(?:承担|负担|列支)",
            rf"(?:{giving.AWARD}|资金)*分(?:[一二两三四五六七\d]+)(?:年|次|期|批|档|类|级|个?阶段).{{0,12}}",
            "分(?:档|类|级|等级|阶段|年度|期).{0,12}",
            "[^，]{0,10}期限.{0,14}年",
            "按(?:照)?(?:以下|下列|如下)[^，]*",
            ".{0,40}(?:分档|分类|分级|如下|标准为|标准是|分别为)",
            f"(?:{_BEFORE_GIVING})+",
            f".{{0,40}}(?:{giving.GIVE})(?:企业)?[^，]{{0,14}}(?:{giving.AWARD}|支持)(?:如下|标准)?",
            f"(?:{giving.AWARD})?(?:标准|金额|额度)(?:如下|为)?",
        )
    )
    + ")$"
)


def _is_intro(segment: str) -> bool:
    return bool(_INTRO.match(segment.strip())) and not segment.endswith("的")


def is_case(words: str) -> bool:
    """Tell 省级, 第二年, 硕士研究生: which of several a figure is for."""
    words = words.strip("，、：")
    return bool(CASE.match(words)) or level_of(words) is not None or (len(words) <= 6 and not words.endswith("的"))


def is_bracket_only(head: str) -> bool:
    """Tell a head that only says a size: 对新建面积在500亩以上的."""
    first = next(iter(segments_of(head.strip("，："))), "")
    if not re.search(r"\d", first):
        return False
    return bool(_BRACKET_WORDS.fullmatch(_FIGURE.sub("", first)))


def _tidy_case(words: str) -> str:
    words = re.sub(r"^(?:其中|对于|对|凡|属于|属|被评为|经认定为|若为|如为)+[，：]?", "", words.strip("，、： "))
    words = balance(words)
    return re.sub(rf"(?:的|{giving.AWARD}|为|{giving.PAY}|支付)+$", "", words) or words
