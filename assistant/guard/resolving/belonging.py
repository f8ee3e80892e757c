"""What the user's messages name, and to what a figure belongs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from assistant.guard.layout.items import Item
from assistant.guard.mentions.named_policies import ANY, Policies
from assistant.models import Bound
from assistant.text.figures import Unit


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user's messages name: policies, topics and levels, last message first, and the figures in them."""

    topics: tuple[str, ...] = ()
    levels: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()  # the levels as they were asked
    items: tuple[Item, ...] = ()
    numbers: frozenset[Decimal] = frozenset()  # those without a unit
    policies: Policies = ANY
    bound: Bound | None = None  # the bound that they ask for by its name: 下限多少
    goals: bool = False  # whether they ask for targets
    families: tuple[frozenset[str], ...] = ()  # the kinds of base that each message names, last message first
    texts: tuple[str, ...] = ()  # the messages as they are read, last message first
    users: frozenset[tuple[Unit, Decimal]] = frozenset()  # what the user says of the firm, not of an award


class Belonging(NamedTuple):
    """What a figure is said of. `topics`: likeliest first; empty levels or payers mean that none is named."""

    topics: tuple[str, ...]
    levels: frozenset[str]
    payers: frozenset[str]
    named: bool = False  # the levels are named beside the figure, not taken from the question
    shared: bool = False  # the figure is said of every one of the levels
    near: bool = True  # the topic is named in the text itself, not in the question
