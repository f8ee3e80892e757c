"""What a row of the reward table grants or asks for, in one phrase."""

from __future__ import annotations

from assistant.answering.wording import bounded, standard
from assistant.models import Reward, Tier
from assistant.text.numerals import format_yuan


def say_standard(reward: Reward, tier: Tier) -> str:
    """Say a tier's figure with all that bounds it: 一次性不低于50万元; 不低于100家; 不超过设备投资的5%."""
    if tier.count is not None:
        return bounded(f"{format_yuan(tier.count).removesuffix('元')}{tier.counter}", tier.bound)
    if reward.kind != "award" and tier.yuan is not None:
        return bounded(format_yuan(tier.yuan), tier.bound)
    return standard(reward, tier)
