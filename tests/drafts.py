"""Right drafts from the reward table: every tier in many forms and frames."""

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
