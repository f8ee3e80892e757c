"""The pages that are read rather than talked to: a policy's full text and the reward overview."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from assistant.answering.wording import figure_text
from assistant.lookup.validity import describe_window, is_closed
from assistant.models import Policy, Tier
from assistant.pages.rendering import clause_address, read_asset, render
from assistant.text.numerals import format_yuan

if TYPE_CHECKING:
    from assistant.service import Assistant

PARAGRAPH = re.compile(r"[^\n]+")
RUN_IN = re.compile(r"\*\*(.+?)\*\*")

FAULTS = {
    403: ("无权查看这个页面", "这个页面由审核人员查看。确需查看的，请联系系统管理人员。"),
    404: ("没有这个页面", "地址可能已变更或输入有误。"),
    422: ("地址中的条件无法识别", "地址可能不完整。请回到上一页，重新选择筛选条件。"),
    503: ("页面暂时无法打开", "请稍后再试；多次出现请联系系统维护人员。"),
}

ParagraphKind = Literal["letterhead", "title", "section", "text", "departments", "signature"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a policy as the page prints it: no word left out, Markdown marks turned into type."""

    kind: ParagraphKind
    heading: str
    text: str
    clause: str | None


def build_router(assistant: Assistant, root: str) -> APIRouter:
    """Return the routes of the document pages; `root` is the path prefix of a gateway before us."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    policies = {policy.meta.id: policy for policy in assistant.corpus.policies}

    @router.get("/policy/{policy_id}")
    def policy_page(policy_id: str) -> HTMLResponse:
        if policy_id not in policies:
            return tell_fault(root, 404)
        policy, today = policies[policy_id], assistant.today()
        groups = [(label, list(parts)) for label, parts in groupby(read_paragraphs(policy), lambda part: part.clause)]
        return _page(
            "policy.html",
            root,
            title=policy.meta.title,
            policy=policy.meta,
            clauses=policy.clauses,
            groups=groups,
            window=describe_window(policy.meta, today),
            closed=is_closed(policy.meta, today),
        )

    @router.get("/rewards")
    def rewards_page() -> HTMLResponse:
        policy, today = assistant.corpus.policies[0].meta, assistant.today()
        awards = [
            {
                "reward": reward,
                "address": clause_address(root, reward.policy, reward.clause),
                "tiers": [{"tier": tier, "figure": describe_tier(tier)} for tier in reward.tiers],
            }
            for reward in assistant.corpus.rewards
            if reward.kind == "award"
        ]
        return _page(
            "rewards.html",
            root,
            title="奖补一览",
            policy=policy,
            awards=awards,
            messages=assistant.corpus.messages,
            window=describe_window(policy, today),
            closed=is_closed(policy, today),
        )

    return router


def tell_fault(root: str, status: int) -> HTMLResponse:
    """Return the page for an address that can't be shown: it leads nowhere, isn't allowed, or fails."""
    title, advice = FAULTS.get(status, FAULTS[503])
    return _page("fault.html", root, status=status, title=title, advice=advice)


def _page(template: str, root: str, status: int = 200, **values: object) -> HTMLResponse:
    style = Markup(read_asset("site.css"))  # our own file: no user's text in it
    return HTMLResponse(render(template, root=root, style=style, **values), status_code=status)


def describe_tier(tier: Tier) -> str:
    """Return the tier's figure with its bound, what it is reckoned on, and its cap."""
    cap = f"，最高不超过{format_yuan(tier.cap_yuan)}" if tier.cap_yuan is not None else ""
    return f"{tier.base or ''}{figure_text(tier)}{cap}"


def read_paragraphs(policy: Policy) -> Iterator[Paragraph]:
    """Yield every paragraph of the policy's text in order, with the clause it belongs to."""
    shift = _clause_shift(policy)
    last = policy.clauses[-1].end - shift
    titled = False
    for found in PARAGRAPH.finditer(policy.text):
        start, line = found.start(), found[0].strip()
        clause = next((c.label for c in policy.clauses if c.start <= start + shift < c.end), None)
        if line.startswith("# "):
            titled = True
            yield Paragraph("title", "", line[2:], None)
        elif line.startswith("## "):
            yield Paragraph("section", "", line[3:], None)
        elif heading := RUN_IN.match(line):
            yield Paragraph("text", heading[1], line[heading.end() :], clause)
        elif line.startswith("责任单位：") and clause:
            yield Paragraph("departments", "", line, clause)
        else:
            kind: ParagraphKind = "letterhead" if not titled else "signature" if start > last else "text"
            yield Paragraph(kind, "", line, clause)


def _clause_shift(policy: Policy) -> int:
    """Return how far clause offsets (into the file) lie beyond offsets into `policy.text` (after the front matter)."""
    first = policy.clauses[0]
    opening = (first.body or first.title).split("\n")[0]
    begin = policy.text.rfind("\n", 0, policy.text.index(opening)) + 1
    return first.start - begin
