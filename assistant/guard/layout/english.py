"""Put the English words that policies are told in into Chinese, so that one set of rules reads both."""

from __future__ import annotations

import re

from assistant.text.normalization import Normalized

_WORDS = (
    # levels and payers
    (r"(?:the )?central (?:government|finance|treasury|budget)", "中央财政"),
    (r"(?:the )?provincial (?:government|finance|treasury|budget)", "省级财政"),
    (r"(?:the )?(?:municipal|city) (?:government|finance|treasury|budget)", "市级财政"),
    (r"(?:the )?county(?:-level)? (?:government|finance|treasury|budget)", "县级财政"),
    (r"(?<=[0-9nKkW%])[,;]? (?:at|for) (?:the )?(?:national|state)[- ]level", "（国家级）"),
    (r"(?<=[0-9nKkW%])[,;]? (?:at|for) (?:the )?provincial[- ]level", "（省级）"),
    (r"(?<=[0-9nKkW%])[,;]? (?:at|for) (?:the )?(?:municipal|city)[- ]level", "（市级）"),
    (r"(?:national|state)(?:[- ]?level)?", "国家级"),
    (r"provincial(?:[- ]?level)?", "省级"),
    (r"(?:municipal|city)(?:[- ]?level)?(?! of)", "市级"),
    (r"(?:with)?in (?:the |Fujian )?province|in Fujian(?: province)?", "省内"),
    (r"in China|nationwide|domestic(?:ally)?", "国内"),
    # programmes
    (r"(?:enterprise )?technology cent(?:er|re)s?", "企业技术中心"),
    (r"industrial design cent(?:er|re)s?", "工业设计中心"),
    (r"industrial tourism(?: demonstration)?(?: bases?| sites?)?", "工业旅游示范基地"),
    (r"industrial internet(?: demonstration)? platforms?", "工业互联网示范平台"),
    (r"5G ?(?:\+|and|plus) ?industrial internet[\"”]?(?: application)?(?: benchmark)?(?: enterprises?)?",
     "5G+工业互联网"),
    (r"service[- ](?:oriented|type) manufacturing", "服务型制造"),
    (r"single[- ]champions?(?: enterprises?| products?)?|manufacturing champions?", "单项冠军"),
    (r"[\"“]?little giants?[\"”]?(?: enterprises?)?", "小巨人"),
    (r"SRDI|speciali[sz]ed(?:,? (?:and )?(?:sophisticated|refined|fine|distinctive|unique|special|novel|new|innovative)"
     r"[- ,]*)+(?:and (?:innovative|new|novel) ?)?", "专精特新"),
    (r"first[- ](?:set|unit)s?(?: of)?(?: \(set\))?(?: major technical equipment)?", "首台套"),
    (r"key innovative products?", "重点创新产品"),
    (r"(?:key )?(?:technical|technological|technology) (?:upgrad(?:e|ing)|transformation|renovation)(?: projects?)?",
     "重点技术改造项目"),
    (r"(?:loan )?interest (?:subsid(?:y|ies)|discounts?)", "贷款贴息"),
    (r"(?:accounts? )?receivables?[- ](?:based )?financing", "应收账款融资"),
    (r"(?:supply[- ]chain )?core enterprises?", "供应链核心企业"),
    (r"consumption[- ]promotion", "促消费"),
    (r"(?:newly )?above[- ](?:scale|designated[- ]size)", "规下转规上"),
    # bases
    (r"R&D (?:expens(?:e|es)|expenditures?|costs?|spending|investment)", "研发费用"),
    (r"(?:market )?(?:unit|selling|sales?) prices?", "市场销售单价"),
    (r"equipment investment|investment in equipment|equipment (?:cost|purchase)s?", "设备投资"),
    (r"total (?:project )?investment", "总投资"),
    (r"loan principal|loans?", "贷款"),
    (r"annuali[sz]ed financing(?: (?:amount|volume))?", "年化融资额"),
    (r"local (?:fiscal|government|public) (?:subsid(?:y|ies)|funding|funds|spending)", "当地财政补助"),
    (r"annual (?:operating |business )?(?:revenue|turnover|income)", "年营业收入"),
    # bounds
    (r"(?:up to|no more than|not (?:more than|exceeding|to exceed)|at most|(?:a )?maximum(?: of)?|max\.?"
     r"|capped at|(?:a )?(?:cap|ceiling) of)(?= ?(?:RMB|CNY|¥|[0-9]|one|two|three|a |the |half))", "不超过"),
    (r"(?:at least|(?:no|not) (?:less|lower) than|not below|(?:a )?minimum of|starting (?:at|from)|from)"
     r"(?= ?(?:RMB|CNY|¥|[0-9]))", "不低于"),
    (r"(?<=[0-9%nKk]) ?(?:at (?:minimum|least|a minimum)|or (?:more|above)|and above|upwards?)", "起"),
    (r"(?<=[0-9%nKk]) ?(?:at (?:most|maximum)|or less|max(?:imum)?|cap(?:ped)?\b)", "封顶"),
    (r"(?<=[0-9nK]) ?yuan", "元"),
    (r"(?<=[0-9]) ?per ?cent", "%"),
    # the rest
    (r"one[- ](?:time|off)|lump[- ]sum|paid once", "一次性"),
    (r"awards?|rewards?|bonus(?:es)?", "奖励"),
    (r"subsid(?:y|ies|i[sz]ed?)", "补助"),
    (r"per project|each project", "单个项目"),
    (r"per (?:enterprise|company|firm)", "每家"),
    (r"per year|per annum|a year|each year|every year|yearly|annually", "每年"),
    (r"annuali[sz]ed", "年化"),
    (r"(?:exceed(?:s|ing|ed)?|surpass(?:es|ing|ed)?|over|above)(?= ?(?:RMB|CNY|¥|[0-9]))", "超"),
    (r"for the first time", "首次"),
    (r"(?<=%) of (?:the |its |their )?(?:(?:project['’]?s?|total|eligible|approved|project) )*", "的"),
    (r"half of", "一半的"),
    (r"(?:is |are )?not(?= ?(?:RMB|CNY|¥|[0-9]))", "不是"),
    (r"but(?= (?:RMB|CNY|¥|[0-9]))", "而是"),
    (r"in total|total(?= of| is|:)|altogether|combined", "合计"),
    (r"(?<=[0-9]) ?years?", "年"),
    (r"one year", "一年"), (r"two years", "两年"), (r"three years", "三年"), (r"four years", "四年"),
    (r"five years", "五年"),
    (r"deadline(?: for recognition)?", "认定截止"),
    (r"(?<=[a-z0-9%)])\.(?=\s+[A-Z\"“]|\s*$)", "。"),
)  # fmt: skip
_PHRASE = re.compile("|".join(rf"((?<![A-Za-z])(?:{words})(?![a-z]))" for words, _ in _WORDS), re.IGNORECASE)
_ENGLISH = re.compile(r"[A-Za-z]{2,} (?:[A-Za-z]|[0-9¥])|[a-z]-[a-z]{3}")


def translate(normal: Normalized) -> Normalized:
    """Return a normalised text with its English words of policy in Chinese, offsets kept.

    >>> from assistant.text.normalization import normalize
    >>> translate(normalize("a provincial technology center: up to RMB 500,000")).text
    'a 省级 企业技术中心: 不超过 RMB500,000'
    """
    text = normal.text
    if _ENGLISH.search(text) is None:
        return normal
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for found in _PHRASE.finditer(text):
        word, (start, end) = _WORDS[(found.lastindex or 1) - 1][1], found.span()
        pieces += [text[at:start], word]
        inner = [min(start + place, end - 1) for place in range(len(word) - 1)]
        offsets += [*normal.offsets[at:start], *(normal.offsets[place] for place in (*inner, end - 1))]
        at = end
    pieces.append(text[at:])
    offsets += normal.offsets[at:]
    return Normalized("".join(pieces), tuple(offsets), normal.source)
