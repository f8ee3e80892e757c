"""The rules of completing a message, in order: the first that applies decides. Each has an example that tests run."""

from __future__ import annotations

from assistant.conversation.clauses import (
    for_its_clause,
    of_clause,
    of_document,
    of_list,
    of_other_clause,
    on_papers,
)
from assistant.conversation.going_back import back_to_sibling, returned, sibling, to_measured, to_own_title
from assistant.conversation.inheriting import beside, inherit, lean
from assistant.conversation.joining import join_all_titles, join_compared, join_firms, join_several, of_holder
from assistant.conversation.leaning import (
    changes_subject,
    is_bare_attack,
    is_fragment,
    is_statement,
    leans,
)
from assistant.conversation.lending import reckons
from assistant.conversation.ordinals import find_choice
from assistant.conversation.telling import takes_part, tells_kind, tells_standing, tells_sum
from assistant.conversation.turn import LEFT_OVER, Example, Rule, Turn
from assistant.understanding.mentioned_only import WHETHER, asks_anything
from assistant.understanding.query import Intent, Mention, Query


def _by_its_sum(turn: Turn) -> Query | None:
    """A sum whose words name what one rate or threshold is of names that programme, where the message names nothing."""
    asks = Intent.AMOUNT in turn.query.intents or (
        asks_anything(turn.query.folded) and len(turn.rest(turn.query)) <= LEFT_OVER
    )
    if turn.state.trail or turn.query.mentions or not asks:
        return None
    told = frozenset(base for sum_ in turn.state.facts.sums for base in sum_.of)
    topic = turn.bases.topic(turn.bases.named_in(turn.query.folded) & told or told)
    if topic is None:
        return None
    mention = Mention(topic=topic, term="", start=0, end=0)
    of_levels = (sum_.figure.level for sum_ in turn.state.facts.sums if sum_.figure.level)
    levels = turn.query.levels or tuple(dict.fromkeys(of_levels))
    return turn.query.model_copy(update={"mentions": (mention,), "inherited": (topic,), "levels": levels})


def _other_day(turn: Turn) -> Query | None:
    """Another day is asked the same as the one before: 那2022年1月1日呢."""
    last, query = turn.state.asked[-1] if turn.state.asked else None, turn.query
    if last is None or not (last.recognised and query.dates) or len(turn.rest(query)) > LEFT_OVER:
        return None
    if query.mentions or query.levels or query.intents - {Intent.DEADLINE}:
        return None
    intents = frozenset({Intent.DEADLINE})
    return inherit(query.model_copy(update={"mentions": last.mentions, "intents": intents, "years": ()}), last)


def _named_at_last(turn: Turn) -> Query | None:
    """A programme named after a question that named none is asked the same."""
    asked = [query for query in turn.state.asked if not (query.uncovered or query.foreign or query.greeting)]
    if turn.state.trail or not asked or not turn.topics or not is_fragment(turn.query):
        return None
    levels = next((query.levels for query in reversed(asked) if query.levels), ())
    intents = frozenset(i for query in asked for i in query.intents if i in (Intent.AMOUNT, Intent.CONDITION))
    own = turn.query.intents
    return turn.query.model_copy(update={"levels": turn.query.levels or levels, "intents": own or intents})


def _first(turn: Turn) -> Query | None:
    """What is asked before anything is named, with the level and the sums told: they tell what to ask back for."""
    query = turn.query
    if turn.state.trail:
        return None
    own = query.mentions or query.levels or query.figures or query.uncovered
    if own or Intent.AMOUNT not in query.intents or len(turn.rest(query)) > LEFT_OVER:
        return query
    levels = next((earlier.levels for earlier in reversed(turn.state.asked) if earlier.levels), ())
    sums = tuple(sum_.figure for sum_ in turn.state.facts.sums if sum_.figure.role == "base")
    return query.model_copy(update={"levels": levels, "figures": sums})


def _own_topic(turn: Turn) -> Query | None:
    return beside(turn.query, turn.state) if turn.topics else None


def _by_number(turn: Turn) -> Query | None:
    """A number that the clause spoken of states names what it is the number of."""
    surface = turn.offers.number_stated(turn.last, turn.query)
    if surface is None or turn.query.mentions or turn.query.foreign:
        return None
    start = turn.query.folded.find(surface)
    mention = Mention(topic=turn.last.topics[0], term=surface, start=start, end=start + len(surface))
    return inherit(turn.query.model_copy(update={"mentions": (mention,)}), turn.last)


def _elsewhere(turn: Turn) -> Query | None:
    query = turn.query
    alone = query.uncovered_asked or query.foreign or query.greeting or is_bare_attack(query)
    told = query.mentioned_only and not (query.figures or asks_anything(query.folded))
    return turn.query.model_copy(update={"mentions": ()}) if alone or told else None


def _announced(turn: Turn) -> Query | None:
    return turn.bare if changes_subject(turn.query) else None


def _stands_alone(turn: Turn) -> Query | None:
    """Full sentences that name a clause by themselves, or that are about nothing in the policies."""
    query, told = turn.bare, bool(turn.query.mentioned_only)
    if len(turn.rest(query)) <= LEFT_OVER or not (query.intents - {Intent.MEASURE} or asks_anything(query.folded)):
        return None
    if reckons(query, turn.state):
        return None
    whole, strange = not leans(query), not told and is_statement(query)
    subject = turn.recognises(query) if whole or strange else None
    return query if (subject == "clause" and whole) or (subject == "nothing" and strange) else None


def _asks_whether(turn: Turn) -> Query | None:
    """Whether there is an award for what no clause spoken of names, after something else: 租厂房有没有补贴."""
    query = turn.query
    asked = WHETHER.fullmatch(query.folded)
    if asked is None or query.levels or query.payers or query.firms or query.figures:
        return None
    return None if turn.offers.speaks_of(turn.last, asked["what"]) else turn.bare


def _chosen(turn: Turn) -> Query | None:
    chosen = find_choice(turn.query, turn.state, turn.offers)
    return lean(turn.bare, chosen) if chosen else None


def _leans(turn: Turn) -> Query | None:
    """On what was spoken of last, or what the payer pays that the message names."""
    payers = turn.query.payers
    if turn.offers.is_of_document(turn.last) and _asks_of_award(turn.query):
        awarded = (query for query in reversed(turn.state.trail) if not turn.offers.is_of_document(query))
        return lean(turn.bare, next(awarded, turn.last))
    paid = (query for query in reversed(turn.state.trail) if turn.offers.is_paid(query, payers))
    return lean(turn.bare, next(paid, turn.last) if payers else turn.last)


def _asks_of_award(query: Query) -> bool:
    """Whether the message asks what no document says of itself: a level, a sum, who pays."""
    return bool(query.levels or query.payers or query.base_figures() or query.intents & {Intent.AMOUNT, Intent.COMPARE})


RULES: tuple[Rule, ...] = (
    Rule("goes on about the papers that a document rests on", on_papers,
         Example(("这份文件制定依据是什么", "讲龙头企业的那份文号多少"), ())),
    Rule("asks what the one programme gives whose base a sum named", _by_its_sum,
         Example(("县财政补了120万", "省里能争取多少"), ("consumption-promotion",), (), ("120万",))),
    Rule("asks of the clause that was named before", of_clause,
         Example(("二（六）里讲了好多项", "国家级的分别是多少"), (), ("国家级",))),
    Rule("asks which clause the last answer rests on", for_its_clause,
         Example(("市级奖励能重复拿吗", "依据哪条"), (), ("市级",))),
    Rule("asks the same of another clause", of_other_clause,
         Example(("三（一）谁负责", "六（三）呢"), ())),
    Rule("narrows down a list that was asked for", of_list,
         Example(("省级的奖有哪些", "前三项呢"), (), ("省级",))),
    Rule("asks of another day", _other_day,
         Example(("省级技术中心2021年12月31日认定的行吗", "那2022年1月1日呢"), ("technology-center",), ("省级",))),
    Rule("names at last what was asked about before", _named_at_last,
         Example(("省级的能拿多少", "单项冠军"), ("single-champion",), ("省级",))),
    Rule("is the first that is about something", _first,
         Example(("省级技术中心奖多少",), ("technology-center",), ("省级",))),
    Rule("tells what the firm is that asked if it may take part", tells_standing,
         Example(("应收账款融资的奖励我们能报吗", "我们是省级龙头企业"), ("receivables-financing",))),
    Rule("tells what somebody is that no award is for", tells_kind,
         Example(("技改贷款贴息怎么算", "我们属于省重点项目"), ("upgrade-loan-interest",), ("省级",))),
    Rule("tells what a sum is that the rate spoken of needs", tells_sum,
         Example(("列入省重点技改", "总投资5200万，其中设备3400万"),
                 ("equipment-upgrade",), ("省级",), ("5200万", "3400万"))),
    Rule("asks to take part in what was spoken of before the firm told what it is", takes_part,
         Example(("电力直接交易是怎么回事", "我们上个月刚升规", "我们能参与吗"), ("electricity",))),
    Rule("goes back to a topic and names one beside it", back_to_sibling,
         Example(("5G标杆给多少", "归谁管", "市级旅游示范基地呢", "回到标杆那个，平台呢"), ("internet-platform",))),
    Rule("names a topic of its own", _own_topic,
         Example(("省级工业设计中心奖多少", "那技术中心呢"), ("technology-center",), ("省级",))),
    Rule("asks for the sum over several firms by what each has", join_firms,
         Example(("镇上2家省级单项冠军，1家市级单项冠军", "归谁管", "三家加起来至少多少"),
                 ("single-champion",), ("省级", "市级"))),
    Rule("asks of one firm of several by what it is called", of_holder,
         Example(("甲是省级单项冠军，乙是市级设计中心", "归谁管", "乙呢"), ("industrial-design-center",), ("市级",))),
    Rule("names a neighbouring topic by a part of its name", sibling,
         Example(("5G标杆给多少", "平台呢"), ("internet-platform",))),
    Rule("names a number that the clause spoken of states", _by_number,
         Example(("小升规今年的目标", "那100家以上是指哪一类企业，农场算吗"), ("above-scale",))),
    Rule("goes back to the firm's title by what any title is called", to_own_title,
         Example(("我们是市级单项冠军", "国内首台套补多少", "那我们这块牌子有多少钱"),
                 ("single-champion",), ("市级",))),
    Rule("goes back to a sum by what it was of", to_measured,
         Example(("市重点技改，机器买了300万", "省级旅游示范基地奖多少", "机器那笔能补多少"),
                 ("equipment-upgrade",), ("市级",), ("300万",))),
    Rule("is about something that no policy here covers", _elsewhere,
         Example(("单项冠军奖多少", "公积金怎么提取"), ())),
    Rule("announces another subject", _announced,
         Example(("国家级单项冠军奖多少", "好，换个事。几个局报上来的数对不上，怎么弄"), ())),
    Rule("points to one of those named or shown by its place", _chosen,
         Example(("企业技术中心奖励", "第二个"), ("technology-center",), ("省级",))),
    Rule("points to the first or the last so many", join_several,
         Example(("省级技术中心奖多少", "省级设计中心呢", "国内首台套补多少", "前两个能一起拿吗"),
                 ("technology-center", "industrial-design-center"), ("省级",))),
    Rule("is a sentence that can stand alone", _stands_alone,
         Example(("技改买设备补几个点", "那我家里老房子加装个电梯有没有钱"), ())),
    Rule("asks whether there is an award for something else", _asks_whether,
         Example(("省级技术中心奖多少", "买叉车有没有补贴"), ())),
    Rule("asks of the document", of_document,
         Example(("单项冠军奖多少", "这份文件的文号多少"), ())),
    Rule("compares what was asked, or asks for it together", join_compared,
         Example(("国家级单项冠军奖多少", "换成小巨人呢", "省级呢", "和第一个比差多少"),
                 ("single-champion", "specialized-sme"), ("国家级", "省级"))),
    Rule("goes back to an earlier topic", returned,
         Example(("省级技术中心奖多少", "首台套呢", "回到最开始那个，归谁管"), ("technology-center",), ("省级",))),
    Rule("asks what all the titles give that the firm told of", join_all_titles,
         Example(("我们是省级专精特新", "也评上了省级工业设计中心", "能拿多少"),
                 ("specialized-sme", "industrial-design-center"), ("省级",))),
    Rule("leans on what was spoken of last", _leans,
         Example(("市重点技改设备补助怎么算", "1200万"), ("equipment-upgrade",), ("市级",), ("1200万",))),
)  # fmt: skip
