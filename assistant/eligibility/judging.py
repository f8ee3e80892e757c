"""Judge a profile against the criteria of a policy: each condition, each programme; no arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from assistant.answering.particulars import chinese_date
from assistant.eligibility.profile import Profile, Statement
from assistant.models import Model, PolicyMeta, Reward, Tier
from assistant.policy.criteria import AwardCriteria, Criteria, Criterion, Operator, ProfileField

Verdict = Literal["met", "unmet", "unknown"]
Gap = Literal["answer", "level", "date", "day", "amount"]
LACKS = "不具备这一条件"
RANK: dict[Verdict, int] = {"met": 2, "unknown": 1, "unmet": 0}


class Condition(Model):
    """One condition, judged; `gap` is what the profile lacks, `interpreter` whether only the interpreter can decide."""

    field: str
    label: str
    verdict: Verdict
    reason: str | None = None
    clause: str
    quote: str
    gap: Gap | None = None
    interpreter: bool = False


class Judgement(Model):
    """One award row, judged for the best of the firm's titles; `tiers` are those that its level picks."""

    reward: Reward
    verdict: Verdict
    conditions: tuple[Condition, ...]
    tiers: tuple[Tier, ...] = ()
    level: str | None = None
    begun: bool = False


class Finding(Model):
    """What an operator makes of a statement."""

    verdict: Verdict
    reason: str | None = None
    gap: Gap | None = None
    interpreter: bool = False


MET = Finding(verdict="met")


class Judge:
    """Judges profiles against the criteria of one policy; keeps no state."""

    def __init__(self, criteria: Criteria, meta: PolicyMeta) -> None:
        self._criteria, self._meta = criteria, meta
        self._operators: dict[Operator, Callable[[Criterion, ProfileField, Statement | None], Finding]] = {
            "holds": self._holds,
            "in_window": self._in_window,
            "in_year": self._in_year,
            "above": self._above,
            "one_of": self._one_of,
        }

    def judge(self, award: AwardCriteria, reward: Reward, profile: Profile) -> tuple[Judgement, ...]:
        """Judge an award row: one judgement a title of the firm, else one; the best first."""
        titles = profile.of(award.tier) if award.tier else ()
        judged = [self._judge_title(award, reward, profile, title) for title in titles or (None,)]
        return tuple(sorted(judged, key=lambda judgement: -RANK[judgement.verdict]))

    def _judge_title(
        self, award: AwardCriteria, reward: Reward, profile: Profile, title: Statement | None
    ) -> Judgement:
        conditions = []
        for criterion in award.criteria:
            statement = title if title and criterion.field == award.tier else profile.one(criterion.field)
            conditions.append(self._condition(criterion, reward, self._date_of(criterion, statement, profile)))
        level = title.level if title else None
        if award.tier and level is None:
            tiers: tuple[Tier, ...] = ()
        else:
            tiers = tuple(t for t in reward.tiers if not award.tier or t.level == level)
        return Judgement(
            reward=reward,
            verdict=min((c.verdict for c in conditions), key=lambda verdict: RANK[verdict]),
            conditions=tuple(conditions),
            tiers=tiers,
            level=level,
            begun=award.base in profile.fields or any(c.field in profile.fields for c in conditions),
        )

    def _date_of(self, criterion: Criterion, statement: Statement | None, profile: Profile) -> Statement | None:
        """Return the statement on a date; failing it, what is denied of the field that it is the date of."""
        field = self._criteria.field(criterion.field)
        if statement is not None or field is None or field.of is None:
            return statement
        parent = profile.one(field.of)
        return parent if parent is not None and _denies(parent, self._criteria) else None

    def _condition(self, criterion: Criterion, reward: Reward, statement: Statement | None) -> Condition:
        field = self._criteria.field(criterion.field)
        assert field is not None  # checked when the corpus was loaded
        finding = self._operators[criterion.operator](criterion, field, statement)
        return Condition(
            field=field.id,
            label=criterion.label,
            clause=criterion.clause or reward.clause,
            quote=criterion.quote,
            **finding.model_dump(),
        )

    # ------------------------------------------------------------ operators

    def _holds(self, criterion: Criterion, field: ProfileField, statement: Statement | None) -> Finding:
        if statement is None or statement.held is None:
            return _lacking(field, "answer")
        if not statement.held:
            return Finding(verdict="unmet", reason=LACKS)
        if field.levels and statement.level is None:
            return _lacking(field, "level")
        if criterion.values and statement.level not in criterion.values:
            return Finding(verdict="unmet", reason=f"条款只写明{'、'.join(criterion.values)}")
        return MET

    def _in_window(self, criterion: Criterion, field: ProfileField, statement: Statement | None) -> Finding:
        if statement is None:
            return _lacking(field, "date")
        if statement.held is False or _denies(statement, self._criteria):
            return Finding(verdict="unmet", reason=LACKS)
        if statement.when is None:
            return _lacking(field, "date")
        start, end, day = self._meta.since, self._criteria.window.until, date_word(field)
        if statement.when.first > end:
            return Finding(verdict="unmet", reason=f"{day}晚于资格认定截止日期{chinese_date(end)}，不在期限内")
        if statement.when.last < start:
            return Finding(
                verdict="unknown",
                reason=(
                    f"{day}早于文件施行日{chinese_date(start)}；施行前取得的是否适用，文件没有写明，"
                    f"由{self._meta.authority}解释"
                ),
                interpreter=True,
            )
        if statement.when.first < start or statement.when.last > end:
            return Finding(verdict="unknown", reason=f"需要具体的{day}才能判断是否在期限内", gap="day")
        return MET

    def _in_year(self, criterion: Criterion, field: ProfileField, statement: Statement | None) -> Finding:
        if statement is not None and _denies(statement, self._criteria):
            return Finding(verdict="unmet", reason=LACKS)
        if statement is None or statement.when is None:
            return _lacking(field, "date")
        years = {statement.when.first.year, statement.when.last.year}
        return (
            MET
            if years == {criterion.year}
            else Finding(verdict="unmet", reason=f"条款写明的是{criterion.year}年的企业")
        )

    def _above(self, criterion: Criterion, field: ProfileField, statement: Statement | None) -> Finding:
        stated = statement.yuan if statement else None
        if statement is None or stated is None or criterion.yuan is None:
            return _lacking(field, "amount")
        if stated > criterion.yuan or (statement.over and stated == criterion.yuan):
            return MET
        if statement.over:
            return _lacking(field, "amount")
        return Finding(verdict="unmet", reason="没有超过条款写明的数额")

    def _one_of(self, criterion: Criterion, field: ProfileField, statement: Statement | None) -> Finding:
        if statement is None or statement.choice is None:
            return _lacking(field, "answer")
        return MET if statement.choice in criterion.values else Finding(verdict="unmet", reason=LACKS)


def date_word(field: ProfileField) -> str:
    """Name the date of a field: 认定日期, 列入日期, 投产纳统或转为规上的日期."""
    return field.label if field.kind == "date" else field.date_label or "认定日期"


def gap_word(field: ProfileField, gap: Gap) -> str:
    """Name what is lacking of a field.

    >>> field = ProfileField(id="x", label="单项冠军企业", group="titles", kind="title", levels=("省级",))
    >>> gap_word(field, "date"), gap_word(field, "level")
    ('单项冠军企业的认定日期', '单项冠军企业的级别')
    """
    if gap in ("date", "day"):
        named = "" if field.kind == "date" else f"{field.label}的"
        return f"{named}{'具体' if gap == 'day' else ''}{date_word(field)}"
    return f"{field.label}的级别" if gap == "level" else field.label


def _lacking(field: ProfileField, gap: Gap) -> Finding:
    said = gap_word(field, gap)
    if gap == "answer":
        lead = {"title": "需要说明是否取得", "yes_no": "需要确认是否属实："}.get(field.kind, "需要说明是否")
        return Finding(verdict="unknown", reason=f"{lead}{said}", gap=gap)
    return Finding(verdict="unknown", reason=f"需要说明{said}", gap=gap)


def _denies(statement: Statement, criteria: Criteria) -> bool:
    """Whether the statement denies its field: not held, or the option that no criterion asks for."""
    if statement.held is False:
        return True
    wanted = {v for award in criteria.awards for c in award.criteria if c.field == statement.field for v in c.values}
    return statement.choice is not None and statement.choice not in wanted
