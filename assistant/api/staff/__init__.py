"""The routes for staff: login, records, approved answers, statistics; each needs a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter

from assistant.api.staff.accounts import add_accounts
from assistant.api.staff.approved import add_approved
from assistant.api.staff.checks import add_checks
from assistant.api.staff.contacts import add_contacts
from assistant.api.staff.guides import add_guides
from assistant.api.staff.intake import add_intake
from assistant.api.staff.journal import add_journal
from assistant.api.staff.login import add_login
from assistant.api.staff.lookup import add_lookup
from assistant.api.staff.policies import add_policies
from assistant.api.staff.sso import add_sso

if TYPE_CHECKING:
    from assistant.service import Assistant
    from assistant.settings import Settings

__all__ = ["add_staff_routes"]


def add_staff_routes(router: APIRouter, assistant: Assistant, settings: Settings) -> None:
    """Add the routes for staff to `router`."""
    add_login(router)
    add_sso(router, settings)
    add_lookup(router, assistant)
    add_checks(router, assistant)
    add_accounts(router)
    add_contacts(router, assistant)
    add_journal(router)
    add_approved(router, assistant)
    add_intake(router)
    add_policies(router)
    add_guides(router)
