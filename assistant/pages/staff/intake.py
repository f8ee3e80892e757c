"""The pages on which new policies are taken in and reviewed, and those in use are kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from assistant.access import Staff
from assistant.ingest.readers.files import LARGEST
from assistant.intake.policy_list import STATES
from assistant.pages.staff.shell import render_staff
from assistant.policy.guides import FIELDS


def add_intake(router: APIRouter) -> None:
    """Add the pages; `policy` names the draft that is opened."""

    @router.get("/staff/intake")
    def intake(request: Request, member: Staff, policy: str = "") -> HTMLResponse:
        return render_staff(request, "intake.html", member, "intake", policy=policy, largest=LARGEST)

    @router.get("/staff/guides")
    def guides(request: Request, member: Staff) -> HTMLResponse:
        return render_staff(request, "guides.html", member, "guides", fields=FIELDS)

    @router.get("/staff/policies")
    def policies(request: Request, member: Staff, words: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
        reviews = member.is_reviewer
        return render_staff(request, "policies.html", member, "policies", states=STATES, reviews=reviews, words=words)
