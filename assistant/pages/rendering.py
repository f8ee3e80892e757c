"""Templates, and the few wordings that more than one page shows."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from assistant.models import PolicyMeta

HERE = Path(__file__).parent


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
    environment.filters["date"] = format_date
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


def format_date(day: date) -> str:
    """Return a date as the policy prints it.

    >>> format_date(date(2021, 7, 22))
    '2021年7月22日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def describe_window(meta: PolicyMeta, today: date) -> str:
    """Say whether the policy's awards can still be applied for on `today`; empty where the policy names no window."""
    if today < meta.effective:
        return f"自{format_date(meta.effective)}起施行，尚未施行"
    end = meta.award_window_end
    if end is None:
        return ""
    return f"资格认定已于{format_date(end)}截止" if today > end else f"资格认定截止日期为{format_date(end)}"


def is_closed(meta: PolicyMeta, today: date) -> bool:
    """Tell whether the window 认定期限 has ended before `today`; its last day is open."""
    return meta.award_window_end is not None and today > meta.award_window_end


def clause_address(root: str, policy: str, label: str = "") -> str:
    """Return the address of a policy's page, at a clause if one is named.

    >>> clause_address("", "ningde-2021-68", "附则")
    '/policy/ningde-2021-68#%E9%99%84%E5%88%99'
    """
    return f"{root}/policy/{quote(policy)}" + (f"#{quote(label)}" if label else "")
