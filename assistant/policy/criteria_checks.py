"""Check criteria against policy text and reward table: no condition without its words, no award row left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from assistant.errors import Fault
from assistant.models import Policy, Reward
from assistant.policy.criteria import JUDGES, AwardCriteria, Criteria, Criterion, ProfileField
from assistant.policy.lexicon import Lexicon
from assistant.policy.table import squeeze, stem
from assistant.text.figures import Unit, find_figures


def find_criteria_faults(
    file: str, criteria: Criteria, policies: Iterable[Policy], rewards: Iterable[Reward], lexicon: Lexicon
) -> Iterator[Fault]:
    """Yield every fault of one criteria file; `policies` and `rewards` are all of the corpus."""
    policy = next((policy for policy in policies if policy.meta.id == criteria.policy), None)
    if policy is None:
        yield Fault(file, "-", "policy", f"没有这份政策：{criteria.policy}")
        return
    topics = {topic.id for topic in lexicon.topics}
    yield from _Checker(file, criteria, policy, [r for r in rewards if r.policy == criteria.policy]).find_faults()
    for field in criteria.fields:
        if field.topic is not None and field.topic not in topics:
            yield Fault(file, field.id, "topic", f"词表中没有主题 {field.topic}")


class _Checker:
    """Checks one file against its policy."""

    def __init__(self, file: str, criteria: Criteria, policy: Policy, rewards: Sequence[Reward]) -> None:
        self._file, self._criteria, self._policy = file, criteria, policy
        self._rewards = {reward.id: reward for reward in rewards if reward.kind == "award"}
        self._texts = {clause.label: squeeze(clause.text) for clause in policy.clauses}

    def find_faults(self) -> Iterator[Fault]:
        yield from self._principles()
        yield from self._fields()
        yield from self._coverage()
        for award in self._criteria.awards:
            if award.award in self._rewards:
                yield from self._award(award, self._rewards[award.award])

    def _fault(self, row: str, field: str, message: str) -> Fault:
        return Fault(self._file, row, field, message)

    def _quote(self, row: str, clause: str, quote: str) -> Iterator[Fault]:
        if clause not in self._texts:
            yield self._fault(row, "clause", f"政策中没有条款 {clause}")
        elif squeeze(quote) not in self._texts[clause]:
            yield self._fault(row, "quote", f"引文不在条款 {clause} 中：{quote}")

    def _principles(self) -> Iterator[Fault]:
        window, stacking = self._criteria.window, self._criteria.stacking
        yield from self._quote("window", window.clause, window.quote)
        yield from self._quote("stacking", stacking.clause, stacking.quote)
        day = window.until
        if Decimal(day.year * 10_000 + day.month * 100 + day.day) not in _values(window.quote, Unit.DATE):
            yield self._fault("window", "until", f"引文中没有这个日期：{day}")
        if day != self._policy.meta.award_window_end:
            yield self._fault("window", "until", f"与政策文件头的认定截止日期不一致：{day}")

    def _fields(self) -> Iterator[Fault]:
        groups = {group.id for group in self._criteria.groups}
        used = {c.field for award in self._criteria.awards for c in award.criteria}
        used |= {name for a in self._criteria.awards for name in (a.tier, a.base, a.years) if name}
        seen: set[str] = set()
        for field in self._criteria.fields:
            if field.id in seen:
                yield self._fault(field.id, "id", "编号重复")
            seen.add(field.id)
            if field.group not in groups:
                yield self._fault(field.id, "group", f"没有这一组：{field.group}")
            if field.id not in used:
                yield self._fault(field.id, "id", "没有任何条件用到这一项")
            if field.of is not None and self._criteria.field(field.of) is None:
                yield self._fault(field.id, "of", f"没有这一项：{field.of}")
            if not set(field.option_terms) <= set(field.options):
                yield self._fault(field.id, "option_terms", "说法对应的选项不存在")
            if (field.kind == "choice") != bool(field.options):
                yield self._fault(field.id, "options", "只有单选项才有选项，且必须列出")
            if field.levels and field.kind != "title":
                yield self._fault(field.id, "levels", "只有认定项才有级别")

    def _coverage(self) -> Iterator[Fault]:
        """Yield rows that are unknown, given twice or left out."""
        named = [award.award for award in self._criteria.awards]
        for identifier in dict.fromkeys(named):
            if identifier not in self._rewards:
                yield self._fault(identifier, "award", "奖补表中没有这一行")
            if named.count(identifier) > 1:
                yield self._fault(identifier, "award", "同一行奖补写了两次")
        for identifier in self._rewards:
            if identifier not in named:
                yield self._fault(identifier, "criteria", "奖补表中的这一行没有写条件")

    def _award(self, award: AwardCriteria, reward: Reward) -> Iterator[Fault]:
        row = award.award
        if not award.reviewed:
            yield self._fault(row, "reviewed", "尚未复核，不能使用")
        if (award.outside is None) == (not award.criteria):
            yield self._fault(row, "criteria", "应写明条件，或写明不对企业判断的理由（outside），二者取一")
        if award.outside is not None:
            yield from self._quote(row, reward.clause, award.quote or "")
        elif reward.modality == "争取":
            yield self._fault(row, "outside", "争取类奖补不对企业判断，应写明理由")
        for number, criterion in enumerate(award.criteria):
            yield from self._criterion(f"{row}[{number}]", criterion, reward)
        yield from self._tier(award, reward)
        yield from self._base(award, reward)

    def _criterion(self, row: str, criterion: Criterion, reward: Reward) -> Iterator[Fault]:
        field = self._criteria.field(criterion.field)
        if field is None:
            yield self._fault(row, "field", f"没有这一项：{criterion.field}")
            return
        if field.kind not in JUDGES[criterion.operator]:
            yield self._fault(row, "operator", f"{criterion.operator} 不能用于 {field.kind}")
        yield from self._quote(row, criterion.clause or reward.clause, criterion.quote)
        yield from self._value(row, criterion, field)

    def _value(self, row: str, criterion: Criterion, field: ProfileField) -> Iterator[Fault]:
        """Check that an operator has the value it compares with, and that the quote says it."""
        stated = {name for name in ("yuan", "year", "values") if getattr(criterion, name)}
        wanted = {"above": {"yuan"}, "in_year": {"year"}, "one_of": {"values"}}.get(criterion.operator, set())
        allowed = wanted | ({"values"} if criterion.operator == "holds" and field.levels else set())
        for name in sorted(wanted - stated):
            yield self._fault(row, name, f"{criterion.operator} 缺少要比较的值")
        for name in sorted(stated - allowed):
            yield self._fault(row, name, f"{criterion.operator} 不用这个值")
        if criterion.yuan is not None and criterion.yuan not in _values(criterion.quote, Unit.YUAN):
            yield self._fault(row, "yuan", f"引文中没有这个数：{criterion.yuan}")
        if criterion.year is not None and criterion.year not in _years(criterion.quote):
            yield self._fault(row, "year", f"引文中没有这个年份：{criterion.year}")
        listed = field.options if field.kind == "choice" else field.levels
        for value in criterion.values:
            if value not in listed:
                yield self._fault(row, "values", f"{field.id} 没有这一选项：{value}")
            if stem(value) not in squeeze(criterion.quote):
                yield self._fault(row, "values", f"引文中没有写明：{value}")

    def _tier(self, award: AwardCriteria, reward: Reward) -> Iterator[Fault]:
        levels = [tier.level for tier in reward.tiers if tier.level]
        if award.outside is not None:
            return
        if award.tier is None:
            if len(levels) > 1:
                yield self._fault(award.award, "tier", "这一行有几个级别，应写明由哪一项决定")
            return
        field = self._criteria.field(award.tier)
        if field is None or field.kind != "title":
            yield self._fault(award.award, "tier", f"没有这一认定项：{award.tier}")
        elif not set(levels) <= set(field.levels):
            yield self._fault(award.award, "tier", f"{field.id} 的级别与奖补表不一致")

    def _base(self, award: AwardCriteria, reward: Reward) -> Iterator[Fault]:
        rated = any(tier.percent is not None for tier in reward.tiers)
        termed = any(tier.term_years is not None for tier in reward.tiers)
        for name, wanted, kind in (("base", rated, "money"), ("years", termed, "count")):
            value: str | None = getattr(award, name)
            field = self._criteria.field(value) if value else None
            if award.outside is None and wanted and value is None:
                yield self._fault(award.award, name, "按比例计算的奖补应写明由哪一项计算")
            if value is not None and (not wanted or field is None or field.kind != kind):
                yield self._fault(award.award, name, f"{value} 不能用来计算这一行")


def _values(text: str, unit: Unit) -> set[Decimal]:
    return {figure.value for figure in find_figures(text) if figure.unit is unit}


def _years(text: str) -> set[int]:
    return {int(value) // 10_000 for value in _values(text, Unit.DATE)}
