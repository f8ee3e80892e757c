"""Read one message into a `Query`, by lexicon, cues and figures; no state, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.policy.corpus import Corpus
from assistant.policy.labels import find_labels
from assistant.policy.levels import LevelReader
from assistant.policy.lexicon import Lexicon, fold
from assistant.policy.naming import PolicyNames
from assistant.policy.places import Cutter, cut_words
from assistant.text.emphasis import says_something
from assistant.text.figures import Unit, find_figures
from assistant.text.masking import blank
from assistant.text.normalization import normalize
from assistant.understanding.details import DetailFinder
from assistant.understanding.figures import count_firms, count_projects, read_figures
from assistant.understanding.folding import fold_message
from assistant.understanding.matching import Match, TermMatcher
from assistant.understanding.mentions import MentionFinder
from assistant.understanding.passing import in_passing
from assistant.understanding.places import PlaceReader
from assistant.understanding.placing import place_figures
from assistant.understanding.query import Intent, Mention, Query
from assistant.understanding.standing import drop_standing, find_excepted, names_goods, segment_start
from assistant.understanding.wordlists import any_of

RELATIVE_YEARS = ("前年", "去年", "今年", "明年", "后年")
RULES = {"stacking": Intent.STACKING, "window": Intent.DEADLINE}
"""What a document settles for all that it awards, whichever of it a question names."""
OWN_SUM = re.compile(
    r"(?:上|金额|票面|总额)?(?:合计|共计|一共|总共|总额|金额|开了|开的是)[0-9.一二两三四五六七八九十百千]+[万亿元]"
)
NO_CUE = re.compile(
    r"多久[^，。；？,;?]{0,4}一[次回]|(?:研发|销售|财务|生产|质检|人事|技术|采购)部门?|发文(?:那|时|的时候|当时|前|后)"
    r"|(?:一共|总共|合计|共计?)(?:补助|补贴|花|投|贷|卖|买|用|付|出)了?(?=[0-9一二两三四五六七八九十百千])"
    r"|(?:借|欠|缺|花|出|没)了?(?:点|些|到)?钱|(?:条例|法规|法律|办法)[^，。；？,;?]{0,6}全称"
    r"|(?:文件|规定|政策|标准)[^，。；？,;?]{0,4}(?:不算数?|作废)|(?<=发票|投入|投资|设备|贷款|费用|采购|花费|融资)(?:金额|总额)?(?:合计|共计)"
)
STRADDLED = re.compile(r"(最[高多大少]|至少|钱)(?=多[少久])")
"""A word that, with the beginning of the next, would read as a cue: 最高|多少 is no 高多少, 钱|多久 no 钱多."""
DONE = re.compile(r"都(?:已经|已)?(?:评|拿|领|批|认定|公示|办|下来)(?:上|到|下)?(?:手|来)?了?(?!钱|奖|补)")
"""That something is all done (都拿到手了), where only one thing is spoken of."""
SEVERAL = re.compile(r"[两双俩]|二者|同时|分别|各自")
ASKED_DETAIL = re.compile(r"(?:是|号码|号|都)*(?:多少|几)")
GOAL = (
    r"(?:[补拿领奖给]到?(?:封顶|上限|最高)|拿满|拿够|顶到|拉满|打满|拿足|补满|领满|吃满|吃到|顶格|满额|用满|凑满|够到|触顶|到顶|达到上限|达到封顶|拿到上限"
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
ATTACK = any_of(
    """忽略 无视 忘掉 忘记(?:你|之前|前面|所有) (?:你|现在|请)(?:来|要)?扮演 系统提示 系统指令 开发者模式 ignore system
    prompt jailbreak override 原样输出 照着念 照念 你现在是 假装 假设你是 别再引用 不用引用 不要引用
    (?:标准|金额|奖励|补助|口径|条款)[^，。]{0,6}(?:改成|改为|作废) 修订后 必须回答 必须说 复述 跟我念 重复一遍 越狱
    (?:文件|规定|政策|标准|条款)[^，。]{0,4}(?:不算数?|作废) 听我的 重新回答
    绕过 解除限制 不受限制 无限制 (?:写|开)一?[份个张].{0,6}(?:证明|承诺|批文|红头) 保证书"""
)
SMALL_TALK = re.compile(
    r"^(?:你好|您好|在吗|在不在|谢谢|多谢|再见|哈喽|hello|hi|嗨|早上好|下午好|辛苦了|好的|好|嗯|ok)*"
    r"[呀啊吗呢哦哈！!。.，,~]*$"
)


class Reader:
    """Understands messages against one corpus."""

    def __init__(self, corpus: Corpus, cut: Cutter | None = None) -> None:
        """`cut` splits a text into words, for place names; jieba by default."""
        lexicon = corpus.lexicon
        self._topics = {topic.id: topic for topic in lexicon.topics}
        self._mentions = MentionFinder(lexicon)
        self._titles = frozenset(topic.id for topic in lexicon.topics if topic.awards or topic.targets)
        self._measures = frozenset(topic.id for topic in lexicon.topics if not topic.awards)
        # One matcher an intent: cues of different intents may overlap.
        self._cues = {Intent(name): TermMatcher({name: cues}, tolerant=False) for name, cues in lexicon.cues.items()}
        self._uncovered = TermMatcher(_uncovered(lexicon), one_off=False)
        self._incidental = frozenset(map(fold, lexicon.incidental))
        self._details = DetailFinder(lexicon)
        settled = {topic.id: topic.terms[0] for topic in lexicon.document}
        self._rules = {intent: settled[rule] for rule, intent in RULES.items() if rule in settled}
        self._departments = TermMatcher(lexicon.departments, tolerant=False, pinyin=False)
        self._level_reader = LevelReader(lexicon.levels)
        self._payers = TermMatcher(lexicon.payers, tolerant=False, pinyin=False)
        self._cut = cut or cut_words
        self._places = PlaceReader(corpus, self._cut)
        self._names = PolicyNames(policy.meta for policy in corpus.policies)
        self._years = frozenset(p.meta.issued.year for p in corpus.policies if p.meta.issued)
        self._rated = {r.id for r in corpus.rewards if any(tier.percent is not None for tier in r.tiers)}

    def read(self, message: str) -> Query:
        """Return what the message asks, taken by itself."""
        folded = fold_message(message)
        outside = self._uncovered.find(folded)
        folded = _spell(folded, outside)
        subjects = tuple(m for m in outside if not OWN_SUM.match(folded, m.end))
        uncovered = tuple(subject for subject in subjects if not names_goods(folded, subject))
        named = self._mentions.find(folded, uncovered, self._incidental)
        excepted = find_excepted(folded, named)
        meant = [mention for mention in named if mention.topic not in excepted]
        mentions = drop_standing(folded, meant, self._titles, self._measures)
        passing = self._passing(folded, uncovered, mentions)
        uncovered = tuple(m for m in uncovered if m not in passing) if mentions else subjects
        levels = self._levels(_without(folded, named, mentions), mentions)
        dates = [int(figure.value) for figure in find_figures(message) if figure.unit is Unit.DATE]
        places = self._places.read(folded, subject=bool(mentions))
        years = tuple(date // 10000 for date in dates if date >= 10000)
        intents = self._intents(folded, several=len(levels) > 1 or len({m.topic for m in mentions}) > 1)
        rules = (term for intent, term in self._rules.items() if intent in intents)
        return Query(
            question=message,
            folded=folded,
            sought=self._put(message, folded, (*(m.term for m in mentions), *(m.term for m in uncovered), *rules)),
            mentions=mentions,
            excepted=tuple(sorted(excepted)),
            levels=levels,
            payers=_keys(self._payers.find(folded)),
            intents=intents,
            figures=place_figures(message, read_figures(message, self._has_rate(mentions)), self._level_reader),
            uncovered=tuple(m.term for m in uncovered if not self._inside(m, mentions)),
            passing=() if mentions else tuple(m.term for m in passing),
            details=tuple(m.term for m in self._details.find(folded)),
            regions=places.regions,
            foreign=places.foreign,
            places=places.words,
            content=tuple(
                word for word in self._cut(blank(folded)) if says_something(word) and word not in places.words
            ),
            policies=self._names.find(folded),
            clauses=tuple(dict.fromkeys(mention.key for mention in find_labels(normalize(message).text))),
            issued=tuple(year for year in years if year in self._years),
            years=years,
            days=tuple(date % 10000 for date in dates if date % 100),
            dates=_dates(message),
            departments=_keys(self._departments.find(folded)),
            firms=count_firms(message),
            projects=count_projects(message),
            term=_term(message),
            reverse=bool(REVERSE.search(folded)),
            attack=bool(ATTACK.search(folded)),
            greeting=bool(SMALL_TALK.match(folded)),
        )

    def _passing(self, folded: str, uncovered: Sequence[Match], mentions: Sequence[Mention]) -> tuple[Match, ...]:
        """Return the uncovered subjects that the message only tells of, or that are part of a topic it names."""
        means = {fold(word) for mention in mentions for word in self._topics[mention.topic].means}
        rated = self._has_rate(mentions)
        return tuple(
            m
            for m in uncovered
            if m.term in means or (m.term in self._incidental and in_passing(folded, m, mentions, rated))
        )

    def settle(self, query: Query) -> Query:
        """Return a completed query with its own figures read anew, now that it is known what they are said of."""
        figures = read_figures(query.question, self._has_rate(query.mentions)) if query.carried else ()
        roles = {(figure.start, figure.surface): figure.role for figure in figures}
        return query.model_copy(
            update={
                "figures": tuple(
                    f.model_copy(update={"role": roles.get((f.start, f.surface), f.role)}) for f in query.figures
                )
            }
        )

    def _has_rate(self, mentions: Sequence[Mention]) -> bool:
        return not mentions or any(self._rated & set(self._topics[m.topic].awards) for m in mentions)

    def _put(self, message: str, folded: str, meant: Iterable[str]) -> str:
        """Return the message without what says nothing of its subject, with what it means in other words behind.

        Whose question it is and the numbers of documents say nothing.
        """
        said = self._names.blank_numbers(blank(message))
        return " ".join((said, *(term for term in dict.fromkeys(meant) if term not in folded)))

    def _intents(self, folded: str, several: bool) -> frozenset[Intent]:
        """Return what is asked; 多少 that asks for a detail (电话是多少) is no question of amount.

        How often something is done is no deadline, and the total of the user's own costs no stacking; nor is that one
        thing is all done, unless `several` are spoken of.
        """
        folded = NO_CUE.sub("", STRADDLED.sub(r"\1，", folded))
        if not several and not SEVERAL.search(folded):
            folded = DONE.sub("，", folded)
        details = self._details.find(folded)
        for match in reversed(details):
            asked = ASKED_DETAIL.match(folded, match.end)
            folded = folded[: match.start] + folded[asked.end() if asked else match.end :]
        return frozenset(intent for intent, matcher in self._cues.items() if matcher.find(folded))

    def _levels(self, folded: str, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
        levels = [mention.level for mention in self._level_reader.find(folded) if not mention.gives]
        for mention in mentions:
            fixed = self._topics[mention.topic].fixed_levels.get(mention.term)
            if fixed and fixed not in levels and not levels:
                levels.append(fixed)
        return tuple(dict.fromkeys(levels))

    @staticmethod
    def _inside(match: Match, mentions: tuple[Mention, ...]) -> bool:
        return any(m.start <= match.start and match.end <= m.end for m in mentions)


def _uncovered(lexicon: Lexicon) -> dict[str, list[str]]:
    """Return the subjects that no policy covers: words by group, without those that a topic goes by."""
    covered = {fold(term) for topic in lexicon.topics for term in topic.terms}
    return {group[0]: [word for word in group if fold(word) not in covered] for group in lexicon.uncovered}


def _spell(folded: str, matches: Iterable[Match]) -> str:
    """Return the message with homophones written as the terms that are meant: 所的税 as 所得税."""
    for match in matches:
        if not match.exact and len(match.term) == match.end - match.start:
            folded = folded[: match.start] + match.term + folded[match.end :]
    return folded


def _without(folded: str, named: Sequence[Mention], kept: Sequence[Mention]) -> str:
    """Return the message with blanks for what only says what the firm is, so that its level is not asked about."""
    for mention in named:
        if mention not in kept:
            start = segment_start(folded, mention.start)
            folded = folded[:start] + " " * (mention.end - start) + folded[mention.end :]
    return folded


def _dates(message: str) -> tuple[str, ...]:
    """Return the days, months and years that the message names, as written."""
    figures = [f.surface for f in find_figures(message) if f.unit is Unit.DATE and f.value >= 10000]
    return (*figures, *(word for word in RELATIVE_YEARS if word in message))


def _term(message: str) -> int | None:
    """Return the years of a term that the message names, two or more."""
    return next((int(f.value) for f in find_figures(message) if f.unit is Unit.YEARS and f.value >= 2), None)


def _keys(matches: Iterable[Match]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.key for match in matches))
