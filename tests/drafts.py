"""Right and wrong drafts from the reward table: every tier in many forms and frames, and what goes wrong with it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.models import Bound, Reward
from assistant.policy.corpus import Corpus
from assistant.text.figures import Unit
from tests.forms import FORMS, Form

# How each award is called, by level; the forms of 首台（套） and 技改 differ from the rest.
SUBJECTS = {
    "technology-center": "{level}企业技术中心",
    "innovative-product": "传统产业重点创新产品项目",
    "revenue-ten-billion": "首次年营业收入超百亿元的企业",
    "above-scale": "规下转规上企业",
    "single-champion": "{level}单项冠军企业",
    "specialized-sme": "{level}“专精特新”企业",
    "internet-platform": "省级工业互联网示范平台",
    "5g-benchmark": "“5G+工业互联网”应用标杆企业",
    "service-manufacturing": "{level}服务型制造示范项目",
    "industrial-design-center": "{level}工业设计中心",
    "industrial-tourism": "{level}工业旅游示范基地",
    "consumption-promotion": "各地“全闽乐购”促消费活动",
    "first-set": "{level}首台（套）重大技术装备",
    "equipment-upgrade": "列入{level}重点技术改造项目的设备投资补助",
    "upgrade-loan-interest": "省重点技改项目贷款贴息",
    "receivables-financing": "供应链核心企业的应收账款融资奖励",
}
SHORT_LEVELS = {"equipment-upgrade": {"省级": "省", "市级": "市"}}
BOUND_WORDS: dict[Bound, tuple[str, ...]] = {
    "exact": ("{}",),
    "at_most": ("不超过{}", "最高{}", "至多{}", "{}以内", "上限{}", "{}封顶", "不高于{}", "最多{}"),
    "at_least": ("不低于{}", "至少{}", "{}起", "{}以上", "不少于{}", "最低{}"),
}
FRAMES = (
    "{subject}的标准是{figure}。",
    "{subject}：{figure}",
    "您好，{subject}可获{figure}奖补，具体以主管部门解释为准。",
    "根据宁政办〔2021〕68号，对{subject}给予{figure}。",
    "## 答复\n- 项目：{subject}\n- 标准：{figure}\n- 认定截止：2021年12月31日",
    "| 项目 | 标准 |\n|---|---|\n| {subject} | {figure} |",
    "关于{subject}，文件规定的标准为{figure}。",
    "来电收悉。{subject}，{figure}，请联系市工信局。特此答复。",
    "1. {subject}：{figure}；\n2. 其他事项请拨打12345。",
    "**{subject}**：{figure}。",
    "如果被认定为{subject}，能拿{figure}。",
    "问：{subject}给多少？\n答：{figure}。",
    "给予{figure}，对象是{subject}。",
    "{subject}这一项，政策写的是{figure}，见原文。",
    "> 提示：认定截止2021年12月31日。\n\n{subject}的奖补为{figure}。",
    "咨询的是{subject}吧？那就{figure}。",
    "{subject}按{figure}执行；资格认定已于2021年12月31日截止。",
    "一句话：{subject}，{figure}，别的没有。",
    "### {subject}\n{figure}。",
    "老板您好～{subject}这块是{figure}哦。",
    "尊敬的企业负责人：贵公司若属于{subject}，可享受{figure}。感谢来电，祝生产顺利！",
    "（一）{subject}\n标准：{figure}。\n（二）其他\n请以文件原文为准。",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure of one tier, to be written down: rightly, or with something changed."""

    reward: str
    level: str | None
    payer: str | None
    unit: Unit
    value: Decimal
    bound: Bound
    base: str | None = None

    def subject(self) -> str:
        """Return what the statement is said of."""
        level = SHORT_LEVELS.get(self.reward, {}).get(self.level or "", self.level or "")
        return SUBJECTS[self.reward].format(level=level) + (f"（{self.payer}）" if self.payer else "")


def statements(corpus: Corpus) -> tuple[Statement, ...]:
    """Return every figure of every award, caps included."""
    return tuple(one for reward in corpus.rewards if reward.id in SUBJECTS for one in _of_reward(reward))


def _of_reward(reward: Reward) -> Iterator[Statement]:
    for tier in reward.tiers:
        one = Statement(reward.id, tier.level, tier.payer, Unit.YUAN, Decimal(0), tier.bound or "exact", tier.base)
        if tier.yuan is not None:
            yield replace(one, value=tier.yuan)
        if tier.percent is not None:
            yield replace(one, unit=Unit.PERCENT, value=tier.percent)
        if tier.cap_yuan is not None:
            yield replace(one, value=tier.cap_yuan, bound="at_most")


def write(one: Statement, form: Form, frame: str, rng: random.Random) -> str:
    """Write a statement in a form of numerals and a frame of words."""
    figure = rng.choice(BOUND_WORDS[one.bound]).format(form.write(one.value))
    return frame.format(subject=one.subject(), figure=figure)


def forms_for(one: Statement) -> tuple[Form, ...]:
    """Return the forms that can write the statement's value."""
    return tuple(form for form in FORMS if form.unit is one.unit and form.can_write(one.value))


def right_drafts(corpus: Corpus, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield (draft, note): every tier in every form, each in several frames."""
    for one in statements(corpus):
        for form in forms_for(one):
            for frame in rng.sample(FRAMES, 5):
                yield write(one, form, frame, rng), f"{one.reward} {form.name}"


def wrong_drafts(corpus: Corpus, rng: random.Random, count: int) -> Iterator[tuple[str, str]]:
    """Yield `count` (draft, kind), each with one thing changed in a right draft."""
    known = statements(corpus)
    made = 0
    kinds = [*MUTATIONS, *SUMS]
    while made < count:
        kind = kinds[made % len(kinds)]
        draft = _changed(kind, known, rng)
        if draft is None:
            continue
        if rng.random() < 0.5:
            draft = _among_right_ones(draft, known, rng)
        made += 1
        yield draft, kind


def _changed(kind: str, known: tuple[Statement, ...], rng: random.Random) -> str | None:
    """Return a draft with something of that kind changed; None where the choice left nothing to change."""
    one = rng.choice(known)
    if kind in SUMS:
        return SUMS[kind](one, known, rng)
    changed = MUTATIONS[kind](one, known, rng)
    if changed is None or _is_right(changed, known) or not forms_for(changed):
        return None
    return write(changed, rng.choice(forms_for(changed)), rng.choice(FRAMES), rng)


def _drop_cap(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> str | None:
    """Work out a rate on a base so large that its cap decides, and forget the cap."""
    caps = [k.value for k in known if (k.reward, k.level) == (one.reward, one.level) and k.bound == "at_most"]
    if one.unit is not Unit.PERCENT or one.base is None or not (caps := [cap for cap in caps if cap > 100]):
        return None
    base = Decimal(int(caps[0] * 100 / one.value * rng.choice([2, 3, 5])) // 10_000 * 10_000)
    result = base * one.value / 100
    rate = f"{base / 10_000:f}万元×{one.value:f}%={result / 10_000:f}万元"
    return rng.choice(
        (
            f"{one.subject()}：{rate}，可补{result / 10_000:f}万元。",
            f"{one.subject()}，{rate}，最多补{result / 10_000:f}万元。",
        )
    )


def _add_up(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> str | None:
    """Add two awards that the text does not let be added: levels of one programme, or two programmes."""
    other = rng.choice([k for k in known if k.unit is Unit.YUAN])
    if one.unit is not Unit.YUAN or one.payer or other.payer or (one.reward, one.level) == (other.reward, other.level):
        return None
    figures = [BOUND_WORDS[k.bound][0].format(f"{k.value / 10_000:f}万元") for k in (one, other)]
    total = f"{(one.value + other.value) / 10_000:f}万元"
    word = rng.choice(("合计", "一共可拿", "加起来"))
    return f"{one.subject()}{figures[0]}，{other.subject()}{figures[1]}，{word}{total}。"


def _is_right(one: Statement, known: tuple[Statement, ...]) -> bool:
    return any(
        (one.reward, one.level, one.payer, one.unit, one.value, one.bound)
        == (k.reward, k.level, k.payer, k.unit, k.value, k.bound)
        for k in known
    )


def _among_right_ones(draft: str, known: tuple[Statement, ...], rng: random.Random) -> str:
    """Put right statements before and behind a draft."""
    extra = [write(one, rng.choice(forms_for(one)), FRAMES[0], rng) for one in rng.sample(known, 2)]
    return f"{extra[0]}\n\n{draft}\n\n{extra[1]}"


def _change_digit(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> Statement:
    factor = Decimal(
        rng.choice(
            [
                "0.2",
                "0.3",
                "0.4",
                "0.6",
                "0.7",
                "0.8",
                "0.9",
                "1.1",
                "1.2",
                "1.4",
                "1.5",
                "1.6",
                "1.8",
                "2",
                "3",
                "4",
                "6",
                "7",
                "9",
            ]
        )
    )
    return replace(one, value=one.value * factor)


def _change_unit(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> Statement:
    power = rng.choice([1, 2, 3, 4]) if one.unit is Unit.YUAN else 1
    return replace(one, value=one.value * Decimal(10) ** (power if rng.random() < 0.5 else -power))


def _change_level(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> Statement | None:
    others = [
        k
        for k in known
        if k.reward == one.reward and k.unit is one.unit and k.value != one.value and k.level != one.level
    ]
    return replace(one, level=rng.choice(others).level) if others else None


def _change_programme(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> Statement:
    other = rng.choice(known)
    return replace(one, reward=other.reward, level=other.level, payer=other.payer)


def _change_bound(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> Statement:
    bounds: list[Bound] = [bound for bound in BOUND_WORDS if bound != one.bound]
    return replace(one, bound=rng.choice(bounds))


def _change_payer(one: Statement, known: tuple[Statement, ...], rng: random.Random) -> Statement | None:
    if one.payer is None:
        return None
    return replace(one, payer=rng.choice(["中央财政", "县级财政", "项目受益财政", "国家财政", "乡镇财政"]))


MUTATIONS = {
    "digit": _change_digit,
    "unit": _change_unit,
    "level": _change_level,
    "programme": _change_programme,
    "bound": _change_bound,
    "payer": _change_payer,
}
SUMS = {"cap": _drop_cap, "sum": _add_up}
