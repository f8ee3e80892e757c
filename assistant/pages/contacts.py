"""Verified contacts as people use them: numbers to be called with one touch, addresses and hours beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from assistant.policy.contacts import Contact


def list_contacts(text: str, contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """Return the contacts whose number the text gives."""
    return tuple(contact for contact in contacts if contact.phone and _find(contact.phone).search(text))


def link_numbers(text: str, contacts: Sequence[Contact]) -> str:
    """Make each contact's number in a text a link that calls it.

    >>> link_numbers("请拨 0593-12345。", [Contact(department="市工信局", phone="0593-12345")])
    '请拨 <a href="tel:0593-12345">0593-12345</a>。'
    >>> link_numbers("奖励12345元，请拨12345。", [Contact(department="市工信局", phone="12345")])
    '奖励12345元，请拨<a href="tel:12345">12345</a>。'
    """
    for phone in {contact.phone for contact in list_contacts(text, contacts)}:
        if phone:
            text = _find(phone).sub(link_number(phone), text)
    return text


def _find(phone: str) -> re.Pattern[str]:
    """Return what finds a number, but not its digits in a longer one or in an amount."""
    return re.compile(rf"(?<![0-9.,，+-]){re.escape(phone)}(?![0-9.]*[0-9]|[万亿元%])")


def link_number(phone: str) -> Markup:
    """Return a number as a link that calls it: digits and what phones dial."""
    dialled = re.sub(r"[^0-9+,;-]", "", phone.replace("转", ","))
    return Markup('<a href="tel:{}">{}</a>').format(dialled, phone)
