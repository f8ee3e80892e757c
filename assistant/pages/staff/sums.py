"""The pages that work out a sum, and a firm's eligibility, in the workbench."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.access import Staff
from assistant.pages.self_service import describe_forms, describe_sums
from assistant.pages.staff.shell import render_staff

if TYPE_CHECKING:
    from assistant.service import Assistant


def add_sums(router: APIRouter, assistant: Assistant) -> None:
    """Add both pages."""

    @router.get("/staff/calculate")
    def calculate(request: Request, member: Staff) -> HTMLResponse:
        return render_staff(request, "calculate.html", member, "calculate", 200, **describe_sums(assistant))

    @router.get("/staff/eligibility")
    def eligibility(request: Request, member: Staff, policy: str = "") -> HTMLResponse:
        forms = describe_forms(assistant, policy)
        return render_staff(request, "eligibility.html", member, "eligibility", 200, **forms)
