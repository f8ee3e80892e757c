"""Whom to ask: the contacts, and their changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from pydantic import Field

from assistant.access import Keeper, Staff, records_of
from assistant.api.problems import UNUSABLE
from assistant.api.staff.schemas import Written
from assistant.models import Model
from assistant.policy.contacts import Contact

if TYPE_CHECKING:
    from assistant.service import Assistant

PATH = "/api/v1/staff/contacts"


class ContactList(Model):
    """All contacts, those of the corpus first."""

    items: tuple[Contact, ...]


class ContactRequest(Model):
    """A department's contact as it is to be; without a phone number nothing but its name is told."""

    department: Written = Field(max_length=100)
    phone: str = Field("", max_length=40)
    address: str = Field("", max_length=200)
    hours: str = Field("", max_length=200)
    last_verified: date | None = None


def add_contacts(router: APIRouter, assistant: Assistant) -> None:
    """Add the routes over `assistant`, which serves a change from the next answer on."""

    @router.get(PATH, tags=["工作台"], summary="联系方式")
    def contacts(member: Staff) -> ContactList:
        return ContactList(items=assistant.corpus.contacts)

    @router.post(PATH, status_code=204, responses=UNUSABLE, tags=["工作台"], summary="更改一个单位的联系方式")
    def change(request: Request, member: Keeper, new: ContactRequest) -> None:
        records_of(request).contacts.save(Contact(**new.model_dump()), member.name)
