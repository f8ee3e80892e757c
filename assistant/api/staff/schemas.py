"""What the routes for staff accept and return."""

from __future__ import annotations

from datetime import datetime

from assistant.models import Model
from assistant.records.accounts import StaffRole


class Me(Model):
    """Who is logged in, and until when."""

    name: str
    role: StaffRole
    expires_at: datetime
