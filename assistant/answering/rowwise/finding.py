"""Find what a message is about in policies whose topics nobody wrote down, and say when it is about nothing in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from assistant.answering.coverage import ANSWERABLE, HOW_MUCH
from assistant.answering.evidence import Evidence
from assistant.answering.routing import route_without_subject
from assistant.answering.rowwise.apart import ask_place
from assistant.answering.rowwise.asked import ALONE, SHORT, Asked, complete
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.findings import RowFinding, Said
from assistant.answering.rowwise.quoting import WHERE, Quote, find_quotes, find_references, quote_rows
from assistant.answering.rowwise.reckoning import Reckoner
from assistant.answering.scope import Scope
from assistant.answering.subjects import Subject
from assistant.models import ResultSet
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import fold
from assistant.policy.validity import find_superseded
from assistant.understanding.passing import asks
from assistant.understanding.query import Intent, Query
from assistant.understanding.rows import RowIndex
from assistant.understanding.standing import segment_end

COVERED = 0.4  # share of what is asked that the best clause must have
MET = 2.5  # or how much of it, by the rarity of its words
LIKE = 0.9  # share of what the row's clause has of the question that another clause must have to be quoted too
NEARLY = 5.0  # how much of a row a message must have that names a kind which the policies don't list
WELL, MOSTLY = 8.0, 0.45  # how much of a row a message must have, and what share of it that is
LITTLE = 4.0  # how little of the policies a message has that is about what others provide
SURE = 2.2  # how much of a row a message must have
OF_DOCUMENT = (Intent.DEADLINE, Intent.INTERPRETER, Intent.DEPARTMENT, Intent.BASIS)
AWARD = re.compile(r"([\u4e00-\u9fff]{4})(?:奖励|补助|补贴|奖补)")
ASKED_BEHIND = re.compile(r"(?:有|能|可以|给|的|拿|领)*(?:没有|什么|啥|多少)*(?:补贴|奖励|补助|奖|补)")
"""What stands behind the thing that an award is asked for."""
SUMS = "费钱款金"
Search = Callable[[str, Scope], ResultSet]


class RowFinder:
    """Finds rows and sentences in the policies of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._dated = [row for row in corpus.rewards if row.valid_from or row.valid_to]
        self._parts: dict[tuple[tuple[str, ...], frozenset[str]], tuple[RowIndex, Chooser]] = {}

    def within(self, scope: Scope) -> Scope | None:
        """Return the part of a scope that nobody wrote topics for; None where that is none of it."""
        plain = [policy for policy in scope.ids if policy not in self._corpus.curated]
        return scope.within(plain) if plain else None

    def _of(self, scope: Scope, day: date) -> tuple[RowIndex, Chooser]:
        ids = tuple(sorted(scope.ids))
        key = ids, find_superseded((row for row in self._dated if row.policy in ids), day)
        if key not in self._parts:
            policies = [self._corpus.policy(policy) for policy in ids]
            rewards = [row for row in self._corpus.rewards if row.id not in key[1]]
            index = RowIndex(policies, rewards, self._corpus.lexicon)
            self._parts[key] = index, Chooser(index, self._corpus.lexicon)
        return self._parts[key]

    def gather(self, queries: Sequence[Query], query: Query, scope: Scope, search: Search, day: date) -> Evidence:
        """Return the evidence for the last of the messages, by the rows of a day; `query` is it completed."""
        index, chooser = self._of(scope, day)
        asked = complete(queries, index)
        results = search("。".join(reversed(asked.messages)), scope)
        if query.foreign and not _is_origin(query):
            return Evidence(route="not_covered", scope=scope, reason=f"您问的是{query.foreign}的政策")
        if query.greeting:
            return Evidence(route="greeting", scope=scope)
        if not asked.weights and not self._of_document(asked):
            return Evidence(route=route_without_subject(query, self._corpus), scope=scope)
        choices = chooser.choose(asked, results)
        meant = choices and index.score_row(choices[0].row, asked.own) >= ALONE
        quotes = find_quotes(asked, results, index, choices[0].row.clause if meant else None)
        reason = self._outside(asked, choices, quotes, index, chooser)
        if query.attack and (reason is not None or not (asked.intents or asked.levels)):
            return Evidence(route="refused", scope=scope)
        if reason is not None:
            return Evidence(route="not_covered", scope=scope, reason=reason or None, uncovered=query.uncovered)
        return ask_place(self._answered(asked, choices, quotes, index, chooser, scope), self._corpus)

    def _answered(
        self,
        asked: Asked,
        choices: Sequence[Choice],
        quotes: Sequence[Quote],
        index: RowIndex,
        chooser: Chooser,
        scope: Scope,
    ) -> Evidence:
        said = self._said(asked, choices, quotes)
        reckoner = Reckoner(chooser)
        results = tuple(Said(choice=choice, result=reckoner.work_out(choice, asked)) for choice in said)
        if rules := [rule for one in results if (rule := reckoner.rule_of(one.choice, one.result))]:
            quotes = [Quote(clause=rule.clause, text=rule.text.strip(), score=1.0) for rule in rules]
        rows = [(index.clause(c.row.policy, c.row.clause), [tier.quote for tier in c.row.tiers]) for c in said]
        pieces = quote_rows(rows)
        if said and quotes and quotes[0].clause.label == said[0].row.clause:
            pieces += quotes
        elif not said:
            pieces = list(quotes)
        elif quotes and (asked.stacks or rules):
            pieces = [*quotes, *pieces]
        elif (
            quotes
            and index.cover(quotes[0].clause, asked.own)[0]
            >= index.cover(index.clause(said[0].row.policy, said[0].row.clause), asked.own)[0] * LIKE
        ):
            pieces += quotes
        if said:
            pieces += find_references(said[0].row.clause, asked, index)
        kept = tuple(dict.fromkeys(piece for piece in pieces if not _within(piece, pieces)))
        clauses = {(q.clause.policy, q.clause.label): q.clause for q in kept}
        clauses |= {(c.row.policy, c.row.clause): index.clause(c.row.policy, c.row.clause) for c in said}
        subjects = tuple(
            Subject(
                topic=f"{policy}:{label}",
                name=clause.title or label,
                clause=clause,
                awards=tuple(c.row for c in said if (c.row.policy, c.row.clause) == (policy, label)),
            )
            for (policy, label), clause in clauses.items()
        )
        finding = RowFinding(asked=asked, said=results, quotes=kept)
        left = self._unprovided(asked.query, scope)
        return Evidence(route="rows", scope=scope, subjects=subjects, finding=finding, uncovered=left)

    def _unprovided(self, query: Query, scope: Scope) -> tuple[str, ...]:
        """Return what else is asked about that other policies of the corpus provide, and none of the scope."""
        topic = self._corpus.lexicon.topic
        named = [m for m in query.mentions if m.topic not in query.carried]
        elsewhere = [m.term for m in named if not any(topic(m.topic).provision(policy) for policy in scope.ids)]
        return tuple(term for term in elsewhere if not any(self._corpus.speaks_of(p, term) for p in scope.ids))

    def _said(self, asked: Asked, choices: Sequence[Choice], quotes: Sequence[Quote]) -> tuple[Choice, ...]:
        """Return the rows whose sums are said: where sums are asked about and a row is what is meant."""
        if not choices or not asked.wants_money or (self._of_document(asked) and not asked.stacks):
            return ()
        return tuple(choice for choice in choices if choice.met >= SURE) or ()

    @staticmethod
    def _of_document(asked: Asked) -> bool:
        """Whether the message asks what no row says, and for no sum."""
        plain = not (asked.asks_sum or asked.query.claims())
        return plain and (
            asked.stacks
            or WHERE.search(asked.folded) is not None
            or asked.on_validity
            or any(intent in asked.intents for intent in OF_DOCUMENT)
        )

    def _outside(
        self, asked: Asked, choices: Sequence[Choice], quotes: Sequence[Quote], index: RowIndex, chooser: Chooser
    ) -> str | None:
        """Return why the message is about nothing in the policies, empty where that can't be named; None if it is."""
        query = asked.query
        absent = [t for t in query.uncovered if fold(t) in query.folded and not _is_known(t, index)]
        absent = [] if len(asked.messages) > 1 and not any(_is_asked(query.folded, t) for t in absent) else absent
        details = [word for word in query.details if not index.content.speaks_of(word)]
        if absent and not self._named(asked, choices, index) and not self._met_well(asked, choices, index):
            return f"文件没有涉及“{absent[-1]}”"
        if details and not asked.intents & ANSWERABLE and not HOW_MUCH.search(asked.folded):
            return f"文件没有写明{details[0]}"
        if (
            choices
            and choices[0].missing
            and asked.wants_money
            and not asked.stacks
            and Intent.CONDITION not in asked.intents
        ):
            return f"“{choices[0].row.name}”没有列出{choices[0].missing}"
        if choices and choices[0].met < NEARLY and (kind := chooser.missing_kind(asked)):
            return f"文件没有列出“{kind}”"
        best = [choices[0].row] if choices else []
        clauses = [index.clause(row.policy, row.clause) for row in best] + [quote.clause for quote in quotes[:1]]
        if (
            asked.on_validity
            or asked.stacks
            or (self._of_document(asked) and (not asked.weights or len(query.folded) <= SHORT))
        ):
            return None
        covers = [index.cover(clause, asked.weights) for clause in clauses]
        if quotes and quotes[0].marked:
            return None
        if self._lacks_subject(asked, max((met for met, _ in covers), default=0.0), choices, index):
            return ""
        if not any(met >= MET or share >= COVERED for met, share in covers):
            return ""
        return None

    @staticmethod
    def _lacks_subject(asked: Asked, met: float, choices: Sequence[Choice], index: RowIndex) -> bool:
        """Whether what a message is about is what others provide: words of the trade that the policies don't have."""
        folded = asked.query.folded
        unknown, lacking = index.content.unknown(folded), index.content.lacks(folded)
        if met < LITTLE and lacking and (len(lacking) > 1 or len(unknown) > 1):
            return True
        heads = [word for word in unknown if ASKED_BEHIND.match(folded, folded.find(word) + len(word))]
        return bool(heads) and (not choices or choices[0].met < SURE) and len(asked.messages) == 1

    @staticmethod
    def _met_well(asked: Asked, choices: Sequence[Choice], index: RowIndex) -> bool:
        """Whether a row has most of a message, whatever else it speaks of."""
        if not choices or choices[0].met < WELL:
            return False
        return index.cover(index.clause(choices[0].row.policy, choices[0].row.clause), asked.own)[1] >= MOSTLY

    @staticmethod
    def _named(asked: Asked, choices: Sequence[Choice], index: RowIndex) -> bool:
        """Whether the message asks for a row by name, whatever else it speaks of."""
        if any(index.content.speaks_of(found[1]) for found in AWARD.finditer(asked.query.folded)):
            return True
        return any(
            len(name := fold(choice.row.name)) >= 4 and name in asked.query.folded and choice.met >= SURE
            for choice in choices
        )


def _is_asked(folded: str, term: str) -> bool:
    """Whether the part of a message that has a term asks anything."""
    at = folded.find(fold(term))
    start = max(folded.rfind(sign, 0, at) for sign in "，。；！？,;!?") + 1
    return asks(folded, start, segment_end(folded, at))


def _is_known(term: str, index: RowIndex) -> bool:
    """Whether the policies speak of a term, or of what a sum is for that is called otherwise: 安家费, 安家补助."""
    stem = term.rstrip(SUMS)
    return index.content.has_most_of(term) or (stem != term and len(stem) > 1 and index.content.speaks_of(stem))


def _is_origin(query: Query) -> bool:
    """Whether the place named is only where somebody comes from: 我们是沈阳的旅行社."""
    place = re.escape(query.foreign or "")
    return bool(
        re.search(
            rf"(?:是|来自|从|在){place}|{place}[^，。]{{0,2}}的?(?:旅行社|公司|企业|客|人|团|厂|那边)", query.question
        )
    )


def _within(piece: Quote, pieces: Sequence[Quote]) -> bool:
    """Whether another piece of the same clause has it whole."""
    return any(
        other.clause == piece.clause and piece.text != other.text and piece.text in other.text for other in pieces
    )
