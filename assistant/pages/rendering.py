"""Templates, and the few wordings that more than one page shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from assistant.answering.particulars import chinese_date
from assistant.lookup.validity import describe_window
from assistant.models import PolicyMeta
from assistant.pages.contacts import link_number
from assistant.policy.validity import find_successor, is_over

MANY = 10
"""Documents up to which a page shows them all; beyond, it has a search and lists them."""
HERE = Path(__file__).parent
PAGES = (("/eligibility", "政策体检"), ("/calculate", "测算"), ("/rewards", "奖补一览"), ("/policies", "政策文件"))
"""What everybody may open beside the chat, as the line at the top of each page has it."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader(
            [
                FileSystemLoader(HERE / "templates"),
                PrefixLoader({"staff": FileSystemLoader(HERE / "staff" / "templates")}),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["date"] = chinese_date
    environment.filters["call"] = link_number
    environment.globals["zip"] = zip
    environment.globals["pages"] = PAGES
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}  # keys stay in their order
    return environment


def render(template: str, **values: object) -> str:
    """Return the named template filled with `values`, each escaped."""
    return _environment().get_template(template).render(**values)


def render_block(template: str, **values: object) -> str:
    """Return the named template as one HTML block of Markdown, which the first blank line would end."""
    return re.sub(r"\s*\n\s*", "", render(template, **values))


def read_asset(name: str) -> str:
    """Return a style sheet or script of this package."""
    return (HERE / name).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as the pages list it: where it is, whether its awards can be applied for, what has replaced it."""

    policy: PolicyMeta
    address: str
    window: str
    closed: bool
    successor: PolicyMeta | None


def view_documents(documents: Sequence[PolicyMeta], root: str, today: date) -> tuple[DocumentView, ...]:
    """Return the documents as the pages list them, in the order given."""
    return tuple(
        DocumentView(
            policy=meta,
            address=clause_address(root, meta.id),
            window=describe_window(meta, today),
            closed=is_over(meta, today),
            successor=find_successor(meta, documents, today),
        )
        for meta in documents
    )


def clause_address(root: str, policy: str, label: str = "") -> str:
    """Return the address of a policy's page, at a clause if one is named.

    >>> clause_address("", "ningde-2021-68", "附则")
    '/policy/ningde-2021-68#%E9%99%84%E5%88%99'
    """
    return f"{root}/policy/{quote(policy)}" + (f"#{quote(label)}" if label else "")
