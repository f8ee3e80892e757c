"""The pages that are read rather than talked to: a policy's full text and the reward overview."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from pydantic import ConfigDict, Field

from assistant.answering.naming import tier_label
from assistant.answering.parts import Parts
from assistant.lookup.grant_phrases import say_standard
from assistant.models import Model, Policy, PolicyMeta, Reward, Tier
from assistant.pages.rendering import MANY, DocumentView, clause_address, read_asset, render, view_documents
from assistant.pages.self_service import add_tools
from assistant.policy.corpus import Corpus
from assistant.policy.selection import select_policies

if TYPE_CHECKING:
    from assistant.service import Assistant

PARAGRAPH = re.compile(r"[^\n]+")
RUN_IN = re.compile(r"\*\*(.+?)\*\*")

FAULTS = {
    403: ("无权查看这个页面", "您的角色不能查看这个页面。确需查看的，请联系系统管理人员。"),
    404: ("没有这个页面", "地址可能已变更或输入有误。"),
    422: ("地址中的条件无法识别", "地址可能不完整。请回到上一页，重新选择筛选条件。"),
    503: ("页面暂时无法打开", "请稍后再试；多次出现请联系系统维护人员。"),
}

ParagraphKind = Literal["letterhead", "title", "section", "text", "departments", "signature"]


class Sought(Model):
    """Which documents a page is to show."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    words: str = Field("", max_length=100)
    region: str = Field("", max_length=40)
    valid: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a policy as the page prints it: no word left out, Markdown marks turned into type."""

    kind: ParagraphKind
    heading: str
    text: str
    clause: str | None


@dataclass(frozen=True, slots=True)
class TierView:
    """A tier, what tells it from its siblings (级别, 档次, 情形), and its standard with all that bounds it."""

    tier: Tier
    label: str
    standard: str


@dataclass(frozen=True, slots=True)
class AwardView:
    """A row of the overview, and where its clause is."""

    reward: Reward
    address: str
    tiers: tuple[TierView, ...]


@dataclass(frozen=True, slots=True)
class RewardTable:
    """The awards of one document, and what it says on several for one thing."""

    document: DocumentView
    stacking: str
    awards: tuple[AwardView, ...]


def build_router(assistant: Assistant, root: str) -> APIRouter:
    """Return the routes of the document pages; `root` is the path prefix of a gateway before us."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    policies = {policy.meta.id: policy for policy in assistant.corpus.policies}

    @router.get("/policy/{policy_id}")
    def policy_page(policy_id: str) -> HTMLResponse:
        if policy_id not in policies:
            return tell_fault(root, 404)
        policy = policies[policy_id]
        groups = [(label, list(parts)) for label, parts in groupby(read_paragraphs(policy), lambda part: part.clause)]
        return _page(
            "policy.html",
            root,
            title=policy.meta.title,
            document=next(d for d in _view_all(assistant, root) if d.policy.id == policy_id),
            clauses=policy.clauses,
            groups=groups,
        )

    @router.get("/policies")
    def policies_page(sought: Annotated[Sought, Query()]) -> HTMLResponse:
        found = _find(assistant, root, sought)
        counts = {"found": len(found), "total": len(policies), "many": MANY}
        return _page("policies.html", root, title="政策文件", documents=found, sought=sought, **counts)

    @router.get("/rewards")
    def rewards_page(sought: Annotated[Sought, Query()], policy: str = "") -> HTMLResponse:
        found = _find(assistant, root, sought)
        return _show_rewards(assistant, root, sought, [d for d in found if not policy or d.policy.id == policy])

    add_tools(router, assistant, root)
    return router


def _show_rewards(assistant: Assistant, root: str, sought: Sought, shown: Sequence[DocumentView]) -> HTMLResponse:
    """Return the awards of the documents, or a list of these where they are many."""
    parts = Parts(assistant.corpus)
    listed = len(shown) > MANY
    tables = [
        RewardTable(
            document=document,
            stacking=parts.stacking_lines([document.policy.id]),
            awards=tuple(_list_awards(assistant.corpus, document.policy, root)),
        )
        for document in (() if listed else shown)
    ]
    return _page(
        "rewards.html",
        root,
        title="奖补一览",
        tables=tables,
        disclaimer=assistant.corpus.messages.disclaimer,
        listed=shown if listed else (),
        found=len(shown),
        sought=sought,
        total=len(assistant.corpus.policies),
        many=MANY,
    )


def _find(assistant: Assistant, root: str, sought: Sought) -> tuple[DocumentView, ...]:
    """Return the documents of a region, still valid where that is asked for, whose title or number has all words."""
    day = assistant.today() if sought.valid else None
    kept = {p.meta.id for p in select_policies(assistant.corpus, region=sought.region or None, valid_on=day)}
    words = sought.words.split()
    return tuple(
        document
        for document in _view_all(assistant, root)
        if document.policy.id in kept
        and all(word in f"{document.policy.title}{document.policy.number}" for word in words)
    )


def _view_all(assistant: Assistant, root: str) -> tuple[DocumentView, ...]:
    return view_documents(assistant.documents(), root, assistant.today())


def _list_awards(corpus: Corpus, policy: PolicyMeta, root: str) -> Iterator[AwardView]:
    """Yield the awards of a document."""
    for reward in corpus.rewards:
        if reward.kind == "award" and reward.policy == policy.id:
            yield AwardView(
                reward=reward,
                address=clause_address(root, reward.policy, reward.clause),
                tiers=tuple(_view_tier(reward, tier) for tier in reward.tiers),
            )


def _view_tier(reward: Reward, tier: Tier) -> TierView:
    return TierView(tier, tier_label(reward, tier), say_standard(reward, tier))


def tell_fault(root: str, status: int) -> HTMLResponse:
    """Return the page for an address that can't be shown: it leads nowhere, isn't allowed, or fails."""
    title, advice = FAULTS.get(status, FAULTS[503])
    return _page("fault.html", root, status=status, title=title, advice=advice)


def _page(template: str, root: str, status: int = 200, **values: object) -> HTMLResponse:
    style = Markup(read_asset("site.css"))  # our own file: no user's text in it
    return HTMLResponse(render(template, root=root, style=style, **values), status_code=status)


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
        elif line.startswith(("## ", "### ")):
            yield Paragraph("section", "", line.lstrip("# "), None)
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
