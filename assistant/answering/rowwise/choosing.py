"""Choose the rows that a message is about, and of each row the tiers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.clause_items import keep_items, meant_first
from assistant.answering.rowwise.clause_rules import ClauseRules
from assistant.answering.rowwise.counting import Counted
from assistant.answering.rowwise.further import add_named, find_further
from assistant.answering.rowwise.measured_rows import keep_measured
from assistant.answering.rowwise.measured_sums import SumPicker
from assistant.answering.rowwise.narrowing import (
    EACH,
    asked_parts,
    between,
    highest,
    in_name,
    is_datum,
    lacks_level,
    named_in_part,
    of_levels,
    of_rank,
    reaches,
    spread_ranks,
    words_of,
)
from assistant.answering.rowwise.on_top import among_none, with_first
from assistant.answering.rowwise.weighing import is_for_others, weigh
from assistant.answering.rowwise.world import World, pick_placed
from assistant.models import Model, ResultSet, Reward, Tier
from assistant.policy.lexicon import Lexicon, fold
from assistant.policy.tier_years import years_of
from assistant.policy.tiers import TierNames
from assistant.understanding.content import level_numerals, pairs
from assistant.understanding.rows import RowIndex, pick_named, tier_words
from assistant.understanding.sizes import Counters, Size

FOUND = 0.6  # weight of what retrieval makes of a row's clause beside the row's own words
MOST_ROWS, CLOSE = 4, 0.1  # how many are said, and how far each may be behind the best of its clause
HEADED, HEADED_MET, RANK_MET = 0.4, 2.0, 2.0  # what a row gains whose clause's heading or whose rank is said


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
        self.sums = SumPicker(index.content, lexicon.measures)
        self.clauses = ClauseRules(index)
        self._world = World(lexicon.world)
        self._definitions = "\n".join(clause.text for clause in index.clauses)
        self._kinds = [[level_numerals(fold(word)) for word in group] for group in lexicon.kinds]

    def choose(self, asked: Asked, results: ResultSet) -> tuple[Choice, ...]:
        """Return the rows that a message is about, best first."""
        near, headed = results.scores, self._index.headed(asked.query.folded)
        scored = sorted(
            (
                (
                    self._index.score_row(row, asked.weights)
                    + FOUND * near.get((row.policy, row.clause), 0.0)
                    + (HEADED if (row.policy, row.clause) in headed else 0.0)
                    + weigh(row, asked),
                    row,
                )
                for row in self._index.rows
            ),
            key=lambda pair: -pair[0],
        )
        if not scored:
            return ()
        for_others = asked.of_others and is_for_others(scored[0][1])
        best, first = scored[0] if for_others else meant_first(self._index, scored, asked.own)
        named = {row.id for row in pick_named(self._index.rows, asked.query.folded) if not is_datum(row.name, asked)}
        kept = [
            (score, row)
            for score, row in scored
            if (row.clause == first.clause and score >= best - CLOSE) or (row.id in named and score > best / 3)
        ]
        if not for_others:
            kept = keep_items(self._index, kept[:MOST_ROWS], asked.own)
            kept += find_further(self._index, kept, scored, asked, MOST_ROWS)
            kept = keep_items(self._index, kept, asked.own)
        return keep_measured([self._tiers(row, score, asked) for score, row in kept[:MOST_ROWS]], asked.folded)

    def _tiers(self, row: Reward, score: float, asked: Asked) -> Choice:
        tiers, levelled = row.tiers, [tier for tier in row.tiers if tier.level]
        missing = self.missing_kind(asked, row)
        if asked.levels and levelled:
            of_level = of_levels(levelled, asked)
            if of_level:
                tiers = tuple(t for t in row.tiers if t in of_level or (t.case and not t.level))
            elif len(levelled) == len(tiers) and not in_name(asked.levels, row) and asked.levels[0] in asked.text:
                missing = missing or asked.levels[0]
        elif asked.levels and not in_name(asked.levels, row):
            missing = missing or lacks_level(tiers, asked)
        if missing and (share := self.clauses.share_for(row, asked)):
            missing, tiers = None, tuple(tier for tier in tiers if tier.level and tier.level in share.of) or tiers
        picked = (
            tiers if tiers is not row.tiers and not any(t.case for t in tiers) else self._by_words(row, tiers, asked)
        )
        if asked.years:
            told = zip(row.tiers, years_of([tier.case or "" for tier in row.tiers]), strict=True)
            picked = tuple(t for t, years in told if t in tiers and set(years) & set(asked.years)) or picked
        met = self._index.met_row(row, asked.weights) + (RANK_MET if of_rank(row.tiers, asked) else 0.0)
        met += HEADED_MET if (row.policy, row.clause) in self._index.headed(asked.query.folded) else 0.0
        choice = Choice(row=row, score=score, met=met, tiers=picked, missing=missing)
        return self._by_size(choice, asked)

    def _by_words(self, row: Reward, tiers: tuple[Tier, ...], asked: Asked) -> tuple[Tier, ...]:
        """Keep the tiers whose own words, which not all have, the message has."""
        if len(tiers) < 2 or any(tier.every for tier in tiers):
            return tiers
        if ranked := of_rank(tiers, asked):
            return ranked
        names = TierNames(tiers, self._levels)
        if abroad := self._world.pick(tiers, asked.folded):
            return abroad
        if placed := pick_placed(tiers, asked.text, self._definitions):
            return placed
        own_words = [words_of(tier) if any(tier.case for tier in tiers) else tier_words(tier) for tier in tiers]
        words = [pairs(own) | set(fold(own)) for own in own_words]
        shared = set.intersection(*words)
        for message in asked.messages:
            if named := sorted(names.named(spread_ranks(message))) or named_in_part(message, words):
                if message == asked.messages[0]:
                    named = add_named(self._index, row, tiers, named, asked)
                if len(named) < len(asked_parts(message)) <= len(tiers):
                    return tiers
                return with_first(tiers, tuple(tiers[i] for i in between(named, asked)), asked)
        heard = {pair for pair in asked.weights if len(pair) == 2}
        single = {c: w for pair, w in asked.weights.items() for c in pair} | dict.fromkeys(asked.folded, 1.0)
        scores = []
        for own in words:
            telling = own - shared
            two = sum(asked.weights[pair] for pair in telling & heard)
            one = sum(0.2 * single[c] for c in telling if len(c) == 1 and c in single)
            scores.append(two + one)
        best = max(scores)
        if best <= 0:
            return tuple(among_none(tiers, asked))
        picked = [i for i, score in enumerate(scores) if score >= 0.75 * best]
        return with_first(tiers, tuple(tiers[i] for i in between(picked, asked)), asked)

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
        sizes = self._sizes_in(asked, size.counter) if EACH.search(asked.folded) else []
        found = {
            tier.model_dump_json(): tier
            for value in dict.fromkeys((size.value, *(one.value for one in sizes)))
            for tier in highest([tier for tier in choice.tiers if reaches(tier, value, asked)])
        }
        within = [tier for tier in choice.tiers if tier.model_dump_json() in found]
        if any(tier.bracket for tier in within):
            return choice.model_copy(update={"tiers": tuple(within), "size": size})
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
        return tuple(highest(picked)) if len(told) > 1 else ()

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
        counter, of = brackets[0].counter, " ".join(bracket.of or "" for bracket in brackets)
        if counter == "元":
            figure = self.sums.pick(asked, of)
            return Size(value=figure, counter="元", near="") if figure is not None else None
        if counter == "%":
            rates = [f for f in asked.query.figures if f.percent is not None]
            best = max(rates, key=lambda f: len(pairs(f.near) & pairs(of)), default=None)
            return Size(value=best.percent, counter="%", near=best.near) if best and best.percent is not None else None
        for message in asked.messages:
            sizes = [s for s in self.counters.read(message, [counter]) if self.counters.same(s.counter, counter)]
            if sizes:
                return max(sizes, key=lambda size: len(pairs(size.near) & pairs(of)))
        return None

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
        rows, content = [row] if row is not None else self._index.rows, self._index.content
        said = level_numerals(fold(" ".join(f"{r.name} {tier_words(t)} {t.quote}" for r in rows for t in r.tiers)))
        words = ((word, group) for group in self._kinds for word in group if word in asked.folded)
        unsaid = (word for word, group in words if not content.speaks_of(word) and any(one in said for one in group))
        return next(unsaid, None)
