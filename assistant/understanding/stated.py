"""Tell what a firm says that it is, or makes, from what it asks: 评上小巨人的企业，电费能降吗 asks about power."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understanding.matching import Match
from assistant.understanding.query import Mention
from assistant.understanding.wordlists import any_of

PUNCTUATION = "，。；：？！,;?!"
REST = f"[^{PUNCTUATION}]"
_HAS = (
    "就|是|属于|算|已经|已|早|都|现在|今年|去年|前年|上个月|这个月|上周|前阵子|最近|刚|才|新|有|评|上|为"
    "|拿|到|获|得|入选|列入|进|当|认定|被|过|了|成|国家|省|市|里|级|的|做|搞|生产"
)
OURSELVES = re.compile(
    r"(?:那|如果|要是|像|作为|请问|你好|您好)*+(?:我们|我司|我厂|我|咱们|咱|俺们|俺|本公司|公司|企业|厂里)?+"
    rf"(?:这种|这样的|这类|家|厂|公司|企业)*+(?:{_HAS})*+"
)
"""What stands before a title where a firm says that it has it; possessive, for a message may be long."""
IS_OR_HAS = any_of("是 属于 算 作为 评 拿 获 入选 列入 进 当 认定 有 做 搞 生产 成 刚 已 我 咱 俺 本公司")
FIRM_AFTER = re.compile(r"(?:企业|产品|称号)?的?(?:这种|这类|小|老|大)*+(?:厂子|厂家|工厂|厂|企业|公司|单位)")
ACTS = re.compile(r"(?:想|要(?!求)|打算|准备|现在|被|缺|找|去|遇到|碰到|能不?能?(?:参加|参与|用|走)|可以(?:参加|参与))")
TITLED = re.compile(r"(?:企业|公司|厂)$")
STATED = re.compile(r"(?:企业|产品|称号|资格|名单|认定|项目|示范|的|了|过|一家|厂子?|公司|单位|来着|哈|呢)*+")
ASKS_OF_AWARD = any_of("奖 补 钱 多少 几 贴 条件 谁 哪 什么时候 啥时候 截止 和 跟 与 还是 同时 一起 都能")
TOGETHER = any_of("一起 同时 都能 都拿 都领 叠加 重复 合计 加起来 哪个")
PARTAKES = any_of("参加 参与 用上 加入 轮得?到 有份 沾光 能进 进得?去")
TAKES_BEHIND = re.compile(
    r"的?(?:企业|公司|厂子?|单位)?(?:也|都|就)?(?:能不能|可不可以|能否|能|可以|让)(?:去|来)?(?:参加|参与|进|用上|加入)"
)
MAKES = re.compile(rf"(?:做|生产|制造|加工|造|产|搞|开){REST}{{0,4}}$")
GOODS = re.compile(
    rf"{REST}{{0,4}}?(?:设备|器械|器材|机械|机床|零件|部件|配件|外壳|壳|支架|用品|材料|组件|制品|包装|家具|玩具|饲料)"
)
EXCEPTED = re.compile(
    r"(?:除(?:了|开|去)?|(?<![我们司厂业算含计])不(?:算|含|计|包括)|撇开|不是[要想]?(?:问|说|指|讲)(?:的是)?|没[有在]?问|不问)"
    r"[^，。；：？！,;?!]{0,4}$"
)
EXCEPTED_BEHIND = re.compile(
    rf"{REST}{{0,5}}?(?:先|暂时|暂且)(?:不|别|放)(?:管|说|问|提|看|谈|算|一边|着|一放|讨论|考虑)|(?:放一边|搁一边|放一放|不(?:问|管|说|提|谈)了|另说|另外再?[说问]|回头再[说问])"
    rf"|[^{PUNCTUATION}0-9一二两三四五六七八九十]{{0,5}}?不(?:算|计|含|包括)(?:在内|进去|进来|里面)?(?:了|的话)?(?:[，。；！,;!]|$)"
)
"""What sets aside the topic before it: 研发补助先不管，省级呢."""
WORKS = re.compile(r"[^，。；：？！,;?!的]{0,6}厂")


def find_excepted(folded: str, mentions: Sequence[Mention]) -> frozenset[str]:
    """Return the topics that a message sets aside to ask of others: 除了技术中心，还奖什么."""
    return frozenset(
        m.topic
        for m in mentions
        if EXCEPTED.search(folded, segment_start(folded, m.start), m.start) or EXCEPTED_BEHIND.match(folded, m.end)
    )


def drop_stated(
    folded: str, mentions: Sequence[Mention], titles: frozenset[str], measures: frozenset[str]
) -> tuple[Mention, ...]:
    """Drop the topics that only say what the firm is, where another topic is asked about after them.

    `titles` are the topics that a firm can be or have, `measures` those without an award: asked about one of these, a
    title alone is no question about its own award.
    """
    if TOGETHER.search(folded):
        return tuple(mentions)
    kept = []
    for mention in mentions:
        later = [m for m in mentions if m.topic != mention.topic and m.start >= mention.end]
        if later and names_goods(folded, mention):
            continue
        if mention.topic not in titles or not later or not _is_stated(folded, mention, later, measures):
            kept.append(mention)
    topics = {mention.topic for mention in kept}
    return tuple(m for m in mentions if m in kept or m.topic in topics)


def _is_stated(folded: str, mention: Mention, later: Sequence[Mention], measures: frozenset[str]) -> bool:
    before = segment_start(folded, mention.start), mention.start
    if not OURSELVES.fullmatch(folded, *before):
        return False
    if ASKS_OF_AWARD.search(folded, mention.end, min(m.start for m in later)):
        return False
    titled = TITLED.search(folded, mention.start, mention.end)
    if titled and ACTS.match(folded, mention.end):
        return True
    if IS_OR_HAS.search(folded, *before) and FIRM_AFTER.match(folded, mention.end):
        return True
    return is_statement(folded, mention) and all(m.topic in measures for m in later)


def is_statement(folded: str, mention: Mention) -> bool:
    """Whether the mention's part of the sentence says no more than that the firm is such."""
    start, end = segment_of(folded, mention)
    says = OURSELVES.fullmatch(folded, start, mention.start) and IS_OR_HAS.search(folded, start, mention.start)
    return bool(says) and end < len(folded) and bool(STATED.fullmatch(folded, mention.end, end))


def asks_to_take_part(folded: str, mentions: Sequence[Mention]) -> bool:
    """Whether the message asks if such a firm may take part in what was spoken of: 我们刚上规，能参加吗."""
    if not mentions or not PARTAKES.search(folded):
        return False
    first, last = min(mentions, key=lambda m: m.start), max(mentions, key=lambda m: m.end)
    together = first.model_copy(update={"end": last.end})  # 刚纳统上规
    if tells_stated(folded, mentions) and TAKES_BEHIND.match(folded, last.end):
        return True  # 我们刚上规的能进去吗
    return is_statement(folded, together) or all(is_statement(folded, mention) for mention in mentions)


def tells_stated(folded: str, mentions: Sequence[Mention]) -> bool:
    """Whether the message says of the firm what it names: 我们上个月刚纳统."""
    first = min(mentions, key=lambda m: m.start)
    before = segment_start(folded, first.start), first.start
    return bool(OURSELVES.fullmatch(folded, *before) and IS_OR_HAS.search(folded, *before))


def names_goods(folded: str, subject: Match | Mention) -> bool:
    """Whether a subject is part of the name of what the firm makes: 做手机外壳的, 养殖设备厂."""
    start = segment_start(folded, subject.start)
    made = MAKES.search(folded[start : subject.start])
    return bool(made and GOODS.match(folded, subject.end)) or bool(WORKS.match(folded, subject.end))


def segment_of(folded: str, subject: Match | Mention) -> tuple[int, int]:
    """Return the span of the part of the sentence that names a subject."""
    return segment_start(folded, subject.start), segment_end(folded, subject.end)


def segment_start(folded: str, at: int) -> int:
    """Return where the part of the sentence begins that holds a place."""
    return max(folded.rfind(mark, 0, at) for mark in PUNCTUATION) + 1


def segment_end(folded: str, at: int) -> int:
    """Return where the part of the sentence ends that holds a place."""
    return min((found for mark in PUNCTUATION if (found := folded.find(mark, at)) >= 0), default=len(folded))
