"""The staff workbench: look-up, rewards, sums, eligibility, check, records and statistics, behind a login."""

from assistant.pages.staff.router import build_staff_router
from assistant.pages.staff.shell import render_staff

__all__ = ["build_staff_router", "render_staff"]
