"""Find what a message is about in policies whose topics nobody wrote down, and say when it is about nothing in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from assistant.answering.evidence import Evidence
from assistant.answering.routing import route_without_subject
from assistant.answering.rowwise.adding import add_asked
from assistant.answering.rowwise.apart import ask_place
from assistant.answering.rowwise.asked import ALONE, Asked, complete
from assistant.answering.rowwise.choosing import Choice, Chooser
from assistant.answering.rowwise.compared import choose_both
from assistant.answering.rowwise.findings import Joint, RowFinding, Said
from assistant.answering.rowwise.joint import join
from assistant.answering.rowwise.outside import SURE, is_of_document, say_outside
from assistant.answering.rowwise.provisions import Provision, Provisions
from assistant.answering.rowwise.quoting import Quote, find_quotes, find_references, quote_rows
from assistant.answering.rowwise.reckoning import Reckoner
from assistant.answering.scope import Scope
from assistant.answering.subjects import Subject
from assistant.models import ResultSet
from assistant.policy.corpus import Corpus
from assistant.policy.validity import find_superseded
from assistant.understanding.query import Query
from assistant.understanding.rows import RowIndex

LIKE = 0.9  # share of what the row's clause has of the question that another clause must have to be quoted too
Search = Callable[[str, Scope], ResultSet]


_OF_ANY = re.compile(
    "[两2][条项个份](?:政策|条款|奖励|文件)|(?:另外?|别的?|其[他它])[一]?[份个项]?[^，。；？]{0,10}政策|同一个?(?:项目|事项)"
)
_BORNE = re.compile("[省市县区镇](?:里|级|财政)*(?:出|承担|负担|掏)(?:多少|几[万千])")


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
        if query.foreign and not (_is_origin(query) or any(map(index.content.speaks_of, query.places))):
            return Evidence(route="not_covered", scope=scope, reason=f"您问的是{query.foreign}的政策")
        if query.greeting:
            return Evidence(route="greeting", scope=scope)
        settled = None if _of_a_sum(asked) else Provisions(index).find(asked)
        if settled and (settled.subject or not query.uncovered):
            choices = chooser.choose(asked, results) if settled.with_sums else ()
            return self._answered(asked, choices, settled.quotes, index, chooser, scope, settled)
        if not asked.weights and not is_of_document(asked):
            return Evidence(route=route_without_subject(query, self._corpus), scope=scope)
        choices = chooser.choose(asked, results)
        if both := choose_both(queries, index, chooser, lambda text: search(text, scope)):
            return self._answered(asked, both, (), index, chooser, scope)
        if summed := add_asked(queries, index, chooser, lambda text: search(text, scope)):
            return self._answered(asked, summed[0], (), index, chooser, scope, summed=summed[1])
        meant = choices and index.score_row(choices[0].row, asked.own) >= ALONE
        by_row = bool(self._said(asked, choices))
        quotes = find_quotes(asked, results, index, choices[0].row.clause if meant else None, by_row)
        reason = say_outside(asked, choices, quotes, index, chooser)
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
        settled: Provision | None = None,
        summed: Joint | None = None,
    ) -> Evidence:
        said = self._said(asked, choices) if summed is None else tuple(choices)
        reckoner = Reckoner(chooser)
        joint = summed or join(chooser, said, asked)
        within = joint.rows if joint else ()
        results = tuple(
            Said(choice=choice, result=None if choice.row.id in within else reckoner.work_out(choice, asked))
            for choice in said
        )
        rules = [] if settled else [rule for one in results if one.result for rule in one.result.rules]
        if rules:
            quotes = [Quote(clause=rule.clause, text=rule.text.strip(), score=1.0) for rule in rules]
        kept = _kept(asked, said, quotes, bool(rules or settled), index)
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
        finding = RowFinding(asked=asked, said=results, quotes=kept, joint=joint, settled=settled)
        left = self._unprovided(asked.query, scope)
        return Evidence(route="rows", scope=scope, subjects=subjects, finding=finding, uncovered=left)

    def _unprovided(self, query: Query, scope: Scope) -> tuple[str, ...]:
        """Return what else is asked about that other policies of the corpus provide, and none of the scope."""
        topic = self._corpus.lexicon.topic
        named = [m for m in query.mentions if m.topic not in query.inherited]
        elsewhere = [m.term for m in named if not any(topic(m.topic).provision(policy) for policy in scope.ids)]
        return tuple(term for term in elsewhere if not any(self._corpus.speaks_of(p, term) for p in scope.ids))

    def _said(self, asked: Asked, choices: Sequence[Choice]) -> tuple[Choice, ...]:
        """Return the rows whose sums are said: where sums are asked about and a row is what is meant."""
        if not choices or not asked.wants_money or (is_of_document(asked) and not asked.stacks):
            return ()
        if asked.stacks and _OF_ANY.search(asked.folded):
            return ()
        return tuple(choice for choice in choices if choice.met >= SURE) or ()


def _of_a_sum(asked: Asked) -> bool:
    """Whether each payer's part is asked of a sum that is worked out from what was told: 投了2600万，县里出多少."""
    return bool(asked.money and _BORNE.search(asked.folded))


def _is_origin(query: Query) -> bool:
    """Whether the place named is only where somebody comes from: 我们是沈阳的旅行社."""
    place = re.escape(query.foreign or "")
    return bool(
        re.search(
            rf"(?:是|来自|从|在|(?:搬|迁|转移?|外迁|注册)[^，。]{{0,2}}[到去往至在回]){place}|{place}[^，。]{{0,2}}的?(?:旅行社|公司|企业|客|人|团|厂|那边|身份|籍|护照|户口)",
            query.question,
        )
    )


def _within(piece: Quote, pieces: Sequence[Quote]) -> bool:
    """Whether another piece of the same clause has it whole."""
    return any(
        other.clause == piece.clause and piece.text != other.text and piece.text in other.text for other in pieces
    )


def _kept(
    asked: Asked, said: Sequence[Choice], quotes: Sequence[Quote], has_rules: bool, index: RowIndex
) -> tuple[Quote, ...]:
    """Return what is quoted: the rows' own words, and what else answers as well; none that another has whole."""
    rows = [(index.clause(c.row.policy, c.row.clause), [tier.quote for tier in c.row.tiers]) for c in said]
    pieces = quote_rows(rows)
    if said and quotes and quotes[0].clause.label == said[0].row.clause:
        pieces += quotes
    elif not said:
        pieces = list(quotes)
    elif quotes and (asked.stacks or has_rules):
        pieces = [*quotes, *pieces]
    elif (
        quotes
        and index.cover(quotes[0].clause, asked.own)[0]
        >= index.cover(index.clause(said[0].row.policy, said[0].row.clause), asked.own)[0] * LIKE
    ):
        pieces += quotes
    if said:
        pieces += find_references(said[0].row.clause, asked, index)
    return tuple(dict.fromkeys(piece for piece in pieces if not _within(piece, pieces)))
