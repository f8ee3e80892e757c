"""Read one message into a `Query`, by lexicon, cues and figures; no state, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.policy.corpus import Corpus
from assistant.policy.levels import LevelReader
from assistant.policy.lexicon import Lexicon, fold
from assistant.policy.naming import PolicyNames
from assistant.policy.regions import containing, holds_in
from assistant.text.figures import Unit, find_figures
from assistant.text.masking import blank
from assistant.understanding.figures import read_figures
from assistant.understanding.folding import fold_message
from assistant.understanding.matching import Match, TermMatcher
from assistant.understanding.query import Intent, Mention, Query
from assistant.understanding.wordlists import any_of

ORDINARY = "ordinary"
MOST_FIRMS = 1000
OWN_SUM = re.compile(
    r"(?:上|金额|票面|总额)?(?:合计|共计|一共|总共|总额|金额|开了|开的是)[0-9.一二两三四五六七八九十百千]+[万亿元]"
)
NO_CUE = re.compile(
    r"多久[^，。；？,;?]{0,4}一[次回]|(?<=发票|投入|投资|设备|贷款|费用|采购|花费|融资)(?:金额|总额)?(?:合计|共计)"
)
ASKED_DETAIL = re.compile(r"(?:是|号码|号|都)*(?:多少|几)")
GOAL = (
    r"(?:拿满|拿够|顶到|拉满|打满|拿足|补满|领满|吃满|吃到|顶格|满额|用满|凑满|够到|触顶|到顶|达到上限|达到封顶|拿到上限"
    r"|(?:拿到|达到|拿|要)(?:[0-9.]+|[一二两三四五六七八九十百千]+)[万亿Ww])"
)
BASE_ASKED = (
    r"(?:投|花|卖|做到|做|贷|售价|单价|卖价|费用|研发费?|融资额|设备|投资|规模)"
    r"[^，。；,;？?]{0,12}(?:多少|多大|几多|几|啥价)"
)
REVERSE = re.compile(
    rf"{GOAL}.{{0,24}}(?:{BASE_ASKED}|(?:得|要|需要|该|至少)(?:投|花|卖|做|贷)"
    r"|(?:多少|多大|几多)的?(?:投|花|卖|研发|融资|设备))"
    r"|(?:投|花|卖|做|贷|用)(?:到|够|出)?(?:多少|多大|几多).{0,14}(?:才|能|可以|就|会).{0,10}"
    r"(?:满|封顶|顶格|到顶|上限|触顶)"
)
KINDS_OF_SUPPORT = re.compile(
    r"(?:奖励|奖补|补助|补贴|贴息|资助)(?:(?:、|和|与|及|以及|或)(?:奖励|奖补|补助|补贴|贴息|资助))+"
)
ATTACK = any_of(
    """忽略 无视 忘掉 忘记(?:你|之前|前面|所有) (?:你|现在|请)(?:来|要)?扮演 系统提示 系统指令 开发者模式 ignore system
    prompt jailbreak override 原样输出 照着念 照念 你现在是 假装 假设你是 别再引用 不用引用 不要引用
    (?:标准|金额|奖励|补助|口径|条款)[^，。]{0,6}(?:改成|改为|作废) 修订后 必须回答 必须说 复述 跟我念 重复一遍 越狱
    绕过 解除限制 不受限制 无限制 (?:写|开)一?[份个张].{0,6}(?:证明|承诺|批文|红头) 保证书"""
)
SMALL_TALK = re.compile(
    r"^(?:你好|您好|在吗|在不在|谢谢|多谢|再见|哈喽|hello|hi|嗨|早上好|下午好|辛苦了|好的|好|嗯|ok)*"
    r"[呀啊吗呢哦哈！!。.，,~]*$"
)


class Reader:
    """Understands messages against one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        lexicon = corpus.lexicon
        self._lexicon = lexicon
        self._topics = {topic.id: topic for topic in lexicon.topics}
        topics = {topic.id: topic.terms for topic in lexicon.topics}
        self._topic_matcher = TermMatcher({ORDINARY: lexicon.ordinary, **topics}, shortest=5)
        # One matcher an intent: cues of different intents may overlap.
        self._cues = {Intent(name): TermMatcher({name: cues}, tolerant=False) for name, cues in lexicon.cues.items()}
        self._uncovered = TermMatcher(_uncovered(lexicon), tolerant=False)
        self._details = TermMatcher({"detail": lexicon.details}, tolerant=False, pinyin=False)
        self._departments = TermMatcher(lexicon.departments, tolerant=False, pinyin=False)
        self._level_reader = LevelReader(lexicon.levels)
        self._payers = TermMatcher(lexicon.payers, tolerant=False, pinyin=False)
        places = {name: (name, *region.names) for name, region in lexicon.regions.items()}
        self._regions = TermMatcher(places, tolerant=False, pinyin=False)
        self._served = frozenset(n for n in places if any(holds_in(lexicon.regions, p, n) for p in corpus.policies))
        self._above = frozenset(n for p in corpus.policies for n in containing(lexicon.regions, p.meta.region))
        self._names = PolicyNames(policy.meta for policy in corpus.policies)
        self._years = frozenset(policy.meta.issued.year for policy in corpus.policies)
        self._rated = {r.id for r in corpus.rewards if any(tier.percent is not None for tier in r.tiers)}

    def read(self, message: str) -> Query:
        """Return what the message asks, taken by itself."""
        folded = fold_message(message)
        uncovered = tuple(m for m in self._uncovered.find(folded) if not OWN_SUM.match(folded, m.end))
        mentions = self._mentions(folded, uncovered)
        levels = self._levels(folded, mentions)
        dates = [int(figure.value) for figure in find_figures(message) if figure.unit is Unit.DATE]
        places = _keys(self._regions.find(folded))
        regions = tuple(place for place in places if place in self._served)
        foreign = [place for place in places if place not in self._above] if not regions else []
        years = tuple(date // 10000 for date in dates if date >= 10000)
        has_rate = not mentions or any(self._rated & set(self._topics[m.topic].awards) for m in mentions)
        return Query(
            question=message,
            folded=folded,
            mentions=mentions,
            levels=levels,
            payers=_keys(self._payers.find(folded)),
            intents=self._intents(folded),
            figures=read_figures(message, has_rate),
            uncovered=tuple(m.term for m in uncovered if not self._inside(m, mentions)),
            details=tuple(m.term for m in self._details.find(folded)),
            regions=regions,
            foreign=self._call(foreign[0]) if foreign else None,
            policies=self._names.find(folded),
            issued=tuple(year for year in years if year in self._years),
            years=years,
            days=tuple(date % 10000 for date in dates if date % 100),
            departments=_keys(self._departments.find(folded)),
            firms=_firms(message),
            reverse=bool(REVERSE.search(folded)),
            attack=bool(ATTACK.search(folded)),
            greeting=bool(SMALL_TALK.match(folded)),
        )

    def searchable(self, message: str) -> str:
        """Return the message without what says nothing of its subject: whose question it is, numbers of documents."""
        return self._names.blank_numbers(blank(message))

    def _intents(self, folded: str) -> frozenset[Intent]:
        """Return what is asked; 多少 that asks for a detail (电话是多少) is no question of amount.

        How often something is done is no deadline, and the total of the user's own costs no stacking.
        """
        folded = NO_CUE.sub("", folded)
        details = self._details.find(folded)
        for match in reversed(details):
            asked = ASKED_DETAIL.match(folded, match.end)
            folded = folded[: match.start] + folded[asked.end() if asked else match.end :]
        return frozenset(intent for intent, matcher in self._cues.items() if matcher.find(folded))

    def _mentions(self, folded: str, uncovered: tuple[Match, ...]) -> tuple[Mention, ...]:
        """Return the topics named: of overlapping terms the longest, and none that is part of an uncovered subject."""
        kinds = [match.span() for match in KINDS_OF_SUPPORT.finditer(folded)]
        found = [
            m
            for m in self._topic_matcher.find(folded)
            if not _part_of(m, uncovered) and not any(start <= m.start and m.end <= end for start, end in kinds)
        ]
        kept = [m for m in found if m.key != ORDINARY and not any(_covers(other, m) for other in found)]
        mentions = tuple(Mention(topic=m.key, term=m.term, start=m.start, end=m.end, exact=m.exact) for m in kept)
        return self._drop_generic(mentions)

    def _drop_generic(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Drop a topic named only in general where a topic related to it is named: 技改 beside 贴息."""
        kept = []
        for mention in mentions:
            topic = self._topics[mention.topic]
            if topic.generic:
                own = [m for m in mentions if m.topic == topic.id]
                related = any(set(topic.related) & set(self._topics[m.topic].awards) for m in mentions)
                if related and all(m.term in topic.generic for m in own):
                    continue
            kept.append(mention)
        return tuple(kept)

    def _levels(self, folded: str, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
        levels = [mention.level for mention in self._level_reader.find(folded) if not mention.gives]
        for mention in mentions:
            fixed = self._topics[mention.topic].fixed_levels.get(mention.term)
            if fixed and fixed not in levels and not levels:
                levels.append(fixed)
        return tuple(dict.fromkeys(levels))

    def _call(self, region: str) -> str:
        return next(iter(self._lexicon.regions[region].names), region)

    @staticmethod
    def _inside(match: Match, mentions: tuple[Mention, ...]) -> bool:
        return any(m.start <= match.start and match.end <= m.end for m in mentions)


def _uncovered(lexicon: Lexicon) -> dict[str, list[str]]:
    """Return the subjects that no policy covers: words by group, without those that a topic goes by."""
    covered = {fold(term) for topic in lexicon.topics for term in topic.terms}
    return {group[0]: [word for word in group if fold(word) not in covered] for group in lexicon.uncovered}


def _firms(message: str) -> int | None:
    """Return how many firms the message counts (三家子公司), None where it counts none or one."""
    counts = [f for f in find_figures(message) if f.unit is Unit.COUNT and f.counter in ("家", "户")]
    numbers = [int(f.value) for f in counts if 1 < f.value <= MOST_FIRMS and f.value == f.value.to_integral_value()]
    return numbers[0] if len(numbers) == 1 else None


def _keys(matches: Iterable[Match]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.key for match in matches))


def _covers(longer: Match, match: Match) -> bool:
    """Whether `longer` overlaps the match and says more; exact terms beat misspelt ones."""
    if longer.end <= match.start or longer.start >= match.end or longer.term == match.term:
        return False
    if longer.exact != match.exact:
        return longer.exact
    return longer.end - longer.start > match.end - match.start


def _part_of(match: Match, uncovered: tuple[Match, ...]) -> bool:
    """Whether the term lies in, or leads straight into, an uncovered subject that says more: 研发费用加计扣除."""
    for subject in uncovered:
        touches = subject.start <= match.end and match.start <= subject.end
        longer = subject.end - subject.start >= match.end - match.start
        if touches and (longer or subject.start == match.end):
            return True
    return False
