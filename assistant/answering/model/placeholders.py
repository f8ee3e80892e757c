"""Tokens in place of figures: what a language model is shown, and what its text becomes.

A token stands for one figure of the evidence, with its bound. The model may write the token and nothing else for an
amount; it is put back with the bound that it has, and a capped rate with its cap. What the model puts before or behind
(至少, 以上) goes, tokens that nobody gave it go as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.answering.wording import bounded, plain
from assistant.models import Bound, Reward, StatedAmount, Tier
from assistant.text.figures import Figure, Unit, find_figures, find_vague
from assistant.text.normalization import normalize
from assistant.text.numerals import format_yuan

MONEY = (Unit.YUAN, Unit.PERCENT)
TOKEN = re.compile(r"⟦\s*([A-Za-z]{1,3}\s*\d{0,4})\s*⟧")
BRACKETS = re.compile(r"[⟦⟧]")
BEFORE = re.compile(
    r"(?:不(?:超过|低于|高于|少于|多于)|最[高低多少大]|至[多少]|上限|下限|高达|可达|达到?|约|近|超过?|[*_ ])+$"
)
AFTER = re.compile(r"^(?:[*_ ]|(?:及|或)?以[上下内]|左右|封顶|起步?|多(?=[，。；]))+")
NUMERAL = r"[\d零一二两三四五六七八九十百千万亿倍]"
EXTENDED = re.compile(rf"{NUMERAL}\s*⟦|⟧\s*(?:{NUMERAL}|[元%％‰])")
DIGITS = re.compile(r"\d+(?:\.\d+)?")
WORKED_OUT = "按所报数字算得的结果"
Key = tuple[Unit, Decimal, Bound | None]


@dataclass(frozen=True, slots=True)
class Token:
    """A figure that may be written: as `text`, or `full` where the cap is not said beside it."""

    name: str
    text: str
    full: str
    label: str
    rows: frozenset[tuple[str, str | None]] = frozenset()  # the rows whose figure it is, each with the level
    cap: str | None = None  # the name of the token that caps it

    @property
    def mark(self) -> str:
        """How the model writes it."""
        return f"⟦{self.name}⟧"


@dataclass(slots=True)
class TokenBook:
    """The tokens of one answer, in the order in which they were first met."""

    rows: tuple[tuple[Reward, Tier], ...]
    amounts: tuple[StatedAmount, ...]
    tokens: dict[str, Token] = field(default_factory=dict)
    _names: dict[Key, str] = field(default_factory=dict)

    def conceal(self, text: str, said_by_user: bool = False) -> str:
        """Return the text with a token in place of each figure of money or rate, bound words included."""
        text = plain(text)
        pieces, at = [], 0
        for figure in find_figures(text):
            if figure.unit not in MONEY:
                continue
            start, end = max(min(figure.claim_start, figure.start), at), max(figure.claim_end, figure.end)
            if start < at or end <= start:
                continue
            pieces += [text[at:start], self._token(figure, text[start:end], said_by_user).mark]
            at = end
        return "".join(pieces) + text[at:]

    def _token(self, figure: Figure, surface: str, said_by_user: bool) -> Token:
        bound = None if said_by_user else figure.bound or "exact"
        key = (figure.unit, figure.value, bound)
        if bound == "exact" and self._label(key) == WORKED_OUT and (*key[:2], None) in self._names:
            key = (*key[:2], None)  # the composer repeats what the user said
        if key not in self._names:
            name = f"{'U' if said_by_user else 'R'}{len(self.tokens) + 1}"
            text = figure.surface if said_by_user else f"**{surface.strip()}**"
            self._names[key] = name
            label = "用户所说的数额" if said_by_user else self._label(key)
            self.tokens[name] = Token(name, text, text, label, frozenset() if said_by_user else self._rows_of(key))
            self._tie_caps()
        return self.tokens[self._names[key]]

    def _rows_of(self, key: Key) -> frozenset[tuple[str, str | None]]:
        """Return the rows that a figure belongs to, as the composer states it or as they have it."""
        unit, value, bound = key
        stated = {
            (amount.reward, amount.tier)
            for amount in self.amounts
            if amount.reward and (amount.yuan if unit is Unit.YUAN else amount.percent) == value
        }
        held = {
            (reward.id, tier.level)
            for reward, tier in self.rows
            if value in ((tier.yuan, tier.cap_yuan) if unit is Unit.YUAN else (tier.percent,))
            and bound in (tier.bound or "exact", "at_most")
        }
        return frozenset(stated | held)

    def _label(self, key: Key) -> str:
        unit, value, bound = key
        named = []
        for reward, tier in self.rows:
            who = f"{tier.level or tier.payer or ''}{reward.name}"
            if (tier.yuan if unit is Unit.YUAN else tier.percent) == value and (tier.bound or "exact") == bound:
                named.append(f"{who}的标准")
            elif unit is Unit.YUAN and tier.cap_yuan == value and bound == "at_most":
                named.append(f"{who}的封顶额")
        return "、".join(dict.fromkeys(named)) or WORKED_OUT

    def _tie_caps(self) -> None:
        """Tie each rate to its cap, where one row alone says which that is."""
        for (unit, value, bound), name in self._names.items():
            if unit is not Unit.PERCENT or bound is None:
                continue
            caps = {t.cap_yuan for _, t in self.rows if t.percent == value and (t.bound or "exact") == bound}
            if len(caps) == 1 and (cap := caps.pop()) is not None:
                token, said = self.tokens[name], bounded(format_yuan(cap), "at_most")
                tied = self._names.get((Unit.YUAN, cap, "at_most"))
                self.tokens[name] = replace(token, full=f"{token.text}（最高**{said}**）", cap=tied)

    def find(self, text: str) -> tuple[Token, ...]:
        """Return the tokens of the book that a text has."""
        names = (name.replace(" ", "").upper() for name in TOKEN.findall(text))
        return tuple(self.tokens[name] for name in names if name in self.tokens)

    def reveal(self, text: str) -> str:
        """Return the text with its tokens put back; those that are not in the book are dropped."""
        written = {name.replace(" ", "").upper() for name in TOKEN.findall(text)}
        out = ""
        at = 0
        for found in TOKEN.finditer(text):
            between, at = text[at : found.start()], found.end()
            token = self.tokens.get(found[1].replace(" ", "").upper())
            if token is None:
                out += between
                continue
            out += BEFORE.sub("", between) if not token.name.startswith("U") else between
            out += token.text if token.cap in written else token.full
            tail = AFTER.match(text[at:])
            at += tail.end() if tail and not token.name.startswith("U") else 0
        return BRACKETS.sub("", out + text[at:])


def find_literals(text: str, evidence: Iterable[str]) -> list[str]:
    """Return what a model wrote by itself and may not: money, rates, vague sums, and numbers that no evidence has.

    A numeral or unit right beside a token makes another figure of it.
    """
    bare = normalize(TOKEN.sub("◇", text)).text
    known = "\n".join(normalize(plain(piece)).text for piece in evidence)
    numbers = set(DIGITS.findall(known))
    terms = {(figure.unit, figure.value) for figure in find_figures(known)}
    wrong = [*EXTENDED.findall(text), *(vague.surface for vague in find_vague(bare))]
    wrong += [f.surface for f in find_figures(bare) if f.unit in MONEY or (f.unit, f.value) not in terms]
    return [*wrong, *(number for number in DIGITS.findall(bare) if number not in numbers)]
