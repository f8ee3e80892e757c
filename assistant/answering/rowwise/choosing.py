"""Choose the rows that a message is about, and of each row the tiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.answering.rowwise.asked import RANKED, Asked, years_of
from assistant.models import Model, ResultSet, Reward, Tier
from assistant.policy.lexicon import Lexicon, fold
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
EQUAL_PARTS = re.compile(
    r"分([\d一二三四五六七八九十]{1,2})(?:个)?(?:年度?|期|次|批)[^，。；\d]{0,4}(?:等额|平均|均等|均分|等比例)"
    r"|(?:等额|平均)分([\d一二三四五六七八九十]{1,2})(?:个)?(?:年度?|期|次|批)"
)
SHARED_PARTS = re.compile(r"分([\d一二三四五六])(?:个)?(?:年度?|期|次|批)[^，。；\d]{0,8}((?:[\d.]+%[、，和及]?){2,6})")
HIGHER = re.compile(r"晋升|升级|更高|高等次|高级别|高一级|高层次|进等|提升等级|晋级")
RANK_GIVEN = 0.5
RANKS = re.compile(r"第?(\d+)名?(?:至|—|-|~|到)第?(\d+)名|第(\d+)名")
EACH = re.compile(r"各|分别|(?<!升)到|至|—|-|都")
CLAIMED = re.compile(r"听说|奖励?|补[助贴]?|给|封顶|最高|最多|上限|不超过|标准|改成|批准|返")
QUESTIONED = re.compile(
    r"[元块钱]*(?:[，,]?(?:对[吗吧不]|是[吗吧不]|没记错|没错|请核实)|封顶|[？?]|的?奖励|的?补[助贴])"
)


class Choice(Model):
    """A row with the tiers that are asked about; `missing` is a level or kind that it doesn't list.

    `size` is the user's figure that picked the tier; `below` is true where it reaches none.
    """

    row: Reward
    score: float
    met: float
    tiers: tuple[Tier, ...]
    missing: str | None = None
    size: Size | None = None
    below: bool = False


class Chooser:
    """Chooses by one index and lexicon."""

    def __init__(self, index: RowIndex, lexicon: Lexicon) -> None:
        self._index = index
        self.counters = Counters(lexicon.counters)
        self._levels = lexicon.levels
        self._measures = lexicon.measures
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
        named = {row.id for row in pick_named(self._index.rows, asked.query.folded)}
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
            of_level = [t for t in levelled if t.level in asked.levels]
            if of_level:
                tiers = tuple(of_level)
            elif len(levelled) == len(tiers) and not _in_name(asked.levels, row) and asked.levels[0] in asked.text:
                missing = missing or asked.levels[0]
        picked = tiers if tiers is not row.tiers and not any(t.case for t in tiers) else self._by_words(tiers, asked)
        if asked.years and (yearly := [t for t in picked if t.case and set(years_of(t.case)) & set(asked.years)]):
            picked = tuple(yearly)
        met = self._index.met_row(row, asked.weights)
        choice = Choice(row=row, score=score, met=met, tiers=picked, missing=missing)
        return self._by_size(choice, asked)

    def _by_words(self, tiers: tuple[Tier, ...], asked: Asked) -> tuple[Tier, ...]:
        """Keep the tiers whose own words, which not all have, the message has."""
        if len(tiers) < 2 or any(tier.every for tier in tiers):
            return tiers
        if ranked := _of_rank(tiers, asked):
            return ranked
        names = TierNames(tiers, self._levels)
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
        size = self.measure(bracketed, asked)
        if size is None:
            return choice
        within = [tier for tier in choice.tiers if tier.bracket is None or tier.bracket.holds(size.value)]
        if any(tier.bracket for tier in within):
            return choice.model_copy(update={"tiers": tuple(_highest(within)), "size": size})
        lowest = min(tier.bracket.lowest for tier in bracketed if tier.bracket)
        return choice.model_copy(update={"size": size, "below": size.value <= lowest})

    def measure(self, tiers: Sequence[Tier], asked: Asked) -> Size | None:
        """Return the user's figure that the brackets of tiers measure."""
        brackets = [tier.bracket for tier in tiers if tier.bracket]
        counter = brackets[0].counter
        of = " ".join(bracket.of or "" for bracket in brackets)
        if counter == "元":
            figure = self.pick_money(asked, of)
            return Size(value=figure, counter="元", near="") if figure is not None else None
        sizes = [s for s in asked.sizes(self.counters, [counter]) if self.counters.same(s.counter, counter)]
        return max(sizes, key=lambda size: len(pairs(size.near) & pairs(of)), default=None)

    def pick_money(self, asked: Asked, of: str, aside: str = "") -> Decimal | None:
        """Return the user's sum that measures `of`, by the words before it; the only one where none says so.

        A sum whose words say `aside` rather is not meant.
        """
        wanted, other = pairs(of), pairs(aside) - pairs(of)
        sums = [figure for figure in asked.money if figure.yuan is not None and not is_claim(figure, asked)]
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
        text = self.text_of(row)
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
