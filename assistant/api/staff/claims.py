"""What an identity provider says of somebody: claims by name or path, and our roles by theirs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.errors import UsageError
from assistant.models import Model
from assistant.records.accounts import ROLES, StaffRole
from assistant.settings import PREFIX


class Identity(Model):
    """Whom the provider names; `subject` is theirs for good, whatever they are called."""

    subject: str
    name: str
    role: StaffRole


def read_roles(setting: str) -> dict[str, StaffRole]:
    """Return our role by the provider's; raise `UsageError` where an entry can't be used.

    >>> read_roles("policy-desk=clerk, policy-lead=reviewer")
    {'policy-desk': 'clerk', 'policy-lead': 'reviewer'}
    """
    roles: dict[str, StaffRole] = {}
    for entry in filter(None, map(str.strip, setting.split(","))):
        theirs, _, ours = (part.strip() for part in entry.rpartition("="))
        role = next((role for role in ROLES if role == ours), None)
        if not theirs or role is None:
            raise UsageError(
                f"环境变量 {PREFIX}OIDC_ROLES：每一项应为 认证平台的角色=clerk、reviewer 或 admin，以逗号分隔"
            )
        roles[theirs] = role
    return roles


def find_claim(claims: Mapping[str, Any], path: str) -> Any:
    """Return a claim by its name, or by dots where it lies in others; None where there is none.

    >>> find_claim({"realm_access": {"roles": ["desk"]}}, "realm_access.roles")
    ['desk']
    """
    if path in claims:
        return claims[path]
    found: Any = claims
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
