"""The first words of an answer to a question that wants a yes or no: whether a sum, a day or a threshold is met."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from assistant.answering.evidence import Evidence
from assistant.answering.particulars import chinese_date
from assistant.answering.parts import Parts
from assistant.answering.premises import Premises
from assistant.models import Bound, PolicyMeta, Reward
from assistant.policy.corpus import Corpus
from assistant.text.figures import Unit, find_figures
from assistant.text.numerals import format_yuan
from assistant.understanding.query import Intent, Query, UserFigure
from assistant.understanding.wordlists import CONFIRMING_WORDS, any_of

CONFIRMING = any_of(rf"{CONFIRMING_WORDS} 对[不么] 是[吗吧不么](?!少) [吗吧]\W*$ 有没有 能不能 可不可以 [是对]\W*$")
HAS_AWARD = re.compile(
    r"有(?:没有)?(?:什么|啥|些)?(?:奖|补|钱|资助|资金)[^，。；？,;?多少几]{0,3}(?:吗|没有?|么|不)"
    r"|(?:给|有)不(?:给|有)?(?:奖|补|钱)|[奖补]不[奖补]|有没有(?:奖|补|钱|资助)"
)
STILL = any_of("还有 还能 还可以 来得及 赶得上 算数 作数 算不算 还算 有效 能领 能拿 能申请 能申报 晚 过期 吗")
RELATIVE = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
VAGUELY_BEFORE = any_of("历年 往年 之前 以前 原来 过去 常年 一直")
YEAR = re.compile(r"(20\d\d)年?")
JUST = any_of("刚好 正好 恰好 整整")
ABOUT = any_of("大概 大约 约 左右 上下 差不多 将近 接近 快")
REACHED = any_of("破 超 突破 过 冲过 上了")
FIRST, UNMET = "首次", "不符合"
OVER = re.compile(r"超过|超|以上|突破")
OTHERWISE: dict[Bound, str] = {
    "exact": "是的。",
    "at_most": "您说的数额是上限，不是固定或保底的数额。",
    "at_least": "您说的数额是下限，不是固定或封顶的数额。",
}


class Verdicts:
    """Judges, on one corpus, what a question wants a yes or no to."""

    def __init__(self, corpus: Corpus, parts: Parts) -> None:
        self._corpus = corpus
        self._parts = parts

    def lead(self, query: Query, evidence: Evidence, premises: Premises, as_of: date) -> tuple[str, ...]:
        """Return the sentences that stand before the answer."""
        if evidence.route not in ("awards", "measures", "deadline"):
            return ()
        rewards = [reward for subject in evidence.subjects for reward in subject.awards]
        judged = [said for reward in rewards for said in self._thresholds(reward, query, as_of)]
        judged += [said for reward in rewards for said in _terms(reward, query)]
        if not any(said.startswith(UNMET) for said in judged):
            judged += self._dates(query, evidence, as_of)
        return tuple(judged or self._sums(query, evidence, premises, rewards))

    def _dates(self, query: Query, evidence: Evidence, as_of: date) -> Iterator[str]:
        """Say whether a title of the day or year named is recognised within the window."""
        ends = {meta.award_window_end for meta in self._parts.metas(evidence.policies)}
        metas = self._parts.metas(evidence.policies)
        if len(ends) != 1 or (end := metas[0].award_window_end) is None:
            return
        own = any(said in query.question for said in query.dates)
        still = STILL.search(query.folded) is not None
        measured = any(said in figure.near for figure in query.figures for said in query.dates)
        asks = (query.recognised and (own or still)) or (own and still and not measured)
        asks = asks or (not own and Intent.DEADLINE in query.intents)
        for surface, first, last in _periods(query, as_of):
            if asks or (query.recognised and last > end):
                yield _judge(surface, first, last, end, metas[0])
            return

    def _thresholds(self, reward: Reward, query: Query, as_of: date) -> Iterator[str]:
        """Say whether the firm's figure is over the threshold of an award with a fixed sum, and for the first time."""
        rows = [row for row in self._corpus.rewards if row.kind == "threshold" and row.award == reward.id]
        if len(rows) != 1 or (limit := rows[0].tiers[0].yuan) is None:
            return
        given = {tier.yuan for tier in reward.tiers}
        told = [f for f in query.figures if f.yuan is not None and f.role != "claim" and f.yuan not in given]
        told = [f for f in told if f.yuan != limit or JUST.search(f.near) or ABOUT.search(f.near) or _year(f, as_of)]
        dated = [(_year(figure, as_of), figure) for figure in told if not VAGUELY_BEFORE.search(figure.near)]
        if not dated or any(figure.up_to is not None for figure in told):
            return
        year, figure = _current(dated, query, as_of)
        if figure.yuan == limit and not (JUST.search(figure.near) or ABOUT.search(figure.near)):
            return
        name, said, over = rows[0].name, format_yuan(figure.yuan or limit), OVER.search(rows[0].tiers[0].quote)
        before = [(y, f) for y, f in dated if y and year and y < year and _reaches(f, limit, over is not None)]
        if figure.yuan == limit and ABOUT.search(figure.near):
            yield f"您所说的{said}只是大概的数额，要{name}才符合条件，请以实际数额为准。"
        elif not _reaches(figure, limit, over is not None):
            yield f"{UNMET}：您所说的{said}没有达到“{name}”的条件。"
        elif before and FIRST in name:
            then, earlier = before[0]
            yield (
                f"{UNMET}：条件是“{name}”，您所说的{said}（{year}年）不是首次，"
                f"{then}年的{format_yuan(earlier.yuan or limit)}已经达到。"
            )
        else:
            yield f"您所说的{said}达到了“{name}”中的数额条件。"

    def _sums(self, query: Query, evidence: Evidence, premises: Premises, rewards: list[Reward]) -> Iterator[str]:
        if premises.wrong or premises.borne_out:
            return
        if premises.right:
            claim, bound = premises.right[0]
            if claim.bound not in (None, bound) and bound == "exact":
                yield "您说的数额是固定数额，没有上下限。"
            elif claim.bound not in (None, bound) or CONFIRMING.search(query.folded):
                yield OTHERWISE[bound]
            return
        alone = evidence.route == "awards" and len(evidence.subjects) == 1 and evidence.subjects[0].figured
        if alone and HAS_AWARD.search(query.folded) and _has_level(rewards, query.levels):
            yield "有。"


def _terms(reward: Reward, query: Query) -> Iterator[str]:
    """Say that a term the user names is longer than the longest, or is that."""
    longest = next((tier.term_years for tier in reward.tiers if tier.term_years), None)
    own = any(figure.unit is Unit.YEARS and figure.value == query.term for figure in query.said)
    if longest is None or query.term is None or not own or Intent.COMPARE in query.intents:
        return
    if query.term > longest:
        yield f"不是：最长{longest}年，超过的部分文件没有写明。"
    elif query.term == longest and CONFIRMING.search(query.folded):
        yield "是的。"


def _year(figure: UserFigure, as_of: date) -> int | None:
    """Return the year that a figure is of, by the words beside it."""
    if found := YEAR.search(figure.near):
        return int(found[1])
    return next((as_of.year + offset for word, offset in RELATIVE.items() if word in figure.near), None)


def _current(
    dated: Sequence[tuple[int | None, UserFigure]], query: Query, as_of: date
) -> tuple[int | None, UserFigure]:
    """Return the figure that is asked about: that of the year named last, else of the latest year, else the last."""
    years = [int(found[1]) for found in YEAR.finditer(query.folded)]
    years += [as_of.year + offset for word, offset in RELATIVE.items() if word in query.folded]
    named = [one for one in dated if one[0] in years]
    known = [one for one in dated if one[0] is not None]
    return max(named or (known if len(known) == len(dated) else dated[-1:]), key=lambda one: one[0] or 0)


def _reaches(figure: UserFigure, limit: Decimal, over: bool) -> bool:
    value = figure.yuan or Decimal(0)
    return value > limit or (value == limit and (not over or REACHED.search(figure.near) is not None))


def _has_level(rewards: list[Reward], levels: tuple[str, ...]) -> bool:
    own = {tier.level for reward in rewards for tier in reward.tiers if tier.level}
    return not levels or not own or bool(own & set(levels))


def _periods(query: Query, as_of: date) -> Iterator[tuple[str, date, date]]:
    """Yield the days, months and years named, as written, with their first and last day."""
    for figure in (figure for surface in query.dates for figure in find_figures(surface)):
        if figure.unit is Unit.DATE and figure.value >= 10000:
            year, rest = divmod(int(figure.value), 10000)
            month, day = divmod(rest, 100)
            yield (figure.surface, *_ends(year, month, day))
    for word, offset in RELATIVE.items():
        if word in query.dates:
            year = as_of.year + offset
            yield (f"{word}（{year}年）", *_ends(year, 0, 0))


def _ends(year: int, month: int, day: int) -> tuple[date, date]:
    if not 1 <= month <= 12:
        return date(year, 1, 1), date(year, 12, 31)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        return date(year, month, 1), date(year, month, last)
    return date(year, month, day), date(year, month, day)


def _judge(surface: str, first: date, last: date, end: date, meta: PolicyMeta) -> str:
    until = f"资格认定截止日期为{chinese_date(end)}"
    if first > end:
        return f"不在认定期限内：{until}，{surface}已超过期限。"
    if last > end:
        return f"{until}，请以认定的具体日期为准。"
    since = meta.effective or meta.issued
    if since is not None and last < since and last.year < since.year:
        return f"文件自{chinese_date(since)}起施行，{surface}取得的认定是否适用，文件没有写明。"
    return f"在认定期限内：{until}，{surface}没有超过。"
