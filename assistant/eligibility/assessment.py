"""What a judged profile comes to: programmes with their amounts, what is certain, and what is worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.answering.calculation import Calculation, add_up, is_per_project, work_out
from assistant.answering.naming import tier_label, title
from assistant.answering.recording import stated
from assistant.answering.wording import award_clause, figure_text, plain, standard
from assistant.eligibility.judging import RANK, Condition, Judge, Judgement, Verdict, gap_word
from assistant.eligibility.profile import Profile
from assistant.eligibility.totals import Chosen, Subtotal, add_certain
from assistant.models import Bound, Model, Number, Reward, StatedAmount, Tier
from assistant.policy.corpus import Corpus
from assistant.policy.criteria import AwardCriteria, Criteria

NO_FIGURE = "文件没有写明金额"


class WorkedLine(Model):
    """A sum worked out from the firm's figures: outside what is certain."""

    headline: str
    lines: tuple[str, ...]
    yuan: Number
    bound: Bound


class Programme(Model):
    """One programme, judged; `yuan` with `bound` is what a fixed award gives, `worked` what a rate gives.

    `award` says in Markdown what a met programme gives, with `amounts` for its figures. `needed` names what must still
    be said, `others` the firm's titles of other levels that are not counted beside.
    """

    reward: str
    name: str
    title: str
    clause: str
    departments: tuple[str, ...]
    verdict: Verdict
    begun: bool
    conditions: tuple[Condition, ...]
    standard: str
    award: str | None
    yuan: Number | None
    bound: Bound | None
    worked: WorkedLine | None
    amounts: tuple[StatedAmount, ...]
    quote: str
    needed: tuple[str, ...]
    note: str | None
    others: tuple[str, ...]


class Outside(Model):
    """A row that no firm can be judged by, and why."""

    reward: str
    name: str
    clause: str
    reason: str
    quote: str


class Assessment(Model):
    """A firm's profile against one policy."""

    policy: str
    number: str
    as_of: date
    programmes: tuple[Programme, ...]
    outside: tuple[Outside, ...]
    certain: tuple[Subtotal, ...]

    def of(self, verdict: Verdict) -> tuple[Programme, ...]:
        """Return the programmes of a verdict, in the order of the policy."""
        return tuple(programme for programme in self.programmes if programme.verdict == verdict)


class Assessor:
    """Judges profiles against one policy; keeps no state."""

    def __init__(self, corpus: Corpus, criteria: Criteria) -> None:
        self._corpus, self.criteria = corpus, criteria
        self._meta = corpus.policy(criteria.policy).meta
        self._judge = Judge(criteria, self._meta)

    def assess(self, profile: Profile, as_of: date) -> Assessment:
        """Judge every award row for a profile."""
        pairs = [(award, self._corpus.reward(award.award)) for award in self.criteria.awards]
        judged = [(a, r, self._choose(a, r, profile)) for a, r in pairs if a.outside is None]
        return Assessment(
            policy=self.criteria.policy,
            number=self._meta.name,
            as_of=as_of,
            programmes=tuple(self._programme(award, reward, profile, options) for award, reward, options in judged),
            outside=tuple(_outside(award, reward, award.outside) for award, reward in pairs if award.outside),
            certain=add_certain([options[0] for *_, options in judged]),
        )

    def _choose(self, award: AwardCriteria, reward: Reward, profile: Profile) -> tuple[Chosen, ...]:
        """Return the judgements of a row, the one that counts first: met before unknown, of the met ones the best."""
        options = [
            Chosen(
                judgement=judgement,
                calculation=_fixed(reward, judgement),
                worked=self._worked(award, reward, judgement, profile),
            )
            for judgement in self._judge.judge(award, reward, profile)
        ]
        return tuple(sorted(options, key=lambda option: (-RANK[option.judgement.verdict], -option.value)))

    def _worked(
        self, award: AwardCriteria, reward: Reward, judgement: Judgement, profile: Profile
    ) -> Calculation | None:
        sums = [s.yuan for s in profile.of(award.base) if s.yuan is not None]
        tier = next((tier for tier in judgement.tiers if tier.percent is not None), None)
        if judgement.verdict == "unmet" or tier is None or not sums:
            return None
        years = profile.one(award.years)
        term = int(years.count) if years is not None and years.count else None
        return work_out(reward, tier, sums if is_per_project(tier) else sums[-1:], term)

    def _programme(
        self, award: AwardCriteria, reward: Reward, profile: Profile, options: Sequence[Chosen]
    ) -> Programme:
        best = options[0]
        judgement, tiers = best.judgement, best.judgement.tiers
        met = judgement.verdict == "met"
        return Programme(
            reward=reward.id,
            name=reward.name,
            title=title(reward, tiers[0]) if len(tiers) == 1 else reward.name,
            clause=reward.clause,
            departments=reward.departments,
            verdict=judgement.verdict,
            begun=judgement.begun,
            conditions=judgement.conditions,
            standard=_standards(reward, tiers or reward.tiers),
            award=_award(reward, tiers) if met else None,
            yuan=best.calculation.value if met and best.calculation else None,
            bound=best.calculation.bound if met and best.calculation else None,
            worked=_line(best.worked) if met and best.worked else None,
            amounts=_amounts(reward, best) if met else (),
            quote=tiers[0].quote if met else judgement.conditions[0].quote,
            needed=self._needed(award, judgement, profile, reward),
            note=reward.note,
            others=tuple(option.judgement.level or "" for option in options[1:] if option.judgement.level),
        )

    def _needed(self, award: AwardCriteria, judgement: Judgement, profile: Profile, reward: Reward) -> tuple[str, ...]:
        """Name what is still to be said: what the conditions lack, and the figure that a rate applies to."""
        if judgement.verdict == "unmet":
            return ()
        named = []
        for condition in judgement.conditions:
            field = self.criteria.field(condition.field)
            if condition.gap is not None and field is not None:
                named.append(gap_word(field, condition.gap))
        base = self.criteria.field(award.base) if award.base else None
        if base is not None and profile.one(award.base) is None:
            named.append(base.label)
        return tuple(dict.fromkeys(named))


def _outside(award: AwardCriteria, reward: Reward, reason: str) -> Outside:
    return Outside(
        reward=reward.id, name=reward.name, clause=reward.clause, reason=reason, quote=award.quote or ""
    )  # fmt: skip


def _fixed(reward: Reward, judgement: Judgement) -> Calculation | None:
    """Return the fixed amount of the judged tiers, all payers together."""
    parts = [work_out(reward, tier, ()) for tier in judgement.tiers if tier.yuan is not None]
    return add_up(reward, parts) if len(parts) > 1 else parts[0] if parts else None


def _standards(reward: Reward, tiers: Iterable[Tier]) -> str:
    figured = [tier for tier in tiers if tier.yuan is not None or tier.percent is not None]
    if not figured:
        return reward.note or NO_FIGURE
    if len(figured) == 1 and figured[0].payer is None:
        return standard(reward, figured[0])
    return "；".join(f"{tier_label(reward, tier)}{standard(reward, tier)}" for tier in figured)


def _award(reward: Reward, tiers: Sequence[Tier]) -> str:
    if len(tiers) == 1:
        return award_clause(reward, tiers[0]) if tiers[0].yuan or tiers[0].percent else reward.note or NO_FIGURE
    return "，".join(f"{tier_label(reward, tier)}每家给予 **{figure_text(tier)}** 一次性奖励" for tier in tiers)


def _amounts(reward: Reward, chosen: Chosen) -> tuple[StatedAmount, ...]:
    table = (amount for tier in chosen.judgement.tiers for amount in stated(reward, tier))
    return (*table, *(chosen.worked.amounts if chosen.worked else ()))


def _line(calculation: Calculation) -> WorkedLine:
    headline = plain(calculation.headline)
    return WorkedLine(headline=headline, lines=calculation.lines, yuan=calculation.value, bound=calculation.bound)
