"""What staff say of a clause on the phone: each standard with bound and condition, validity, department, clause."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from assistant.answering.naming import other_beneficiary, tier_label, title
from assistant.answering.wording import award_clause
from assistant.lookup.citation import name_clause, tighten
from assistant.lookup.validity import describe_window
from assistant.models import Clause, Model, PolicyMeta, Reward, Tier
from assistant.policy.outline import CLOSING, OPENING
from assistant.policy.validity import is_over

_EMPHASIS = re.compile(r" ?\*\* ?")
_NO_NEWS = re.compile(r"^(?:属于|列入|符合条件的)")
STACKING = "市内奖励从优且不重复享受。"


class Script(Model):
    """A spoken reply and what it is on: the whole clause, or a programme of it, or one level of that."""

    label: str
    reward: str | None = None
    level: str | None = None
    text: str


def say_scripts(meta: PolicyMeta, clause: Clause, rewards: Sequence[Reward], today: date) -> tuple[Script, ...]:
    """Return the reply on the whole clause, then those on each programme and on each of its levels."""
    scripts = [Script(label="整条", text=say_script(meta, clause, rewards, today))]
    awards = [reward for reward in rewards if reward.kind == "award"]
    for reward in awards:
        if len(awards) > 1:
            scripts.append(Script(label=reward.name, reward=reward.id, text=say_script(meta, clause, [reward], today)))
        for tier in reward.tiers if len(reward.tiers) > 1 else ():
            one = reward.model_copy(update={"tiers": (tier,)})
            level, text = tier.level or tier.payer, say_script(meta, clause, [one], today)
            scripts.append(Script(label=title(reward, tier), reward=reward.id, level=level, text=text))
    return tuple(scripts)


def choose_script(scripts: Sequence[Script], awards: Collection[str], words: str) -> Script:
    """Return the reply on the programme and level that the words name; on the whole clause where they name none."""
    own = [script for script in scripts if script.reward in awards]
    levels = [script for script in own if script.level and script.level in words]
    whole = [script for script in own if script.level is None]
    return next(iter(levels or whole), scripts[0])


def say_script(meta: PolicyMeta, clause: Clause, rewards: Sequence[Reward], today: date) -> str:
    """Return the spoken reply; its figures are the table's or stand verbatim in the clause."""
    awards = [reward for reward in rewards if reward.kind == "award"]
    place = name_clause(meta, clause.label)
    if clause.label in (OPENING, CLOSING):
        return f"您好，{place}写明：{tighten(clause.body)}"
    if not awards:
        opening = f"您好，{place}是关于“{tighten(clause.title)}”的措施，没有写明奖补金额。"
        return "".join((opening, f"主要内容是：{first_sentence(clause.body)}", *_closing(meta, clause, (), today)))
    said = "".join(f"{_say_award(reward)}。" for reward in awards)
    return "".join((f"您好，根据{place}，{said}", *_closing(meta, clause, awards, today)))


def first_sentence(text: str) -> str:
    """Return what stands before the first full stop, with it."""
    return f"{tighten(text).split('。')[0]}。"


def _say_award(reward: Reward) -> str:
    who = other_beneficiary(reward)
    condition = reward.condition
    told = condition is None or _NO_NEWS.sub("", condition) in reward.name
    lead = f"{reward.name}{f'（对象为{who}）' if who and told else ''}"
    lead += "，" if told else f"，条件是{condition}："
    standards = "；".join(_say_tier(reward, tier) for tier in reward.tiers)
    return f"{lead}{standards}"


def _say_tier(reward: Reward, tier: Tier) -> str:
    words = _EMPHASIS.sub("", award_clause(reward, tier))
    if reward.modality == "争取" or (tier.yuan is None and tier.percent is None):
        return words
    label = tier_label(reward, tier)
    each = tier.per if tier.per and tier.yuan is not None else ""
    return f"{'' if reward.name.startswith(label) else label}{each}{words}"


def _closing(meta: PolicyMeta, clause: Clause, awards: Iterable[Reward], today: date) -> Iterable[str]:
    if any(reward.stacking for reward in awards):
        yield STACKING
    if awards and (window := describe_window(meta, today)):
        after = f"，是否有后续政策，请咨询{meta.authority}" if is_over(meta, today) else ""
        yield f"请注意，{window}{after}。"
    if clause.departments:
        yield f"责任单位是{'、'.join(clause.departments)}。"
