"""The pages of accounts, for administrators, and of whom to call, for all staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.access import Administrator, Staff
from assistant.pages.staff.shell import render_staff
from assistant.records.accounts import ROLES, SHORTEST_PASSWORD

if TYPE_CHECKING:
    from assistant.service import Assistant


def add_administration(router: APIRouter, assistant: Assistant) -> None:
    """Add both pages."""

    @router.get("/staff/accounts")
    def accounts(request: Request, member: Administrator) -> HTMLResponse:
        shortest = SHORTEST_PASSWORD
        return render_staff(request, "accounts.html", member, "accounts", roles=ROLES, shortest=shortest)

    @router.get("/staff/contacts")
    def contacts(request: Request, member: Staff) -> HTMLResponse:
        authorities = sorted({policy.meta.authority for policy in assistant.corpus.policies})
        return render_staff(
            request, "contacts.html", member, "contacts", authorities=authorities, today=assistant.today()
        )
