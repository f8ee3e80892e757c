"""The pages that work something out for everybody: a firm's eligibility, a sum. The workbench has the same two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from assistant.answering.worksheet import list_programmes
from assistant.eligibility.report import describe_form
from assistant.pages.assets import read_assets
from assistant.pages.rendering import render

if TYPE_CHECKING:
    from assistant.eligibility.report import Form
    from assistant.service import Assistant


def describe_sums(assistant: Assistant) -> dict[str, object]:
    """Return what the page of sums shows: the programmes of each document, those of the region served first."""
    programmes = list_programmes(assistant.corpus)
    groups = [(meta.name, [p for p in programmes if p.policy == meta.id]) for meta in assistant.documents()]
    choices = [{"document": name, **one.model_dump(mode="json")} for name, listed in groups for one in listed]
    return {"groups": [group for group in groups if group[1]], "choices": choices}


def describe_forms(assistant: Assistant, policy: str = "") -> dict[str, object]:
    """Return what the page of eligibility shows: the form of a policy; none where no policy has criteria."""
    forms: tuple[Form, ...] = tuple(describe_form(assistant.corpus, one) for one in assistant.corpus.criteria)
    form = next((form for form in forms if form.policy == policy), forms[0] if forms else None)
    return {"form": form, "forms": forms}


def add_tools(router: APIRouter, assistant: Assistant, root: str) -> None:
    """Add both pages to `router`."""

    @router.get("/calculate")
    def calculate() -> HTMLResponse:
        return show("calculate.html", title="测算", active="calculate", **describe_sums(assistant))

    @router.get("/eligibility")
    def eligibility(policy: str = "") -> HTMLResponse:
        return show("eligibility.html", title="政策体检", active="eligibility", **describe_forms(assistant, policy))

    def show(template: str, **values: object) -> HTMLResponse:
        asset = lambda name: read_assets().address(root, name)  # noqa: E731
        return HTMLResponse(render(template, root=root, asset=asset, **values))
