"""Whom to ask: the departments' contacts."""

from __future__ import annotations

from datetime import date

from assistant.models import Model


class Contact(Model):
    """Whom to ask: a department's contact, as last verified."""

    department: str
    phone: str | None = None
    address: str | None = None
    hours: str | None = None
    last_verified: date | None = None


class Contacts(Model):
    """The contacts file."""

    contacts: tuple[Contact, ...] = ()
