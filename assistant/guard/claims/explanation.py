"""Say for each figure of a text what was read of it and which rule decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import Field

from assistant.guard.claims.claim import Claim
from assistant.guard.claims.draft import Draft
from assistant.guard.claims.slot_reading import SlotReader
from assistant.guard.layout.sheet import Sheet
from assistant.models import GuardResult, Model

READ = ("payer", "base", "recipient", "measure", "polarity", "owner")


class Explanation(Model):
    """A figure: what was read of it by slot, the rule that decided, and how its slots compare with the row's."""

    surface: str
    start: int
    end: int
    verdict: str
    rule: str
    slots: dict[str, str]
    agreement: dict[str, str] = Field(default_factory=dict)
    clause: str | None = None
    reward: str | None = None


class ExplainedResult(GuardResult):
    """The guard's judgement of one text, with an explanation of each figure."""

    explanations: tuple[Explanation, ...]


def read_slots(claim: Claim) -> dict[str, str]:
    """Return the slots of a claim that say something, in words."""
    said = {name: slot.words for name in READ if (slot := getattr(claim, name)) is not None}
    said |= {"role": claim.role} | ({"bound": claim.bound} if claim.bound else {})
    said |= {"per": "、".join(sorted(claim.units))} if claim.per else {}
    return said | ({"period": "、".join(sorted(claim.periods))} if claim.period else {})


def explain_draft(draft: Draft) -> Iterator[Explanation]:
    """Explain the figures of a draft that was judged by text and table."""
    for claim, ruling in zip(draft.claims, draft.rulings, strict=True):
        start, end = draft.sheet.source_span(claim.figure.start, claim.figure.end)
        reward = ruling.fact.reward if ruling.fact is not None else None
        yield Explanation(
            surface=draft.sheet.source[start:end], start=start, end=end, verdict=ruling.reason or ruling.status,
            rule=ruling.rule, slots=read_slots(claim), agreement=dict(ruling.verdict.slots) if ruling.verdict else {},
            clause=ruling.fact.clause if ruling.fact else None, reward=reward.id if reward else None,
        )  # fmt: skip


def explain_result(text: str, result: GuardResult, rules: Sequence[str]) -> Sequence[Explanation]:
    """Explain the figures of a text that the judges of known programmes have judged, each by one of `rules`."""
    sheet = Sheet(text)
    claims = {sheet.source_span(claim.figure.start, claim.figure.end): claim for claim in SlotReader(sheet).read()}
    found = []
    for figure, rule in zip(result.figures, rules, strict=True):
        claim = claims.get((figure.start, figure.end))
        held = [one for one in result.findings if one.start < figure.end and figure.start < one.end]
        is_refused = bool(held) and figure.verdict in ("wrong", "unverifiable")
        found.append(
            Explanation(
                surface=figure.surface, start=figure.start, end=figure.end,
                verdict=held[0].reason if is_refused else figure.verdict, rule=rule,
                slots=read_slots(claim) if claim is not None else {}, clause=figure.clause,
                reward=held[0].reward if held else None,
            )
        )  # fmt: skip
    return found
