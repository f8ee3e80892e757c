"""Which rows and sentences of a policy a message is about, by their own words: rare ones tell most."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import log

from assistant.models import Clause, Model, Policy, Reward, Tier
from assistant.policy.lexicon import Lexicon, fold
from assistant.policy.outline import OPENING
from assistant.policy.paragraphs import POINT_MARK
from assistant.policy.regions import short_name
from assistant.policy.table import squeeze
from assistant.text import giving
from assistant.understanding.content import Content, level_numerals, pairs

SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
NAMED, QUOTED, BEFORE, TITLED, ASIDE, BESIDE = 1.4, 1.0, 1.0, 0.8, 0.5, 0.3
PIECE = re.compile("[，；。,;\n]")
GIVES = re.compile(f"{giving.GIVE}|{giving.AWARD}|支持|鼓励|扶持")
GOAL = re.compile(r"(?:力争|目标|达到|突破|实现).*\d")  # what of an opening may be asked about
IN_QUOTES = re.compile("“([^“”]{3,20})”")
POINT = re.compile(rf"\s*(?:{POINT_MARK})")
GOES_ON = re.compile(r"\s*(?:其(?!中|他|它)|该(?!项)|且|并|按|经)")
"""What a sentence opens with that is on the subject of its paragraph."""
GRANTS = re.compile("按|给予|奖励|补[助贴]|\\d")
SHORT_SENTENCE = 40  # characters of a sentence whose subject may stand in the one before
Weights = Mapping[str, float]


class Sentence(Model):
    """A sentence of a clause, verbatim, at its offset in the clause's text."""

    clause: Clause
    text: str
    start: int


def sentences(clause: Clause) -> list[Sentence]:
    """Return the sentences of a clause in printed order."""
    return [Sentence(clause=clause, text=m[0], start=m.start()) for m in SENTENCE.finditer(clause.text) if m[0].strip()]


def around(clause: Clause, quotes: Sequence[str]) -> tuple[str, str]:
    """Return the sentences that have a row's quotes, and the one before where they are too short for a subject."""
    found = sentences(clause)
    wanted = [squeeze(quote) for quote in quotes]
    held = [
        i
        for i, s in enumerate(found)
        if any(squeeze(s.text).rstrip("。；") in q or q in squeeze(s.text) for q in wanted)
    ]
    own = "".join(found[i].text for i in held)
    if held and GOES_ON.match(found[held[0]].text):
        first = next(s for s in reversed(found[: held[0] + 1]) if s is found[0] or clause.text[s.start - 1] == "\n")
        if first is not found[held[0]]:
            return own, GRANTS.split(first.text, maxsplit=1)[0]
    if held and (above := _item_above(clause, found[held[0]])):
        return own, above
    alone = len(held) == 1 and held[0] and len(found[held[0]].text) < SHORT_SENTENCE
    return own, found[held[0] - 1].text if alone and not found[held[0]].text.startswith("对") else ""


def _item_above(clause: Clause, sentence: Sentence) -> str:
    """Return the opening of the item, （二）对现有企业的技术改造, of which the sentence is one of the points, 1.…."""
    *before, line = clause.text[: sentence.start + len(sentence.text)].split("\n")
    if not POINT.match(line):
        return ""
    above = next((one for one in reversed(before) if one.strip() and not POINT.match(one)), "")
    return SENTENCE.match(above)[0] if SENTENCE.match(above) else ""  # type: ignore[index]


def _place_names(policy: Policy, lexicon: Lexicon) -> Iterable[str]:
    region = policy.meta.region
    entry = lexicon.regions.get(region)
    names = (region, short_name(region), *(entry.names if entry else ()))
    return (fold(name) for name in names if len(name) > 1)


def tier_words(tier: Tier) -> str:
    """Return the words that tell a tier from its siblings."""
    return " ".join(filter(None, (tier.level, tier.case)))


class RowIndex:
    """The rows and sentences of some policies by their words."""

    def __init__(self, policies: Sequence[Policy], rewards: Sequence[Reward], lexicon: Lexicon) -> None:
        self.clauses = [clause for policy in policies for clause in policy.clauses]
        ids = {policy.meta.id for policy in policies}
        self.rows = [row for row in rewards if row.policy in ids and row.kind == "award"]
        self.others = [row for row in rewards if row.policy in ids and row.kind != "award"]
        self.sentences = [s for c in self.clauses for s in sentences(c) if c.label != OPENING or GOAL.search(s.text)]
        names = [_named(row) for row in self.rows]
        titles = [clause.title for clause in self.clauses]
        texts = [*names, *(f"{c.section}。{c.text}" for c in self.clauses)]
        places = {name for policy in policies for name in _place_names(policy, lexicon)}
        self.content = Content(texts, [*names, *titles], lexicon.ways, places)
        self.has_departments = any(clause.departments for clause in self.clauses)
        self._places = {(clause.policy, clause.label): clause for clause in self.clauses}
        self._sentence_pairs = [pairs(sentence.text) | set(fold(sentence.text)) for sentence in self.sentences]
        self._clause_pairs = {(c.policy, c.label): pairs(f"{c.section}。{c.text}") for c in self.clauses}
        self._frequency: dict[str, int] = {}
        for found in self._sentence_pairs:
            for pair in found:
                self._frequency[pair] = self._frequency.get(pair, 0) + 1

    @cached_property
    def what_is_given(self) -> tuple[str, ...]:
        """The rows, the headings and the pieces of sentences that give something, folded."""
        rows = (f"{row.name}|{row.condition}|{row.beneficiary}|{row.tiers[0].quote}" for row in self.rows)
        pieces = (piece for clause in self.clauses for piece in PIECE.split(clause.text) if GIVES.search(piece))
        return tuple(map(fold, (*rows, *(clause.title for clause in self.clauses), *pieces)))

    def clause(self, policy: str, label: str) -> Clause:
        """Return a clause."""
        return self._places[policy, label]

    def headed(self, folded: str) -> frozenset[tuple[str, str]]:
        """Return the clauses whose heading a message says in full; none where the heading of another holds it."""
        said = level_numerals(folded)
        found = [(c.policy, c.label, name) for c in self.clauses if len(name := _heading(c.title)) > 3 and name in said]
        return frozenset(
            (policy, label) for policy, label, name in found if not any(name != o and name in o for _, _, o in found)
        )

    def mass(self, asked: Weights) -> float:
        """Return how much of a message the policies have at all, by rarity."""
        return sum(weight * self.rarity(pair) for pair, weight in asked.items() if pair in self._frequency)

    def rarity(self, pair: str) -> float:
        """How much a pair tells: most where few sentences have it."""
        most = log(1 + len(self.sentences))
        value = most - log(1 + self._frequency.get(pair, 0)) + 0.3
        return value if len(pair) > 1 else value * 0.5

    @cached_property
    def _row_pairs(self) -> dict[str, dict[str, float]]:
        found = {}
        for row in self.rows:
            clause = self._places[row.policy, row.clause]
            weights = {pair: BESIDE for pair in pairs(clause.text) | set(fold(clause.text))}
            weights |= dict.fromkeys(pairs(f"{clause.title}。{clause.section}"), TITLED)
            own, before = around(clause, [tier.quote for tier in row.tiers])
            weights |= dict.fromkeys(pairs(before) | set(fold(before)), BEFORE)
            said = "。".join([own, *(tier.quote for tier in row.tiers), row.condition or "", row.note or ""])
            weights |= dict.fromkeys(pairs(said) | set(fold(said)), QUOTED)
            name = _named(row)
            weights |= dict.fromkeys(pairs(name) | set(fold(name)), NAMED)
            found[row.id] = weights
        return found

    def score_row(self, row: Reward, asked: Weights) -> float:
        """Return the share of what is asked that a row speaks of, its name counting most; about 0 to 1.4."""
        known = self._row_pairs[row.id]
        return self._share(asked, known)

    def met_row(self, row: Reward, asked: Weights) -> float:
        """Return how much of what is asked a row speaks of by its own words, by rarity."""
        known = self._row_pairs[row.id]
        return sum(w * self.rarity(pair) for pair, w in asked.items() if known.get(pair, 0.0) >= QUOTED)

    def words_met(self, row: Reward, asked: Weights) -> frozenset[str]:
        """Return which of the pairs asked about a row has in its own words."""
        said = squeeze("。".join(tier.quote for tier in row.tiers))
        for other in (r for r in self.rows if (r.policy, r.clause) == (row.policy, row.clause) and r.id != row.id):
            for tier in other.tiers:
                quote = squeeze(tier.quote)
                said = said.replace(quote, "。") if len(quote) < len(said) else said  # held by a cap of both
        own = f"{_named(row)}。{row.condition or ''}。{said}"
        known = self.content.known_in(own) | set(fold(own))
        return frozenset(pair for pair in asked if pair in known)

    def score_sentences(self, asked: Weights) -> list[tuple[float, Sentence]]:
        """Return all sentences with the share of what is asked that each has."""
        scored = []
        for found, sentence in zip(self._sentence_pairs, self.sentences, strict=True):
            clause = self._clause_pairs[sentence.clause.policy, sentence.clause.label]
            known = dict.fromkeys(clause, ASIDE) | dict.fromkeys(pairs(sentence.clause.title), TITLED)
            known |= dict.fromkeys(found, QUOTED)
            scored.append((self._share(asked, known), sentence))
        return scored

    def called(self, clause: Clause, asked: Weights, told: float) -> float:
        """Return how much of what is asked a clause is called, by rarity; what only its text tells weighs `told`."""
        own = [_named(row) for row in self.rows if (row.policy, row.clause) == (clause.policy, clause.label)]
        names = pairs(f"{clause.title}。{'。'.join(own)}")
        text = self._clause_pairs[clause.policy, clause.label]
        return sum(
            weight * self.rarity(pair) * (1.0 if pair in names else told if pair in text else 0.0)
            for pair, weight in asked.items()
        )

    def shared(self, sentence: Sentence, asked: Weights) -> dict[str, float]:
        """Return which of the pairs asked about a sentence has, with their weights."""
        known = pairs(sentence.text)
        return {pair: weight for pair, weight in asked.items() if pair in known}

    def cover(self, clause: Clause, asked: Weights) -> tuple[float, float]:
        """Return how much of what is asked a clause has at all, by rarity, and what share of the whole that is."""
        text = pairs(f"{clause.section}。{clause.text}") | set(fold(clause.text))
        met = sum(weight * self.rarity(pair) for pair, weight in asked.items() if pair in text)
        return met, self._share(asked, dict.fromkeys(text, 1.0))

    def _share(self, asked: Weights, known: Weights) -> float:
        whole = sum(weight * self.rarity(pair) for pair, weight in asked.items())
        met = sum(weight * self.rarity(pair) * known[pair] for pair, weight in asked.items() if pair in known)
        return met / whole if whole else 0.0


def _heading(title: str) -> str:
    return level_numerals(fold(squeeze(title).strip("【】[]“”。")))


def _named(row: Reward) -> str:
    tiers = "。".join(tier_words(tier) for tier in row.tiers)
    bases = "。".join({tier.base or "" for tier in row.tiers})
    return f"{row.name}。{row.beneficiary or ''}。{tiers}。{bases}"


def pick_named(rows: Iterable[Reward], folded: str) -> list[Reward]:
    """Return the rows whose name a message has in full, or a name that their words have in quotation marks."""
    said = level_numerals(folded)
    return [row for row in rows if any(level_numerals(fold(squeeze(name))) in said for name in _names(row))]


def _names(row: Reward) -> Iterable[str]:
    quoted = (name for tier in row.tiers for name in IN_QUOTES.findall(tier.quote))
    return (name for name in (row.name, *quoted) if len(name) > 3)
