"""Choose the rows that a message is about, and of each row the tiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.answering.rowwise.asked import RANKED, Asked, years_of
from assistant.answering.rowwise.counting import Counted
from assistant.answering.rowwise.world import World, pick_placed
from assistant.models import Model, ResultSet, Reward, Tier
from assistant.policy.lexicon import Lexicon, fold
from assistant.policy.table import squeeze
from assistant.policy.tiers import TierNames
from assistant.text.numerals import parse_numeral
from assistant.understanding.content import level_numerals, pairs
from assistant.understanding.query import UserFigure
from assistant.understanding.rows import RowIndex, Sentence, pick_named, tier_words
from assistant.understanding.sizes import Counters, Size

FOUND = 0.6  # weight of what retrieval makes of a row's clause beside the row's own words
CLOSE = 0.1  # how far a row may be behind the best of its clause to be said too
MOST_ROWS = 4
DIFFERENCE = re.compile(r"差额|补差|补足差|不足部分")
FURTHER = re.compile("上述|以上|前款|本条|所涉|该|补助资金|奖励资金|奖补资金|资金|补贴")
"""What a sentence opens with that goes on about the award of the one before it."""
EQUAL_PARTS = re.compile(
    r"分([\d一二三四五六七八九十]{1,2})(?:个)?(?:年度?|期|次|批)[^，。；\d]{0,4}(?:等额|平均|均等|均分|等比例)"
    r"|(?:等额|平均)分([\d一二三四五六七八九十]{1,2})(?:个)?(?:年度?|期|次|批)"
)
SHARED_PARTS = re.compile(r"分([\d一二三四五六])(?:个)?(?:年度?|期|次|批)[^，。；\d]{0,8}((?:[\d.]+%[、，和及]?){2,6})")
HIGHER = re.compile(r"晋升|升级|更高|高等次|高级别|高一级|高层次|进等|提升等级|晋级")
RANK_GIVEN, RANK_MET = 0.5, 2.0
RANKS = re.compile(r"第?(\d+)名?(?:至|—|-|~|到)第?(\d+)名|第(\d+)名")
ALL_LEVELS = re.compile(r"([两二三四五2-5])(?:级|个级别|个层级|个等级|档)(?:都|各|分别|的)?|各级|各档|各个级别")
EACH = re.compile(r"各|分别|(?<!升)到|至|—|-|都")
CLAIMED = re.compile(r"听说|奖励?|补[助贴]?|给|封顶|最高|最多|上限|不超过|标准|改成|批准|返")
QUESTIONED = re.compile(
    r"[元块钱]*(?:[，,]?(?:对[吗吧不]|是[吗吧不]|没记错|没错|请核实)|封顶|[？?]|的?奖励|的?补[助贴])"
)


class Choice(Model):
    """A row with the tiers that are asked about; `missing` is a level or kind that it doesn't list.

    `size` is the user's figure that picked the tier; `below` is true where it reaches none, `each` where the user gave
    a size of its own for each of the tiers.
    """

    row: Reward
    score: float
    met: float
    tiers: tuple[Tier, ...]
    missing: str | None = None
    size: Size | None = None
    below: bool = False
    each: bool = False


class Chooser:
    """Chooses by one index and lexicon."""

    def __init__(self, index: RowIndex, lexicon: Lexicon) -> None:
        self._index = index
        self.counters = Counters(lexicon.counters)
        self._levels = lexicon.levels
        self._measures = lexicon.measures
        self._world = World(lexicon.world)
        self._definitions = "\n".join(clause.text for clause in index.clauses)
        self._kinds = [[level_numerals(fold(word)) for word in group] for group in lexicon.kinds]

    def choose(self, asked: Asked, results: ResultSet) -> tuple[Choice, ...]:
        """Return the rows that a message is about, best first."""
        near = {(hit.policy, hit.clause): hit.score for hit in results.hits}
        near |= {(hit.policy, hit.clause): hit.score for hit, _ in results.rejected}
        scored = sorted(
            (
                (
                    self._index.score_row(row, asked.weights)
                    + FOUND * near.get((row.policy, row.clause), 0.0)
                    + (RANK_GIVEN if _of_rank(row.tiers, asked) else 0.0),
                    row,
                )
                for row in self._index.rows
            ),
            key=lambda pair: -pair[0],
        )
        if not scored:
            return ()
        best, first = scored[0]
        named = {row.id for row in pick_named(self._index.rows, asked.query.folded) if not _is_datum(row.name, asked)}
        kept = [
            (score, row)
            for score, row in scored
            if (row.clause == first.clause and score >= best - CLOSE) or (row.id in named and score > best / 3)
        ]
        return tuple(self._tiers(row, score, asked) for score, row in kept[:MOST_ROWS])

    def _tiers(self, row: Reward, score: float, asked: Asked) -> Choice:
        tiers = row.tiers
        levelled = [tier for tier in tiers if tier.level]
        missing = self.missing_kind(asked, row)
        if asked.levels and levelled:
            every = len(asked.levels) > 1 and _names_all(asked.folded, len(levelled))
            of_level = levelled if every else [t for t in levelled if t.level in asked.levels]
            if of_level:
                tiers = tuple(of_level)
            elif len(levelled) == len(tiers) and not _in_name(asked.levels, row) and asked.levels[0] in asked.text:
                missing = missing or asked.levels[0]
        picked = tiers if tiers is not row.tiers and not any(t.case for t in tiers) else self._by_words(tiers, asked)
        if asked.years and (yearly := [t for t in picked if t.case and set(years_of(t.case)) & set(asked.years)]):
            picked = tuple(yearly)
        met = self._index.met_row(row, asked.weights) + (RANK_MET if _of_rank(row.tiers, asked) else 0.0)
        choice = Choice(row=row, score=score, met=met, tiers=picked, missing=missing)
        return self._by_size(choice, asked)

    def _by_words(self, tiers: tuple[Tier, ...], asked: Asked) -> tuple[Tier, ...]:
        """Keep the tiers whose own words, which not all have, the message has."""
        if len(tiers) < 2 or any(tier.every for tier in tiers):
            return tiers
        if ranked := _of_rank(tiers, asked):
            return ranked
        names = TierNames(tiers, self._levels)
        if abroad := self._world.pick(tiers, asked.folded):
            return abroad
        if placed := pick_placed(tiers, asked.text, self._definitions):
            return placed
        for message in asked.messages:
            if named := sorted(names.named(message)):
                return tuple(tiers[i] for i in _between(named, asked))
        words = [pairs(tier_words(tier)) | set(fold(tier_words(tier))) for tier in tiers]
        shared = set.intersection(*words)
        heard = {pair for pair in asked.weights if len(pair) == 2}
        single = {c: w for pair, w in asked.weights.items() for c in pair} | {
            c: 1.0 for c in asked.folded if asked.folded.count(c)
        }
        scores = []
        for own in words:
            telling = own - shared
            two = sum(asked.weights[pair] for pair in telling & heard)
            one = sum(0.2 * single[c] for c in telling if len(c) == 1 and c in single)
            scores.append(two + one)
        best = max(scores)
        if best <= 0:
            return tiers
        picked = [i for i, score in enumerate(scores) if score >= 0.75 * best]
        return tuple(tiers[i] for i in _between(picked, asked))

    def _by_size(self, choice: Choice, asked: Asked) -> Choice:
        """Keep the tiers whose bracket the user's figure lies in."""
        bracketed = [tier for tier in choice.tiers if tier.bracket]
        if not bracketed:
            return choice
        if each := self._each_size(choice.tiers, asked):
            return choice.model_copy(update={"tiers": each, "each": True})
        size = self.measure(bracketed, asked)
        if size is None:
            return choice
        within = [tier for tier in choice.tiers if tier.bracket is None or tier.bracket.holds(size.value)]
        if any(tier.bracket for tier in within):
            return choice.model_copy(update={"tiers": tuple(_highest(within)), "size": size})
        lowest = min(tier.bracket.lowest for tier in bracketed if tier.bracket)
        return choice.model_copy(update={"size": size, "below": size.value <= lowest})

    def _each_size(self, tiers: Sequence[Tier], asked: Asked) -> tuple[Tier, ...]:
        """Return a tier for each case that a message gives a size of its own: 第一年400万美元，第二年700万美元."""
        cases = list(dict.fromkeys(tier.case for tier in tiers if tier.case and tier.bracket))
        if len(cases) < 2:
            return ()
        names = TierNames([Tier(case=case, quote="") for case in cases])
        counter = next(tier.bracket.counter for tier in tiers if tier.bracket)
        told: dict[str, Decimal] = {}
        for size in self._sizes_in(asked, counter):
            if found := names.find(size.near):
                told.setdefault(cases[found[-1].tier], size.value)
        picked = [tier for tier in tiers if tier.bracket and tier.case in told and tier.bracket.holds(told[tier.case])]
        return tuple(_highest(picked)) if len(told) > 1 else ()

    def _sizes_in(self, asked: Asked, counter: str) -> Sequence[Size]:
        """Return the sizes of the last message, sums of money too."""
        if counter != "元":
            return self.counters.read(asked.messages[0], [counter])
        return [
            Size(value=figure.yuan, counter="元", near=figure.near.split(figure.surface)[0])
            for figure in asked.own_money
            if figure.yuan is not None
        ]

    def measure(self, tiers: Sequence[Tier], asked: Asked) -> Size | None:
        """Return the user's figure that the brackets of tiers measure."""
        brackets = [tier.bracket for tier in tiers if tier.bracket]
        counter = brackets[0].counter
        of = " ".join(bracket.of or "" for bracket in brackets)
        if counter == "元":
            figure = self.pick_money(asked, of)
            return Size(value=figure, counter="元", near="") if figure is not None else None
        for message in asked.messages:
            sizes = [s for s in self.counters.read(message, [counter]) if self.counters.same(s.counter, counter)]
            if sizes:
                return max(sizes, key=lambda size: len(pairs(size.near) & pairs(of)))
        return None

    def pick_money(self, asked: Asked, of: str, aside: str = "") -> Decimal | None:
        """Return the user's sum that measures `of`, by the words before it; the only one where none says so.

        A sum whose words say `aside` rather is not meant.
        """
        sums = [figure for figure in asked.money if figure.yuan is not None and not is_claim(figure, asked)]
        last = [figure for figure in sums if figure in asked.own_money]
        found = self._pick_money(last, of, aside) if last and len(last) < len(sums) else None
        return found if found is not None else self._pick_money(sums, of, aside)

    def _pick_money(self, sums: Sequence[UserFigure], of: str, aside: str) -> Decimal | None:
        wanted, other = pairs(of), pairs(aside) - pairs(of)
        best: tuple[int, Decimal] | None = None
        for figure in sums:
            near = set(self._index.content.read(fold(figure.near))) | pairs(figure.near)
            met, unmet = len(near & wanted), len(near & other)
            if (len(sums) > 1 and (not met or unmet > met)) or (not met and self._measures_else(figure.near, of)):
                continue
            if best is None or met > best[0]:
                best = (met, figure.yuan or Decimal(0))
        return best[1] if best else None

    def _measures_else(self, near: str, of: str) -> bool:
        """Whether the words beside a sum say that it measures something else than `of`."""
        said = [group for group in self._measures if any(word in near for word in group)]
        meant = [group for group in self._measures if any(word in of for word in group)]
        return bool(said and meant) and not any(group in meant for group in said)

    def text_of(self, row: Reward) -> str:
        """Return the text of a row's clause."""
        return self._index.clause(row.policy, row.clause).text

    def rows_before(self, row: Reward) -> tuple[Reward, ...]:
        """Return the row of the same clause that stands before one, to which it adds."""
        same = [other for other in self._index.rows if (other.policy, other.clause) == (row.policy, row.clause)]
        place = same.index(row)
        return (same[place - 1],) if place else ()

    def paid_in_parts(self, row: Reward) -> tuple[int, tuple[Decimal, ...]] | None:
        """Return in how many parts a row's sums are paid, and each part's share; no shares where all are equal."""
        text = _said_of(row, squeeze(self.text_of(row)))
        if found := EQUAL_PARTS.search(text):
            return int(parse_numeral(found[1] or found[2])), ()
        if found := SHARED_PARTS.search(text):
            shares = tuple(Decimal(share) for share in re.findall(r"[\d.]+(?=%)", found[2]))
            return len(shares), shares
        return None

    def difference_rule(self, row: Reward) -> Sentence | None:
        """Return the sentence by which a firm that rises gets only the difference: of the row's clause, or of all."""
        rules = [s for s in self._index.sentences if s.clause.policy == row.policy and DIFFERENCE.search(s.text)]
        own = [s for s in rules if s.clause.label == row.clause]
        return next(iter(own or [s for s in rules if HIGHER.search(s.text)]), None)

    def count_abroad(self, tiers: Sequence[Tier], asked: Asked) -> tuple[Counted, ...]:
        """Return for how many of the countries that a message names each tier is."""
        return self._world.count(tiers, asked.folded)

    def likeness(self, said: str, words: str) -> float:
        """Return how much of some words a piece of a message says."""
        read = self._index.content.read(fold(said))
        return sum(weight for pair, weight in read.items() if pair in pairs(words))

    def name_tiers(self, tiers: Sequence[Tier], message: str) -> frozenset[int]:
        """Return the indices of the tiers that a message names."""
        return TierNames(tiers, self._levels).named(message)

    def missing_kind(self, asked: Asked, row: Reward | None = None) -> str | None:
        """Return a kind that the message names and the policies don't, while a row of theirs has others of its line."""
        rows = [row] if row is not None else self._index.rows
        said = level_numerals(fold(" ".join(f"{r.name} {tier_words(t)} {t.quote}" for r in rows for t in r.tiers)))
        for group in self._kinds:
            for word in group:
                named = word in asked.folded and not self._index.content.speaks_of(word)
                if named and any(other in said for other in group):
                    return word
        return None


def _said_of(row: Reward, text: str) -> str:
    """Return what a clause, without blanks, says of a row from its quote on, and what goes on about it."""
    at = text.find(squeeze(row.tiers[0].quote))
    if at < 0:
        return ""
    said, *further = text[at + len(squeeze(row.tiers[0].quote)) :].split("。")
    after = further[0] if further and FURTHER.match(further[0]) else ""
    return f"{squeeze(row.tiers[0].quote)}{said}。{after}"


def _names_all(folded: str, number: int) -> bool:
    """Whether a message asks for so many levels at once: 国家、省、市、区四级."""
    said = ALL_LEVELS.search(folded)
    return said is not None and (said[1] is None or parse_numeral(said[1].replace("两", "二")) == number)


def _highest(tiers: Sequence[Tier]) -> list[Tier]:
    """Keep of the tiers that begin at a size and have no end only the highest reached, case by case."""
    reached: dict[tuple[str | None, str | None], Decimal] = {}
    for tier in tiers:
        if tier.bracket and _is_open(tier):
            key = tier.level, tier.case
            reached[key] = max(reached.get(key, Decimal(0)), tier.bracket.lowest)
    return [
        tier
        for tier in tiers
        if not (tier.bracket and _is_open(tier)) or tier.bracket.lowest == reached[tier.level, tier.case]
    ]


def _is_open(tier: Tier) -> bool:
    return tier.bracket is not None and tier.bracket.to is None and tier.bracket.below is None


def _is_datum(name: str, asked: Asked) -> bool:
    """Whether what a row is called stands in a message as what its figure measures: 地方综合贡献75万."""
    return re.search(rf"{re.escape(fold(name))}[^，。；？]{{0,5}}\d", asked.folded) is not None


def _in_name(levels: Iterable[str], row: Reward) -> bool:
    """Whether a level is part of what the row is called: 国家高新技术企业."""
    text = f"{row.name}{row.condition or ''}{row.beneficiary or ''}"
    return any(level.removesuffix("级") in text for level in levels)


def _of_rank(tiers: Sequence[Tier], asked: Asked) -> tuple[Tier, ...]:
    """Return the tiers for the rank that a message names: 第八名 of 第7名至第10名."""
    said = RANKED.search(asked.folded)
    if said is None:
        return ()
    rank = parse_numeral(said[1])
    found = []
    for tier in tiers:
        text = _ranks(tier.case or "")
        if (m := RANKS.search(text)) and int(m[1] or m[3]) <= rank <= int(m[2] or m[3]):
            found.append(tier)
    return tuple(found)


def _ranks(case: str) -> str:
    """Return a case with the numerals of ranks in digits."""
    return re.sub(r"(?<=第)[一二三四五六七八九十]+", lambda found: str(parse_numeral(found[0])), case)


def _between(picked: Sequence[int], asked: Asked) -> Sequence[int]:
    """Return the tiers from the first to the last of those named where a range of them is: 二星到五星."""
    return range(picked[0], picked[-1] + 1) if len(picked) > 1 and EACH.search(asked.folded) else picked


def is_claim(figure: UserFigure, asked: Asked) -> bool:
    """Whether a figure of the user's is what the award is believed to be."""
    before = figure.near.split(figure.surface)[0]
    text = next((m for m in asked.messages if m[figure.start :].startswith(figure.surface)), "")
    after = text[figure.start + len(figure.surface) :]
    return bool(CLAIMED.search(before) or QUESTIONED.match(after))
