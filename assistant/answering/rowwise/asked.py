"""What a message asks, completed from those before it as far as it leans on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.models import Model
from assistant.policy.tier_years import read_years
from assistant.text import denying, giving, summing
from assistant.text.figures import Figure, Unit, find_figures
from assistant.understanding.content import level_numerals, segments
from assistant.understanding.figures import read_figures
from assistant.understanding.mentioned_only import WHETHER, asks_anything
from assistant.understanding.query import Intent, Query, UserFigure
from assistant.understanding.reader import ATTACK
from assistant.understanding.returning import BEFORE_LAST, FIRST
from assistant.understanding.rows import RowIndex
from assistant.understanding.sizes import Counters, Size
from assistant.understanding.wordlists import VALIDITY_WORDS, any_of

FADING, STATED = 0.45, 0.4  # weight of a message beside the one after it; of one that only tells: 租金一年花了400万
TELLING = 2.5  # rarity of the words of a message that names a subject
SHORT = 14  # characters of a message that can hardly stand alone
ALONE = 0.45  # score of a row from which a longer message stands alone
POINTING = re.compile(rf"^(?:那|这|再|还|换|要是|如果|第|它|其|然后|改|算|{summing.TOTAL}|帮)|呢[?？]?$")
MONEY = any_of(
    rf"""怎么算 还有(?:没有|吗)?[？?]?$ {summing.TOTAL} 多少 好多 报销 几钱 几成 几个点 几万 几毛 几块 奖 补 钱
    返 贴息 标准 比例 封顶 上限 金额 区间 额度 给不给 能拿 能领
    [给能][^，。；？]{{0,4}}(?:贴|补)(?:吗|么|点|一?些|多少)
    按[0-9.一二两三四五六七八九十百]+[万亿千]元?(?:还是|给|算|来)"""
)
TOTAL = any_of(f"""{summing.TOTAL} 合起来 加一起 加一块 加起来 总数 总额 总的 全部 拿满
    算下来 全算 凑一起 凑一块 一起算 (?<![一总公])共(?=[给能可奖补资得拿领有该]) 相加 加一块儿 加上""")
VALIDITY = any_of(VALIDITY_WORDS)
DOCUMENT = any_of(f"意见 文件 政策 办法 措施 通知 细则 这份 规定 方案 [这那该本][套个些一]?(?:扶持|{giving.AWARD})")
STACKS = any_of(
    """加起来最多 好几项 同时 叠加 重复 兼得 都能 都拿 都领 一起(?:领|拿|享受|申|报|要|叠|得) 两边
    两头 两份 双份 再领 还能再 还能领 能不能再 能再领 就高 都享受 又拿 一块领 一并 还可以再 再拿一份 再享受 都给
    两个奖 再申请 再申报 再报一次 第二次 每年都能 年年都能 可以多次 能多次"""
)
SUM = re.compile(
    "|".join(
        (
            r"(?:奖|补|贴|给|拿|领|返|报销|减|发|算)[^，。；？]{0,8}(?:多少|(?<!哪)几(?!家管|个部门|[月号])|好多)",
            rf"(?:支持|资助|配套|{summing.TOTAL}|加起来)[^，。；？]{{0,6}}(?:多少|几)(?![家个人天年名项月号])",
            r"多少(?:钱|奖|补|元|万|资金)|几(?:成|个点|万|毛|块|钱|钿)|怎么[补奖算]",
            rf"封顶|上限|金额|标准|比例|区间|奖不奖|补不补|有(?:没有)?(?:钱|奖|{giving.AWARD})(?:吗|没|不|么)",
        )
    )
)
ELLIPSIS = re.compile("的?呢(?=[，。；？！,;?!]|$)[?？]?")
CONFIRMING = any_of("没记错 记错 对[吗吧不] 对不对 是[吗吧] 是不是 属实 没错")
COUNTED = re.compile("平(?!均)|亩|吨|[人家](?![^，。]?币)|间|标箱")  # behind a number that is no sum: 1万2千平
ROUND = {word: Decimal(10) ** n for word, n in (("百亿", 10), ("十亿", 9), ("亿", 8), ("千万", 7), ("百万", 6))}
PASSED = re.compile(r"(?:破|过|超|上了?|突破)了?(百亿|十亿|亿|千万|百万)(?![元级\d])")
"""A sum that is passed, told without a number: 破亿, 过千万."""
BEFORE = 12  # characters before it that say what it measures
RECEIVED = re.compile(
    r"(?:领|拿|享受|获得?|得|申请|发)(?:过|了)(?:你们|政府|财政|[^，。；？]{0,4}?的)?[^，。；？多少几]{0,4}?"
    rf"(?:{giving.AWARD}|资金|奖金|钱|奖)(?=[^多少几\d]|$)"
)
"""A grant that somebody tells to have had."""
DENIED = re.compile(f"(?<![是要])(?:{denying.IS_NOT}|算不上|谈不上|够不上)[^，。；？！、,;?!呢吗]{{2,12}}")
"""What somebody says not to be or to have: 不算智能制造的."""
OTHERS = re.compile("普通|一般|其[他它]|别的|另外的")
RANKED = re.compile(r"第([一二三四五六七八九十\d]+)名")


class Asked(Model):
    """A message with what it leans on; `messages` are these and itself, the last said first."""

    query: Query
    messages: tuple[str, ...]
    weights: dict[str, float]
    own: dict[str, float]
    levels: tuple[str, ...] = ()
    intents: frozenset[Intent] = frozenset()
    asking: str = ""
    money: tuple[UserFigure, ...] = ()
    own_money: tuple[UserFigure, ...] = ()
    years: tuple[int, ...] = ()
    derived: tuple[str, ...] = ()

    @property
    def folded(self) -> str:
        """The last message, folded, with numerals of ranks in digits."""
        return level_numerals(self.query.folded)

    @property
    def text(self) -> str:
        """All messages, the last said first."""
        return "。".join(self.messages)

    @property
    def asks_sum(self) -> bool:
        """Whether the message asks for a sum in so many words."""
        return bool(SUM.search(self.folded))

    @property
    def wants_money(self) -> bool:
        """Whether sums are asked about."""
        asking = RECEIVED.sub("", self.asking)
        plain = asking == self.asking
        return bool(
            (plain and self.intents & {Intent.AMOUNT, Intent.COMPARE})
            or MONEY.search(asking)
            or self.query.claims()
            or is_elliptic(asking)
            or (self.own_money and CONFIRMING.search(self.folded))
        )

    @property
    def on_validity(self) -> bool:
        """Whether it is asked from when and how long the document holds."""
        return bool(VALIDITY.search(self.folded) and DOCUMENT.search(self.folded))

    @property
    def of_others(self) -> bool:
        """Whether it is asked what those get who are none of those listed: 不算智能制造的呢, 普通的呢."""
        return bool(DENIED.search(self.folded) or OTHERS.search(self.folded))

    @property
    def stacks(self) -> bool:
        """Whether it is asked if several awards go together."""
        return bool(STACKS.search(self.folded))

    @property
    def wants_total(self) -> bool:
        """Whether a sum of all is asked for."""
        return bool(TOTAL.search(self.folded))

    def sizes(self, counters: Counters, wanted: Sequence[str]) -> tuple[Size, ...]:
        """Return what is counted in one of the wanted counters, the last said first."""
        return tuple(size for message in self.messages for size in counters.read(message, wanted))


def complete(queries: Sequence[Query], index: RowIndex) -> Asked:
    """Return what the last message asks."""
    last, *earlier = reversed(queries)
    own = dict(index.content.read(DENIED.sub("，", _without_attack(last))))
    leaning = _gone_back_to(last, earlier, index) or (earlier if earlier and _leans(last, own, index) else [])
    weights, fading = dict(own), FADING if index.mass(own) >= TELLING else 1.0
    for query in leaning:
        read = index.content.read(_without_attack(query))
        tells = not asks(query)
        for pair, weight in read.items():
            weights.setdefault(pair, weight * (fading * STATED if tells and index.mass(own) < TELLING else fading))
        fading *= FADING if index.mass(read) >= TELLING and not tells else 1.0
    told = (last, *leaning)
    levels = next((query.levels for query in told if query.levels), ())
    asking = next((query for query in told if asks(query) and not is_elliptic(query.folded)), last)
    intents = asking.intents or next((query.intents for query in told if query.intents), frozenset())
    return Asked(
        query=last,
        messages=tuple(query.question for query in told),
        weights=weights,
        own=own,
        levels=levels,
        intents=intents,
        asking=level_numerals(asking.folded),
        money=tuple(_standing(told)),
        derived=tuple(line for query in told for line in query.derived),
        own_money=_sums(last.question, last.said),
        years=read_years(last.folded),
    )


def _standing(told: Sequence[Query]) -> Iterator[UserFigure]:
    """Yield the sums of the messages, the last said first, without those that a later message replaced."""
    replaced: set[Decimal] = set()
    for query in told:
        yield from (figure for figure in _sums(query.question, query.said) if figure.yuan not in replaced)
        replaced |= {f.value for line in query.derived for f in find_figures(line) if f.unit is Unit.YUAN}


def _gone_back_to(last: Query, earlier: Sequence[Query], index: RowIndex) -> Sequence[Query]:
    """Return the message that the last one goes back to (头一个, 前一个); in `earlier` the last stands first."""
    asked = [q for q in earlier if asks(q) and index.mass(index.content.read(_without_attack(q))) >= TELLING]
    if FIRST.search(last.folded):
        return asked[-1:]
    return asked[1:2] if BEFORE_LAST.search(last.folded) else ()


def asks(query: Query) -> bool:
    """Whether a message asks anything, if only for money."""
    return asks_anything(query.folded) or MONEY.search(query.folded) is not None


def is_elliptic(folded: str) -> bool:
    """Whether a message asks by 呢 alone what was asked before, or what there is to know first: the sum.

    >>> is_elliptic("那省级的呢？"), is_elliptic("省级的呢，给多少")
    (True, False)
    """
    bare = ELLIPSIS.sub("", folded)
    return bare != folded and not asks_anything(bare) and not MONEY.search(bare)


def _sums(question: str, said: Sequence[Figure]) -> tuple[UserFigure, ...]:
    """Return the sums of a message, the last first; 破亿 is one too."""
    figures = [figure for figure in read_figures(question, said, True) if figure.yuan is not None]
    read = [one for one in figures if not COUNTED.match(question, one.start + len(one.surface))]
    rounded = [
        UserFigure(
            surface=found[1], yuan=ROUND[found[1]], role="base", start=found.start(1),
            near=question[max(found.start() - BEFORE, 0) : found.end()],
        )
        for found in PASSED.finditer(question)
        if not any(figure.start <= found.start(1) < figure.start + len(figure.surface) for figure in read)
    ]  # fmt: skip
    return tuple(sorted((*read, *rounded), key=lambda figure: -figure.start))


def _without_attack(query: Query) -> str:
    """Return the folded message without the sentences that try to change the rules, if any is left."""
    if not query.attack:
        return query.folded
    kept = [part for part in re.split("[。；！？?!;]", query.folded) if part and not ATTACK.search(part)]
    return "。".join(kept) or query.folded


def _leans(query: Query, own: dict[str, float], index: RowIndex) -> bool:
    if not asks_anything(query.folded) and not MONEY.search(query.folded):
        return True
    if WHETHER.fullmatch(query.folded) and not index.mass(own) and not (query.levels or query.figures):
        return False  # 那食堂有补贴吗
    if len(query.folded) <= SHORT or POINTING.search(query.folded) or not segments(query.folded):
        return True
    return max((index.score_row(row, own) for row in index.rows), default=0.0) < ALONE
