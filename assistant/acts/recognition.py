"""Tell which act a message is, if it is no question on a policy."""

from __future__ import annotations

import re

from assistant.acts.act_rows import CLAUSE_ASKED, DOCUMENT_ASKED, ROWS, SHORT, Act
from assistant.models import Model
from assistant.policy.corpus import Corpus
from assistant.policy.document_names import PolicyNames
from assistant.policy.labels import find_labels
from assistant.policy.lexicon import fold
from assistant.text.normalization import normalize
from assistant.understanding.query import Query

PUNCTUATION = re.compile(r"[，。；：！？、,.;:!?~～…\s]")
NUMBER = re.compile(r"[\u4e00-\u9fff]{0,10}[〔\[【(（]?(?:19|20)\d\d[〕\]】)）]?年?第?\d{1,4}号")
SHORTEST_TITLE = 8  # characters of a title that a message must consist of to name the document
IDLE = frozenset({Act.DESPAIR, Act.HANDOVER, Act.COMPLAINT, Act.RECALL, Act.REPHRASE, Act.IDENTITY, Act.ANGER,
                  Act.FAREWELL, Act.THANKS, Act.GREETING, Act.PROGRESS})  # fmt: skip
"""Acts that leave what was spoken of before as it was."""


class Deed(Model):
    """An act with what it names: the keys of clauses, the ids of documents; none where no document has the number."""

    act: Act
    clauses: tuple[tuple[str, ...], ...] = ()
    policies: tuple[str, ...] = ()


class ActReader:
    """Recognises acts in messages to one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._names = PolicyNames(policy.meta for policy in corpus.policies)
        self._titles = {policy.meta.id: fold(policy.meta.title) for policy in corpus.policies}

    def read(self, query: Query) -> Deed | None:
        """Return what a message does, read by itself; None where it asks something of a policy."""
        if query.attack:
            return None
        return self._names_clause(query) or self._names_document(query) or _by_rows(query)

    def _names_clause(self, query: Query) -> Deed | None:
        text = normalize(query.question).text
        mentions = find_labels(text)
        if not mentions:
            return None
        rest = text
        for mention in reversed(mentions):
            rest = rest[: mention.start] + rest[mention.end :]
        rest = self._names.blank_numbers(PUNCTUATION.sub("", rest)).replace(" ", "")
        for title in self._titles.values():
            rest = rest.replace(title, "")
        if CLAUSE_ASKED.fullmatch(fold(rest)) is None:
            return None
        keys = tuple(dict.fromkeys(mention.key for mention in mentions))
        return Deed(act=Act.CLAUSE, clauses=keys, policies=query.policies)

    def _names_document(self, query: Query) -> Deed | None:
        core = PUNCTUATION.sub("", query.folded)
        rest = NUMBER.sub("", PUNCTUATION.sub("", normalize(query.question).text), count=1)
        if fold(rest) != core and DOCUMENT_ASKED.fullmatch(fold(rest)):
            return Deed(act=Act.DOCUMENT, policies=query.policies)
        named = [policy for policy, title in self._titles.items() if _is_title(core, title)]
        return Deed(act=Act.DOCUMENT, policies=tuple(named)) if named else None


def _is_title(core: str, title: str) -> bool:
    """Whether a message is a title, or so long a piece of it, and asks nothing of its content."""
    bare = PUNCTUATION.sub("", title)
    if bare in core:
        return DOCUMENT_ASKED.fullmatch(core.replace(bare, "")) is not None
    return len(core) >= max(SHORTEST_TITLE, len(bare) // 2) and core in bare


def _by_rows(query: Query) -> Deed | None:
    core = PUNCTUATION.sub("", query.folded)
    names = bool(query.mentions or query.levels or query.figures or query.details)
    for row in ROWS:
        if row.reach == "whole" and query.mentions and row.act not in (Act.TABLE, Act.ISSUED):
            continue
        asks = names or (row.act is not Act.PROFILE and bool(query.uncovered_asked))  # a profile tells what a firm does
        if row.reach == "within" and (asks or len(core) > SHORT or (query.intents and row.act is Act.DESPAIR)):
            continue
        if row.find(core):
            return Deed(act=row.act)
    return None
