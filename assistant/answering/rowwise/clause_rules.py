"""What a row's clause says around it, as far as it is for what a message tells of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache

from assistant.answering.rowwise.asked import Asked
from assistant.answering.rowwise.award_terms import (
    Most,
    Raised,
    Share,
    find_most,
    find_payers,
    find_raised,
    find_shares,
    first_in,
    instalments_in,
)
from assistant.models import Reward, Tier
from assistant.policy.instalments import Instalment
from assistant.policy.lexicon import fold
from assistant.policy.table import squeeze
from assistant.text import denying, giving
from assistant.understanding.content import level_numerals, pairs, segments
from assistant.understanding.rows import RowIndex, Sentence, sentences

DIFFERENCE = re.compile(r"差额|补差|补足差|不足部分")
FURTHER = re.compile("上述|以上|前款|本条|所涉|该|补助资金|奖励资金|奖补资金|资金|补贴")
"""What a sentence opens with that goes on about the award of the one before it."""

AMONG = re.compile(f"其中(?P<name>[^，。；]{{2,16}}?)(?:的?(?:{giving.AWARD}|资金))*分")
"""What only one of a row's awards is paid in: 其中A级的奖励资金分三年."""

HIGHER = re.compile(r"晋升|升级|更高|高等次|高级别|高一级|高层次|进等|提升等级|晋级")
MANY, MOST_SAID = 3, 0.6  # of so many words, that share must be said
TURN = re.compile("第[0-9一二三四五六七八九十]+[年届次期批场]")
LEVEL = re.compile("(?:国家|省|市|州|县|区)级")
DENIED = re.compile(rf"(?:{denying.IS_NOT}|{denying.NOT_DONE}|还没|没|未|非)[^，。；？！的]{{2,8}}")
_ASIDE = """
属 属于 拥有 具有 具备 取得 获得 有效期 国家 企业 单位 项目 仅 只 当年 同一 其中 连续 认定 方仅
"""
ASIDE = frozenset(_ASIDE.split())
"""Words of those whom a rule is for that tell nothing by themselves."""


class ClauseRules:
    """What the clauses of one index say around their rows."""

    def __init__(self, index: RowIndex) -> None:
        self._index = index
        self._sentences = cache(self._read_sentences)

    def text_of(self, row: Reward) -> str:
        """Return the text of a row's clause."""
        return self._index.clause(row.policy, row.clause).text

    def _read_sentences(self, policy: str, label: str) -> tuple[Sentence, ...]:
        return tuple(sentences(self._index.clause(policy, label)))

    def rows_before(self, row: Reward) -> tuple[Reward, ...]:
        """Return the row of the same clause that stands before one, to which it adds."""
        same = [other for other in self._index.rows if (other.policy, other.clause) == (row.policy, row.clause)]
        at = same.index(row)
        return (same[at - 1],) if at else ()

    def share_for(self, row: Reward, asked: Asked) -> Share | None:
        """Return what share of a row's standard those get whom a message tells of: 分公司按应补金额的一半."""
        shares = (share for sentence in self._sentences(row.policy, row.clause) for share in find_shares(sentence))
        return next((share for share in shares if self._is_told(share.who, row, asked)), None)

    def raised_cap(self, row: Reward, asked: Asked) -> Raised | None:
        """Return the higher cap of those whom a message tells of."""
        raised = (one for sentence in self._sentences(row.policy, row.clause) for one in find_raised(sentence))
        return next((one for one in raised if self._is_told(one.who, row, asked)), None)

    def most_of(self, row: Reward) -> list[Most]:
        """Return at most how many of a thing a row's clause counts, said from its figures on."""
        return find_most(self._from(row))

    def instalments(self, row: Reward, tier: Tier) -> tuple[Instalment, ...]:
        """Return in which parts a tier is paid: its own, else those that the clause says behind it."""
        if tier.parts:
            whole = sum((part.yuan or part.percent or Decimal(0) for part in tier.parts), Decimal(0))
            return tuple(
                Instalment(case=part.case, share=part.yuan or part.percent or Decimal(0), whole=whole, yuan=part.yuan)
                for part in tier.parts
            )
        text = self._from(row)
        if (among := AMONG.search(text)) and not pairs(among["name"]) <= pairs(f"{row.name}{tier.name}{tier.quote}"):
            return ()
        if among and tier.name and not pairs(among["name"]) & pairs(tier.name):
            return ()
        said, *further = text.split("。")
        after = next((one for one in further if FURTHER.match(one) or AMONG.match(one)), "")
        return first_in(f"{said}。{after}", instalments_in)

    def payers(self, row: Reward) -> tuple[Instalment, ...]:
        """Return which share of a row's sums each payer bears."""
        return first_in(squeeze(self.text_of(row)), find_payers)

    def sentence_with(self, row: Reward, find: Callable[[str], object]) -> Sentence | None:
        """Return the first sentence of a row's clause in which something is found."""
        return next((one for one in self._sentences(row.policy, row.clause) if find(one.text)), None)

    def difference_rule(self, row: Reward) -> Sentence | None:
        """Return the sentence by which a firm that rises gets only the difference: of the row's clause, or of all."""
        rules = [s for s in self._index.sentences if s.clause.policy == row.policy and DIFFERENCE.search(s.text)]
        own = [s for s in rules if s.clause.label == row.clause]
        return next(iter(own or [s for s in rules if HIGHER.search(s.text)]), None)

    def _from(self, row: Reward) -> str:
        """Return what a row's clause says from the row's quote on, without blanks."""
        text, quote = squeeze(self.text_of(row)), squeeze(row.tiers[0].quote)
        return text[max(text.find(quote), 0) :]

    def _is_told(self, who: str, row: Reward, asked: Asked) -> bool:
        """Whether a message tells of those whom a rule is for, by the words that the row itself has not."""
        told = "。".join(DENIED.sub("", fold(message)) for message in asked.messages)
        heard = {pair for pair, _ in self._index.content.read(told).items()} | pairs(told)
        known = fold(f"{row.name}{row.condition or ''}" + "".join(tier.quote.split("，")[0] for tier in row.tiers))
        if any(turn not in level_numerals(told) for turn in TURN.findall(level_numerals(who))):
            return False
        turned = bool(TURN.search(level_numerals(who)))
        return any(_all_said(words, heard, known, turned) for words in _alternatives(who))


def _alternatives(who: str) -> Iterable[list[str]]:
    """Yield the words of each of those that a rule names side by side, all of the level of the first."""
    level = LEVEL.match(who)
    for one in re.split("[、和及或]", fold(who)):
        one = one if level is None or LEVEL.match(one) else f"{level[0]}{one}"
        yield [word for run in segments(one) for word in run if word not in ASIDE]


def _all_said(words: list[str], heard: set[str], known: str, turned: bool) -> bool:
    """Whether what the row itself has not is said of the words; `turned` is true where a turn (第二年) was."""
    telling = [word for word in words if word not in known and len(word) > 1]
    said = sum(bool(pairs(word) & heard) for word in telling)
    return (bool(telling) or turned) and (
        said == len(telling) or (len(telling) >= MANY and said >= MOST_SAID * len(telling))
    )
