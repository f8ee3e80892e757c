"""Load the whole corpus and check that its parts agree."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from pydantic import PrivateAttr

from assistant.errors import CorpusError, Fault
from assistant.models import Clause, Model, Policy, Reward
from assistant.policy.contacts import Contact, Contacts
from assistant.policy.criteria import Criteria, read_criteria
from assistant.policy.criteria_checks import find_criteria_faults
from assistant.policy.disabled import DISABLED_FILE, Disabled, in_use, read_disabled
from assistant.policy.divisions import read_divisions
from assistant.policy.document import read_policy
from assistant.policy.guides import GuideFile, find_guide_faults, read_guides
from assistant.policy.lexicon import Lexicon, Vocabulary, fold, lexicon_path
from assistant.policy.messages import Messages
from assistant.policy.pending import find_files
from assistant.policy.programme_questions import ask_how_much
from assistant.policy.questions import Questions, find_question_faults
from assistant.policy.regions import add_regions, find_region_faults
from assistant.policy.sources import read_model
from assistant.policy.table import read_table
from assistant.policy.topic_files import TopicFile, read_topics
from assistant.policy.topics import build_topics


class Corpus(Model):
    """Everything that staff edit, loaded and cross-checked.

    `rewards` are the reviewed rows; those that nobody has reviewed are `pending` and never stated. `curated` are the
    policies with topics by hand. `disabled` ones are in none of the others.
    """

    directory: Path
    policies: tuple[Policy, ...]
    rewards: tuple[Reward, ...]
    pending: tuple[Reward, ...] = ()
    lexicon: Lexicon
    messages: Messages
    questions: tuple[Questions, ...]
    filed_contacts: tuple[Contact, ...] = ()
    curated: frozenset[str] = frozenset()
    criteria: tuple[Criteria, ...] = ()
    disabled: tuple[Disabled, ...] = ()
    topic_files: tuple[TopicFile, ...] = ()
    guides: tuple[GuideFile, ...] = ()
    _contacts: Callable[[tuple[Contact, ...]], tuple[Contact, ...]] | None = PrivateAttr(None)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Whom to ask, as of now: those of the file, and what staff have changed since."""
        return self._contacts(self.filed_contacts) if self._contacts else self.filed_contacts

    def follow_contacts(self, change: Callable[[tuple[Contact, ...]], tuple[Contact, ...]]) -> None:
        """Have contacts be those of the file as `change` returns them, asked anew each time."""
        self._contacts = change

    @cached_property
    def _clauses(self) -> dict[tuple[str, str], Clause]:
        return {(c.policy, c.label): c for policy in self.policies for c in policy.clauses}

    @cached_property
    def _rewards(self) -> dict[str, Reward]:
        return {reward.id: reward for reward in self.rewards}

    @cached_property
    def _policies(self) -> dict[str, Policy]:
        return {policy.meta.id: policy for policy in self.policies}

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {policy.meta.id: fold(policy.text) for policy in self.policies}

    @cached_property
    def _vocabulary(self) -> str:
        lexicon = self.lexicon
        lists = (lexicon.levels, lexicon.departments, lexicon.payers, lexicon.cues)
        words = [word for named in lists for said in named.values() for word in said]
        words += [term for topic in lexicon.topics for term in topic.terms]
        words += [asked for questions in self.questions for clause in questions.clauses.values() for asked in clause]
        return "\n".join((*self._folded.values(), *map(fold, words)))

    def says(self, word: str) -> bool:
        """Whether a folded word stands in a policy, in the name of a topic or in a question that staff wrote."""
        return word in self._vocabulary

    def policy(self, identifier: str) -> Policy:
        """Return the policy of that id."""
        return self._policies[identifier]

    def examples(self, policies: Iterable[str], limit: int) -> tuple[str, ...]:
        """Return questions to begin with, of the policies by turns; made from the awards where nobody wrote any."""
        asked = {questions.policy: questions.examples for questions in self.questions}
        columns = [asked[policy] if policy in asked else self._openers(policy, asked) for policy in policies]
        turns = (question for row in zip_longest(*columns) for question in row if question is not None)
        return tuple(dict.fromkeys(turns))[:limit]

    def _openers(self, policy: str, asked: Collection[str]) -> tuple[str, ...]:
        """Ask about what the policy awards and those with examples don't: for the standard where it states one."""
        figured = {row.id for row in self.rewards if any(tier.yuan or tier.percent for tier in row.tiers)}
        owned = [(topic, own) for topic in self.lexicon.topics if (own := topic.provision(policy)) and own.awards]
        new = [(topic.name, own) for topic, own in owned if not any(topic.provision(other) for other in asked)]
        return tuple(ask_how_much(n) if figured & {*own.awards} else f"{n}有什么规定？" for n, own in new)

    def speaks_of(self, policy: str, word: str) -> bool:
        """Whether the policy's text has the word and nobody has looked yet at what it says of it.

        The lexicon's lists of what policies leave out were drawn up for the curated ones.
        """
        return policy not in self.curated and fold(word) in self._folded[policy]

    @property
    def guide_texts(self) -> tuple[str, ...]:
        """What the verified guides say."""
        return tuple(guide.text for file in self.guides for guide in file.guides if guide.is_verified)

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
    """Return every file that the index is built from, sorted; criteria don't bear on it, nor what is out of use."""
    patterns = ("questions/*.yaml", "topics/*.yaml", "*.yaml")
    others = (path for pattern in patterns for path in directory.glob(pattern) if path.name != DISABLED_FILE)
    paired = (*find_files(directory, "policies", "*.md"), *find_files(directory, "rewards", "*.yaml"))
    return in_use((*paired, *others), read_disabled(directory))


def load_corpus(directory: Path) -> Corpus:
    """Load and check the corpus; raise `CorpusError` with all the faults that could be found."""
    disabled = read_disabled(directory)
    policies, table = _read_policies(directory, disabled)
    rewards = tuple(row for row in table if row.reviewed)
    vocabulary = read_model(lexicon_path(directory), Vocabulary)
    files = tuple(read_topics(path) for path in in_use(directory.glob("topics/*.yaml"), disabled))
    criteria = read_criteria(in_use(directory.glob("criteria/*.yaml"), disabled))
    asked = in_use(directory.glob("questions/*.yaml"), disabled)
    pending = {row.id for row in table if not row.reviewed}
    corpus = Corpus(
        directory=directory,
        policies=policies,
        rewards=rewards,
        pending=tuple(row for row in table if not row.reviewed),
        lexicon=_complete(vocabulary, files, policies, table),
        messages=read_model(directory / "messages.yaml", Messages),
        questions=tuple(read_model(path, Questions) for path in asked),
        filed_contacts=read_model(directory / "contacts.yaml", Contacts).contacts,
        curated=frozenset(file.policy for file in files),
        criteria=tuple(_reviewed_criteria(one, pending) for _, one in criteria),
        disabled=disabled,
        topic_files=files,
        guides=read_guides(in_use(directory.glob("guides/*.yaml"), disabled)),
    )
    faults = [*_policy_faults(corpus), *_reward_faults(corpus), *find_question_faults(corpus.questions, corpus.clauses)]
    for file, one in criteria:
        faults += find_criteria_faults(file, one, corpus.policies, table, corpus.lexicon)
    faults += find_guide_faults(corpus.guides, policies, table)
    if faults:
        raise CorpusError(*faults)
    return corpus


def _read_policies(directory: Path, disabled: tuple[Disabled, ...]) -> tuple[tuple[Policy, ...], tuple[Reward, ...]]:
    """Read the policies and their reward tables."""
    faults: list[Fault] = []
    policies: dict[str, Policy] = {}
    for path in in_use(find_files(directory, "policies", "*.md"), disabled):
        try:
            policy = read_policy(path)
            if policy.meta.id in policies:
                faults.append(Fault(path.name, "front matter", "id", "两份政策使用了同一编号"))
            policies[policy.meta.id] = policy
        except CorpusError as error:
            faults.extend(error.faults)
    if not policies and not faults:
        raise CorpusError(Fault(str(directory), "-", "policies", "没有找到任何政策文件"))
    rewards: list[Reward] = []
    for path in in_use(find_files(directory, "rewards", "*.yaml"), disabled):
        try:
            rewards.extend(read_table(path, policies))
        except CorpusError as error:
            faults.extend(error.faults)
    if faults:
        raise CorpusError(*faults)
    return tuple(policies.values()), tuple(rewards)


def _complete(
    vocabulary: Vocabulary, files: tuple[TopicFile, ...], policies: tuple[Policy, ...], rewards: tuple[Reward, ...]
) -> Lexicon:
    """Return the lexicon with the topics and the regions of the policies."""
    regions = add_regions({**read_divisions(), **vocabulary.regions}, policies)
    if faults := list(find_region_faults(regions)):
        raise CorpusError(*faults)
    topics = build_topics(files, vocabulary.document, policies, rewards)
    return Lexicon.model_validate({**dict(vocabulary), "regions": regions, "topics": topics})


def _reviewed_criteria(criteria: Criteria, pending: Collection[str]) -> Criteria:
    """Leave out the criteria of rows that nobody has reviewed."""
    kept = tuple(award for award in criteria.awards if award.award not in pending)
    return criteria.model_copy(update={"awards": kept})


def _policy_faults(corpus: Corpus) -> Iterator[Fault]:
    effective = {policy.meta.id: policy.meta.since for policy in corpus.policies}
    unused = {entry.policy for entry in corpus.disabled}
    for policy in corpus.policies:
        for replaced in policy.meta.replaces:
            if replaced in unused:
                continue
            if replaced not in effective:
                yield Fault(policy.file, "front matter", "replaces", f"没有这份政策：{replaced}")
            elif effective[replaced] >= policy.meta.since:
                yield Fault(policy.file, "front matter", "replaces", f"{replaced} 的施行日期不早于本政策，不能被它替代")


def _reward_faults(corpus: Corpus) -> Iterator[Fault]:
    table = (*corpus.rewards, *corpus.pending)
    identifiers = [reward.id for reward in table]
    for identifier in sorted({i for i in identifiers if identifiers.count(i) > 1}):
        yield Fault("rewards", identifier, "id", "两份奖补表使用了同一编号")
    files = find_files(corpus.directory, "rewards", "*.yaml")
    tabled = {reward.policy for reward in table} | {path.stem for path in files}  # a table may have no rows
    for policy in corpus.policies:
        if policy.meta.id not in tabled:
            yield Fault("rewards", policy.meta.id, "policy", "这份政策没有奖补表")


def find_unreviewed(corpus: Corpus) -> Iterator[Fault]:
    """Yield the rows that nobody has reviewed: they are loaded, and never stated."""
    for row in corpus.pending:
        yield Fault(f"{row.policy}.yaml", row.id, "reviewed", "尚未复核，不能使用")
