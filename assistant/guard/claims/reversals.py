"""What a draft says with the other sign than the notice: an excluded case that is paid, an exception that isn't one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.claims.draft import Draft
from assistant.guard.claims.provisions import Provision, read_provisions
from assistant.guard.layout.lines import Span

FEW = 2  # of how many figures before it an exception may be
LONG = 30
_DISPUTED = re.compile(r"[^，。；！？\n]{0,3}(?:[？?]|是错|不对|的说法|不属实|吗|么)")
_IF = re.compile("(?:如果?|若|要是|除非|只有|才|是否|能否|以为)[^，。；！？\n]{0,14}$")


def find_reversed(draft: Draft) -> Iterator[tuple[Span, Provision]]:
    """Yield where a draft says of a case what the notices say with the other sign, with what they say."""
    text = draft.sheet.text

    def given(span: Span) -> Iterator[int]:
        for at, claim in enumerate(draft.claims):
            is_given = claim.role == "award" and claim.figure.is_judged and draft.rulings[at].rule != "denied"
            if is_given and span[0] <= claim.figure.start < span[1]:
                yield claim.figure.start

    for said in read_provisions(text, given):
        if _DISPUTED.match(text, said.span[1]) or _IF.search(text, max(0, said.span[0] - 18), said.span[0]):
            continue
        if draft.quotations.holds(*said.span):
            continue
        told = draft.book.provisions.contradicting(said, draft.asked) or _counted(draft, said)
        if told is not None:
            yield said.span, told


def _counted(draft: Draft, said: Provision) -> Provision | None:
    """Return what sets the award just spoken of apart from the limit in which a draft reckons it."""
    if said.act != "counted" or not said.is_done:
        return None
    before = [
        ruling.fact for quantity, ruling in zip(draft.quantities, draft.rulings, strict=True)
        if quantity.end <= said.span[0] and ruling.fact is not None and ruling.fact.is_award
    ]  # fmt: skip
    known = [one for one in draft.book.provisions.known if one.act == said.act and not one.is_done]
    sentences = {fact.sentence for fact in before[-FEW:]}
    return next((one for one in known for sentence in sentences if one.sentence.startswith(sentence[:LONG])), None)
