"""Read a conversation: fold the user's turns into a state, each message completed from what was told before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.conversation.bases import Bases
from assistant.conversation.changed_numbers import change, repeats, set_right, share
from assistant.conversation.correcting import correct
from assistant.conversation.holdings import find_holdings
from assistant.conversation.joining import OVER_ALL, over_firms
from assistant.conversation.lending import lend_sums
from assistant.conversation.name_parts import Siblings
from assistant.conversation.ordinals import Offers
from assistant.conversation.rules import RULES
from assistant.conversation.several_sums import regroup
from assistant.conversation.state import State, tell
from assistant.conversation.turn import Rule, Subject, Turn
from assistant.models import Model
from assistant.policy.corpus import Corpus
from assistant.understanding.counting import FIRM_COUNTERS
from assistant.understanding.query import Holding, Intent, Query
from assistant.understanding.reader import Reader
from assistant.understanding.remainder import Remainder

Recognises = Callable[[Query], Subject | None]


class Reading(Model):
    """A conversation read.

    `query` is the last message completed, `messages` are all as they were read, with changed numbers restated, and
    `state` is what was told before the last.
    """

    query: Query
    messages: tuple[Query, ...]
    state: State

    @property
    def restated(self) -> tuple[str, ...]:
        """The messages whose numbers were restated."""
        return tuple(message.question for message in self.messages if message.derived)


class Conversation:
    """Reads conversations on one corpus; keeps no state of its own."""

    def __init__(self, corpus: Corpus, reader: Reader) -> None:
        self._reader = reader
        self._bases = Bases(corpus)
        self._offers = Offers(corpus)
        self._siblings = Siblings(corpus.lexicon)
        self._rest = Remainder(corpus).characters

    def read(self, queries: Sequence[Query], recognises: Recognises) -> Reading:
        """Return the reading of messages that were each read by themselves.

        `recognises` says what a message is about by itself, where that can be told.
        """
        state, messages = State(), []
        for query in queries:
            before, message = state, self._restate(query, state)
            completed, _ = self.complete(message, before, recognises)
            messages.append(message)
            state = tell(before, completed, self._bases, self._holdings(completed))
        return Reading(query=completed, messages=tuple(messages), state=before)

    def complete(self, message: Query, state: State, recognises: Recognises) -> tuple[Query, Rule]:
        """Return the message completed from what was told before it, and the rule that decided."""
        turn = Turn(message, state, self._bases, self._offers, recognises, self._siblings.find, self._rest)
        completed, rule = next((found, rule) for rule in RULES if (found := rule.complete(turn)) is not None)
        completed = _compare_levels(completed, message, state)
        settled = correct(self._reader.settle(completed), message, state, self._bases)
        completed = lend_sums(settled, state, self._bases)
        if not completed.holdings and OVER_ALL.search(completed.folded):
            completed = over_firms(completed, self._holdings(completed)) or completed
        return completed.model_copy(update={"follows": bool(state.asked)}), rule

    def _holdings(self, query: Query) -> tuple[Holding, ...]:
        return find_holdings(query, self._reader.read, self._offers.levels_of)

    def _restate(self, query: Query, state: State) -> Query:
        """Return the message with the number that it makes of an earlier one, how that came about beside it."""
        facts = state.facts
        topics = query.topics or (state.trail[-1].topics if state.trail else ())
        if each := share(query.question, self._bases.of(topics)):
            return self._reader.read(each.message).model_copy(update={"derived": (each.derivation,)})
        own = frozenset(base for figure in query.figures for base in self._bases.measured(figure))
        last = facts.sums[-1].of if facts.sums else frozenset()
        by_rows = not any(map(self._offers.is_curated, state.trail))
        if left := regroup(query.question, facts.group):
            told = left.put_into(state.told(facts.group)) if by_rows else left.say(self._bases.word(facts.group[0]))
            return self._reader.read(told).model_copy(update={"derived": (left.derivation,)})
        if by_rows and (right := set_right(query.question, facts)):
            return self._reader.read(right.message).model_copy(update={"derived": (right.derivation,)})
        spoken = query.model_copy(update={"mentions": query.mentions or (state.trail[-1].mentions if topics else ())})
        if self._holdings(spoken) or (state.asked and repeats(query.question, state.asked[-1].derived)):
            return query  # it says what some firms have, or names again how a number changed
        changed = change(query.question, query.said, facts, own, last)
        if changed is None:
            return query
        restated = self._reader.read(changed.message)
        counted = {"firms": int(changed.value)} if changed.counter in FIRM_COUNTERS else {}
        before = next((earlier.derived for earlier in reversed(state.asked) if earlier.derived), ())
        goes_on = before and changed.derivation.startswith(before[-1].rpartition("＝")[2])
        return restated.model_copy(update={"derived": (*(before if goes_on else ()), changed.derivation), **counted})


def _compare_levels(completed: Query, message: Query, state: State) -> Query:
    """Return the query with all levels of its topic asked about before where the message compares and names none."""
    if Intent.COMPARE not in message.intents or message.levels or not completed.inherited or completed.placed:
        return completed
    same = [earlier for earlier in state.asked if set(earlier.topics) == set(completed.topics)]
    levels = tuple(dict.fromkeys(level for earlier in same for level in earlier.levels))
    return completed.model_copy(update={"levels": levels or completed.levels})
