"""The routes for staff: login, records, approved answers, statistics; each needs a session."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.api.staff.login import add_login

__all__ = ["add_staff_routes"]


def add_staff_routes(router: APIRouter) -> None:
    """Add the routes for staff to `router`."""
    add_login(router)
