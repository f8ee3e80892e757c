"""The pages that work out a sum, and a firm's eligibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.access import Staff
from assistant.answering.worksheet import list_programmes
from assistant.eligibility.report import describe_form
from assistant.pages.staff.shell import render_staff

if TYPE_CHECKING:
    from assistant.service import Assistant


def add_sums(router: APIRouter, assistant: Assistant) -> None:
    """Add both pages; the second shows no form where no policy has criteria."""
    programmes = list_programmes(assistant.corpus)
    forms = tuple(describe_form(assistant.corpus, criteria) for criteria in assistant.corpus.criteria)

    @router.get("/staff/calculate")
    def calculate(request: Request, member: Staff) -> HTMLResponse:
        choices = [programme.model_dump(mode="json") for programme in programmes]
        return render_staff(request, "calculate.html", member, "calculate", programmes=programmes, choices=choices)

    @router.get("/staff/eligibility")
    def eligibility(request: Request, member: Staff, policy: str = "") -> HTMLResponse:
        form = next((form for form in forms if form.policy == policy), forms[0] if forms else None)
        return render_staff(request, "eligibility.html", member, "eligibility", form=form, forms=forms)
