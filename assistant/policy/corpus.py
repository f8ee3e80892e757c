"""Load the whole corpus and check that its parts agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

from pydantic import Field

from assistant.errors import CorpusError, Fault
from assistant.models import Clause, Model, Policy, Reward
from assistant.policy.criteria import Criteria, read_criteria
from assistant.policy.criteria_checks import find_criteria_faults
from assistant.policy.document import read_policy
from assistant.policy.lexicon import Lexicon, lexicon_path
from assistant.policy.messages import Messages
from assistant.policy.sources import read_model
from assistant.policy.table import read_table


class Questions(Model):
    """Questions that people ask about one policy: training data, examples on the page, and what it doesn't cover."""

    policy: str
    examples: tuple[str, ...] = Field(min_length=1)
    clauses: dict[str, tuple[str, ...]]
    uncovered: tuple[str, ...] = ()


class Contact(Model):
    """Whom to ask: a department's contact, as last verified."""

    department: str
    phone: str | None = None
    address: str | None = None
    hours: str | None = None
    last_verified: date | None = None


class Contacts(Model):
    """The contacts file."""

    contacts: tuple[Contact, ...] = ()


class Corpus(Model):
    """Everything that staff edit, loaded and cross-checked."""

    directory: Path
    policies: tuple[Policy, ...]
    rewards: tuple[Reward, ...]
    lexicon: Lexicon
    messages: Messages
    questions: tuple[Questions, ...]
    contacts: tuple[Contact, ...] = ()
    criteria: tuple[Criteria, ...] = ()

    @cached_property
    def _clauses(self) -> dict[tuple[str, str], Clause]:
        return {(c.policy, c.label): c for policy in self.policies for c in policy.clauses}

    @cached_property
    def _rewards(self) -> dict[str, Reward]:
        return {reward.id: reward for reward in self.rewards}

    def policy(self, identifier: str) -> Policy:
        """Return the policy of that id."""
        return next(policy for policy in self.policies if policy.meta.id == identifier)

    def clause(self, policy: str, label: str) -> Clause:
        """Return the clause of that label."""
        return self._clauses[policy, label]

    def reward(self, identifier: str) -> Reward:
        """Return the row of that id."""
        return self._rewards[identifier]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses, in printed order."""
        return tuple(self._clauses.values())


def corpus_files(directory: Path) -> tuple[Path, ...]:
    """Return every file that the index is built from, sorted; criteria don't bear on it."""
    patterns = ("policies/*.md", "rewards/*.yaml", "questions/*.yaml", "*.yaml")
    return tuple(sorted(path for pattern in patterns for path in directory.glob(pattern)))


def load_corpus(directory: Path) -> Corpus:
    """Load and check the corpus; raise `CorpusError` with all the faults that could be found."""
    faults: list[Fault] = []
    policies: dict[str, Policy] = {}
    for path in sorted(directory.glob("policies/*.md")):
        try:
            policy = read_policy(path)
            policies[policy.meta.id] = policy
        except CorpusError as error:
            faults.extend(error.faults)
    if not policies and not faults:
        raise CorpusError(Fault(str(directory), "-", "policies", "没有找到任何政策文件"))
    rewards: list[Reward] = []
    for path in sorted(directory.glob("rewards/*.yaml")):
        try:
            rewards.extend(read_table(path, policies))
        except CorpusError as error:
            faults.extend(error.faults)
    if faults:
        raise CorpusError(*faults)
    lexicon = read_model(lexicon_path(directory), Lexicon)
    criteria = read_criteria(directory)
    questions = tuple(read_model(path, Questions) for path in sorted(directory.glob("questions/*.yaml")))
    corpus = Corpus(
        directory=directory,
        policies=tuple(policies.values()),
        rewards=tuple(rewards),
        lexicon=lexicon,
        messages=read_model(directory / "messages.yaml", Messages),
        questions=questions,
        contacts=read_model(directory / "contacts.yaml", Contacts).contacts,
        criteria=tuple(one for _, one in criteria),
    )
    faults = [*_reward_faults(corpus), *_lexicon_faults(corpus), *_question_faults(corpus)]
    for file, one in criteria:
        faults += find_criteria_faults(file, one, corpus.policies, corpus.rewards, lexicon)
    if faults:
        raise CorpusError(*faults)
    return corpus


def _reward_faults(corpus: Corpus) -> Iterator[Fault]:
    identifiers = [reward.id for reward in corpus.rewards]
    for identifier in sorted({i for i in identifiers if identifiers.count(i) > 1}):
        yield Fault("rewards", identifier, "id", "两份奖补表使用了同一编号")
    tabled = {reward.policy for reward in corpus.rewards}
    for policy in corpus.policies:
        if policy.meta.id not in tabled:
            yield Fault("rewards", policy.meta.id, "policy", "这份政策没有奖补表")


def _lexicon_faults(corpus: Corpus) -> Iterator[Fault]:
    labels = {clause.label for clause in corpus.clauses}
    rows = {reward.id: reward for reward in corpus.rewards}
    named: set[str] = set()
    for topic in corpus.lexicon.topics:
        if topic.clause not in labels:
            yield Fault("lexicon.yaml", topic.id, "clause", f"没有条款 {topic.clause}")
        for field in ("awards", "targets", "related"):
            for row in getattr(topic, field):
                named.add(row)
                if row not in rows:
                    yield Fault("lexicon.yaml", topic.id, field, f"奖补表中没有 {row}")
    for row, reward in rows.items():
        if reward.kind != "threshold" and row not in named:
            yield Fault("lexicon.yaml", row, "topics", "奖补表中的这一行没有任何主题提到")


def _question_faults(corpus: Corpus) -> Iterator[Fault]:
    labels = {(clause.policy, clause.label) for clause in corpus.clauses}
    for questions in corpus.questions:
        for label in questions.clauses:
            if (questions.policy, label) not in labels:
                yield Fault(f"questions/{questions.policy}.yaml", label, "clauses", "政策中没有这一条款")
