"""Look clauses up as staff type: the chat's search, with why each was found and what can be said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from assistant.lookup.citation import cite, say_place
from assistant.lookup.clause_numbers import find_numbered
from assistant.lookup.grant_phrases import say_standard
from assistant.lookup.highlights import FoldedText, Span, fold_word
from assistant.lookup.measure_kinds import ClauseFilter, Departments, Measure, classify
from assistant.lookup.spoken_replies import Script, choose_script, say_scripts
from assistant.lookup.validity import describe_window
from assistant.models import Clause, Hit, Model, Reward
from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import Topic
from assistant.policy.validity import is_over
from assistant.searching import ClauseSearch
from assistant.understanding.matching import Match, TermMatcher
from assistant.views import RewardRow, tier_rows

Place = tuple[str, str]
EVERYTHING = ClauseFilter()
BY_NUMBER = "条款号相符"


class ClauseHit(Model):
    """A clause with all that staff need beside the phone; scores are null where nothing was searched for.

    `spans` are what to highlight in `text`; `standards` says each of `rewards` in words, in the same order; `scripts`
    are replies on the whole clause, on each programme and each level, `script` the one for what was looked for.
    """

    policy: str
    number: str
    clause: str
    place: str
    section: str
    title: str
    text: str
    spans: tuple[Span, ...]
    departments: tuple[str, ...]
    score: float | None
    dense: float | None
    lexical: float | None
    matched: tuple[str, ...]
    reasons: tuple[str, ...]
    measures: tuple[Measure, ...]
    rewards: tuple[RewardRow, ...]
    standards: tuple[str, ...]
    window: str
    closed: bool
    citation: str
    script: str
    scripts: tuple[Script, ...]


class Rejected(Model):
    """A clause that came close, and why it is not shown."""

    clause: str
    title: str
    score: float
    reason: str


class Found(Model):
    """What a look-up found, best first; in printed order without words."""

    hits: tuple[ClauseHit, ...]
    rejected: tuple[Rejected, ...] = ()


class LookUp:
    """Looks clauses up; safe to share between threads."""

    def __init__(self, corpus: Corpus, clauses: ClauseSearch, today: Callable[[], date]) -> None:
        """Make what the first look-up needs, which is to be as quick as the next."""
        self._corpus = corpus
        self._clauses = clauses
        self._today = today
        self._departments = Departments(corpus.lexicon.departments)
        self._topics = {topic.id: topic for topic in corpus.lexicon.topics}
        self._matcher = TermMatcher({topic.id: topic.terms for topic in corpus.lexicon.topics})
        rows: dict[Place, list[Reward]] = defaultdict(list)
        for reward in corpus.rewards:
            rows[reward.policy, reward.clause].append(reward)
        self._rows = {(c.policy, c.label): tuple(rows[c.policy, c.label]) for c in corpus.clauses}
        self._measures = {(c.policy, c.label): classify(c, self._rows[c.policy, c.label]) for c in corpus.clauses}
        self._folded = {(c.policy, c.label): FoldedText(c.text) for c in corpus.clauses}
        self._cards = lru_cache(maxsize=2)(self._make_cards)
        self.search("jishu 技术中心")

    def search(self, words: str = "", narrowed: ClauseFilter = EVERYTHING, limit: int = 50) -> Found:
        """Return the clauses that pass the filter: at most `limit` that bear on the words, all where there are none."""
        allowed = [clause for clause in self._corpus.clauses if self._passes(clause, narrowed)]
        cards = self._cards(self._today())
        if not words.strip():
            return Found(hits=tuple(cards[clause.policy, clause.label] for clause in allowed))
        numbered = [cards[clause.policy, clause.label] for clause in find_numbered(words, allowed)]
        if numbered:  # nothing else is meant: 二（五） has no words to search for
            return Found(hits=tuple(card.model_copy(update={"reasons": (BY_NUMBER,)}) for card in numbered))
        recognised = self._recognise(words)
        places = {(clause.policy, clause.label) for clause in allowed}
        results = self._clauses.search(words, limit, places)
        return Found(
            hits=tuple(self._explain(cards[hit.policy, hit.clause], hit, words, recognised) for hit in results.hits),
            rejected=tuple(
                Rejected(clause=hit.clause, title=self._title(hit), score=hit.score, reason=reason)
                for hit, reason in results.rejected
            ),
        )

    def _passes(self, clause: Clause, narrowed: ClauseFilter) -> bool:
        place = (clause.policy, clause.label)
        levels = {tier.level for reward in self._rows[place] for tier in reward.tiers}
        return (
            narrowed.policy in (None, clause.policy)
            and (narrowed.department is None or self._departments.among(clause.departments, narrowed.department))
            and (narrowed.level is None or narrowed.level in levels)
            and (narrowed.measure is None or narrowed.measure in self._measures[place])
        )

    def _title(self, hit: Hit) -> str:
        return self._corpus.clause(hit.policy, hit.clause).title

    def _recognise(self, words: str) -> tuple[tuple[Match, Topic], ...]:
        return tuple((match, self._topics[match.key]) for match in self._matcher.find(fold_word(words)))

    def _explain(self, card: ClauseHit, hit: Hit, words: str, recognised: Sequence[tuple[Match, Topic]]) -> ClauseHit:
        own = [(match, topic) for match, topic in recognised if _is_provided(topic, hit)]
        text = self._folded[hit.policy, hit.clause]
        typed = words.split()
        whole = [word for word in typed if word in text and (len(word) > 1 or len(typed) == 1)]
        pieces = hit.matched if len(whole) < len(typed) else ()
        spans = text.find([*whole, *pieces, *(term for _, topic in own for term in topic.terms)])
        reasons = (*_say_words(hit), *_say_terms(own, words), _say_scores(hit))
        return card.model_copy(
            update={
                "spans": spans,
                "score": hit.score,
                "dense": hit.dense,
                "lexical": hit.lexical,
                "matched": hit.matched,
                "reasons": reasons,
                "script": choose_script(card.scripts, self._awards(own, hit.policy), fold_word(words)).text,
            }
        )

    def _awards(self, own: Sequence[tuple[Match, Topic]], policy: str) -> frozenset[str]:
        """Return the awards that the recognised topics have in a policy."""
        provisions = [provision for _, topic in own if (provision := topic.provision(policy))]
        return frozenset(award for provision in provisions for award in provision.awards)

    def _make_cards(self, today: date) -> dict[Place, ClauseHit]:
        return {(c.policy, c.label): self._make_card(c, today) for c in self._corpus.clauses}

    def _make_card(self, clause: Clause, today: date) -> ClauseHit:
        place = (clause.policy, clause.label)
        meta, rows = self._corpus.policy(clause.policy).meta, self._rows[place]
        tiers = [(reward, tier) for reward in rows for tier in reward.tiers]
        scripts = say_scripts(meta, clause, rows, today)
        return ClauseHit(
            policy=clause.policy,
            number=meta.name,
            clause=clause.label,
            place=say_place(clause.label),
            section=clause.section,
            title=clause.title,
            text=clause.text,
            spans=(),
            departments=clause.departments,
            score=None,
            dense=None,
            lexical=None,
            matched=(),
            reasons=(),
            measures=self._measures[place],
            rewards=tuple(row for reward, tier in tiers for row in tier_rows(reward, tier)),
            standards=tuple(say_standard(reward, tier) for reward, tier in tiers),
            window=describe_window(meta, today),
            closed=is_over(meta, today),
            citation=cite(meta, clause, rows),
            script=scripts[0].text,
            scripts=scripts,
        )


def _is_provided(topic: Topic, hit: Hit) -> bool:
    """Whether the clause found is where its policy provides on the topic."""
    provision = topic.provision(hit.policy)
    return provision is not None and provision.clause == hit.clause


def _say_words(hit: Hit) -> tuple[str, ...]:
    return (f"原文含有：{'、'.join(hit.matched)}",) if hit.matched else ()


def _say_terms(own: Sequence[tuple[Match, Topic]], words: str) -> tuple[str, ...]:
    """Say what the lexicon made of the words, each term once."""
    folded = fold_word(words)
    said: dict[str, str] = {}
    for match, topic in own:
        typed = folded[match.start : match.end]
        meant = f"，即“{topic.name}”" if fold_word(topic.name) != typed else ""
        said.setdefault(topic.id, f"词表认出：“{typed}”{meant}")
    return tuple(said.values())


def _say_scores(hit: Hit) -> str:
    return f"字词相符 {hit.lexical:.2f} · 语义相近 {hit.dense:.2f}"
