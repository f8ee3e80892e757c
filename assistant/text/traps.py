"""Numerals that are no figures: phone and document numbers, clause labels, words that merely contain a numeral."""

from __future__ import annotations

import re

from assistant.text.cues import join

_NUM = "0-9零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_HAN = "零〇一二两三四五六七八九十百"

_CODES = re.compile(
    join(
        [
            r"(?<![0-9¥BbYy])1[3-9][0-9]{9}(?![0-9元块]|\.[0-9])",
            r"(?<![0-9])1[3-9][0-9][- ][0-9]{4}[- ][0-9]{4}(?![0-9])",
            r"(?<![0-9])0[0-9]{2,3}[- )]{0,2}[0-9]{3,4}[- ]?[0-9]{4}(?![0-9])",
            r"(?<![0-9¥BbYy])[48]00(?:-[0-9]{3,4}-?[0-9]{3,4}|[0-9]{7})(?![0-9万亿元块]|[.,][0-9])",
            r"(?<![0-9.,])12(?:345|315|333|366)(?![0-9.,]|[万亿元块%家个项台辆吨人名户wWkK])",
            r"(?<![0-9])[0-9]{15,18}[xX]?(?![0-9万亿元%])",
            r"[\[〔【(][12][0-9]{3}[\]〕】)]\s?(?:第\s?)?[0-9]{1,5}\s?号?",
            r"(?<![0-9月])[0-9]{1,6}号",
            r"(?<![0-9])(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?",
            r"(?<![0-9])[0-9]{1,2}[×xX*][0-9]{1,2}(?:小时|h)?(?![0-9万亿元%.,:=家个台套辆])",
            r"(?<![0-9])[0-9]{1,2}[GD](?![A-Za-z])",
            r"(?<![0-9.])[248][Kk](?=视频|超|高清|屏|电视|分辨)",
            r"(?<![A-Za-z0-9])[A-Za-z]{1,10}[-/]?[0-9]{1,6}(?:[.:-][0-9]{1,6}){0,4}(?![0-9]|[万亿元块%])(?<!RMB)",
            r"(?<![0-9.])(?!(?:19|20)[0-9]{2}\.[0-9]{1,2}\.[0-9]{1,2}(?![0-9.]))[vV]?[0-9]{1,6}(?:\.[0-9]{1,6}){2,6}(?![0-9])",
            r"https?://[A-Za-z0-9./?=&%_#:-]{1,300}",
        ]
    )
)
_CURRENCY_CODE = re.compile(r"(?:RMB|CNY|rmb|cny)[0-9]")

_LABELS = re.compile(
    "|".join(
        (
            rf"第\s?[{_NUM}]{{1,8}}",
            rf"\(\s?(?:[{_HAN}]{{1,4}}|[0-9]{{1,2}})\s?\)",
            rf"(?<![{_NUM}])[{_HAN}]{{1,3}}(?=\([{_HAN}]{{1,3}}\))",
            r"(?m:^[ \t>#*+-]{0,8}[0-9]{1,2}[.)](?![0-9]))",
            r"(?m:^[ \t>#*+-]{0,8}[一二三四五六七八九十]{1,3}、)(?![一二两三四五六七八九十百])",
        )
    )
)
_LINE_NUMBER = re.compile(r"(?m:^[ \t>#*+-]{0,8}([0-9]{1,2})、)")

_NOT_AFTER_NUMBER = rf"(?<![{_NUM}.半])"
_EXCLAIMED = (  # 千万 as "by all means"
    "不要|不可|不能|不得|不必|不用|别|勿|莫|注意|记得|记住|小心|要|当心|请|留意|得"
)
_AFTER_ONE = (
    "路|致|律|定|起|样|般|旦|直|切|方|次性|些|下|会儿|点儿?(?![零一二三四五六七八九])|并|同|经|票|企一|事一|业一|县一|共"
    "|流|体|线|手|贯|如|边|带|心|概|揽|网|站|窗|刻|时|旁|味|面|度|向|言|行|举|览|齐|再"
)
_HUNDRED_WORDS = "强|年|日|分百|花|姓|货|度|科|业"
_THOUSAND_WORDS = "方百计|家万户|头万绪|军万马|载难逢|篇一律"
_TEN_WORDS = "四五|三五|五五|二五|分(?!之)|足|大(?!万)|佳|强|全十美|万火急|有八九"
_WORDS = re.compile(
    join(
        [
            f"{_NOT_AFTER_NUMBER}(?:千万(?={_EXCLAIMED})|万一(?![万千百十])|万(?:无一失|众一心|物|里|元户)|千(?:{_THOUSAND_WORDS})|百(?:{_HUNDRED_WORDS})|双百|十(?:{_TEN_WORDS})|[三四五六]大|三比三赛|两化|两会|两山|一半天)",
            "(?:[统唯专单逐同第惟不如]|(?<!分)之)一(?![万千百十个家亿]{1,2}[元家个项台万块])",
            f"(?<!分之)一(?:{_AFTER_ONE})",
            "一[年季月周日]一(?=[^个]{1,2})",
            "[二三四五六七八九]一(?=[增减])",
            "[一二三四](?:季度|级|等奖|等次|期|产|类|线|档)",
            "(?<=[这那哪另某])一块(?!钱)",
            "一块[儿(]",
            "(?<![十百千万零〇补奖给发贴省宜收])[两三四五六]块(?![钱0-9零一二三四五六七八九多左上])",
            "(?<=[加放凑并在])一块",
            "一[毛分角](?=[不没])",
            "(?<=[以按])[百千万亿]元(?=[列录计为表填])",
            "七七八八",
            "三三两两",
            "三心二意",
            "五花八门",
            "七上八下",
            "三番五次",
            "接二连三",
            "三言两语",
            "乱七八糟",
            "一五一十",
            "半年报",
            "半成品",
            "半导体",
            "亿万",
            "百万富翁",
            "千万富翁",
        ]
    )
)
_FILL = "\x00"


def mask_traps(text: str) -> str:
    """Blank out, length kept, what holds numerals but is no figure.

    >>> mask_traps("闽政办〔2021〕12号给5万元").count("\\x00")
    9
    """
    text = _CODES.sub(_blank_code, text)
    numbers = {int(found[1]) for found in _LINE_NUMBER.finditer(text)}
    if numbers:
        text = _LINE_NUMBER.sub(lambda found: _blank_line_number(found, numbers), text)
    return _WORDS.sub(_blank, _LABELS.sub(_blank, text))


def _blank(found: re.Match[str]) -> str:
    return _FILL * len(found[0])


def _blank_code(found: re.Match[str]) -> str:
    return found[0] if _CURRENCY_CODE.match(found[0]) else _blank(found)


def _blank_line_number(found: re.Match[str], numbers: set[int]) -> str:
    """Blank a list marker.

    5、10万元 at the start of a line stays an enumeration unless its neighbours 4、 or 6、 start lines too.
    """
    number = int(found[1])
    follows = found.string[found.end() : found.end() + 1]
    is_marker = not follows.isdigit() or number == 1 or {number - 1, number + 1} & numbers
    return _blank(found) if is_marker else found[0]
