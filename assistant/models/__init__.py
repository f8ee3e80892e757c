"""The values that cross the seams of the pipeline: frozen, closed, and free of behaviour.

Money is `Decimal` in 元, rates are `Decimal` in percent, spans are half-open code-point offsets.
"""

from __future__ import annotations

from assistant.models.answer import (
    Answer,
    CheckedFigure,
    Citation,
    Finding,
    GuardResult,
    Hit,
    ResultSet,
    StatedAmount,
    Turn,
)
from assistant.models.base import TEXT_LIMIT, Bound, Kind, Modality, Model, Number, Role, Source, Status, as_number
from assistant.models.policy import Bracket, Clause, Most, Part, Policy, PolicyMeta, Reward, Step, Tier

__all__ = [
    "TEXT_LIMIT",
    "Answer",
    "Bound",
    "Bracket",
    "CheckedFigure",
    "Citation",
    "Clause",
    "Finding",
    "GuardResult",
    "Hit",
    "Kind",
    "Modality",
    "Model",
    "Most",
    "Number",
    "Part",
    "Policy",
    "PolicyMeta",
    "ResultSet",
    "Reward",
    "Role",
    "Source",
    "StatedAmount",
    "Status",
    "Step",
    "Tier",
    "Turn",
    "as_number",
]
