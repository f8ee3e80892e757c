"""Where an answer leads on to: what it has not said yet of its programme, a sum, its neighbours in the document.

Each lead is a question that is asked with one click, or a page. An answer that asks back, or that has nothing, keeps
the suggestions that it came with: those are choices.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from assistant.answering.naming import title
from assistant.models import Answer, Model, Reward, Tier
from assistant.policy.corpus import Corpus
from assistant.policy.programme_questions import ask_how_much

MOST_LEADS = 5
MOST_CHOICES = 10
MOST_NEIGHBOURS = 2


class Lead(Model):
    """A question to ask next; or, with an address, a page to open."""

    words: str
    address: str = ""


def lead_on(answer: Answer, corpus: Corpus, root: str) -> tuple[Lead, ...]:
    """Return where the answer leads on to, at most `MOST_LEADS`."""
    if answer.status == "clarify" and (choices := _choices(answer, corpus)):
        return choices
    rewards = _rewards(answer, corpus)
    if answer.status != "answered" or not rewards:
        return tuple(Lead(words=suggestion) for suggestion in answer.suggestions)
    leads = (
        *_of_programme(answer, rewards[0], root),
        *(lead for reward in rewards[1:MOST_LEADS] for lead in _of_other(reward)),
        *(() if rewards[1:] else _of_neighbours(rewards[0], corpus)),
    )
    asked = _plain(answer.question)
    return tuple(lead for lead in dict.fromkeys(leads) if _plain(lead.words) != asked)[:MOST_LEADS]


def _choices(answer: Answer, corpus: Corpus) -> tuple[Lead, ...]:
    """Return the places or programmes that an answer asks to choose from: what was asked stays with them."""
    places = {policy.meta.region for policy in corpus.policies if policy.meta.region}
    asked = [suggestion.partition("的")[0] for suggestion in answer.suggestions]
    if asked and all(place in places for place in asked):
        return tuple(Lead(words=place) for place in asked)
    names = dict.fromkeys(reward.name for reward in corpus.rewards if reward.kind == "award")
    found = sorted((answer.text.index(name), name) for name in names if name in answer.text)
    return tuple(Lead(words=name) for _, name in found[:MOST_CHOICES])


def _rewards(answer: Answer, corpus: Corpus) -> list[Reward]:
    """Return the awards that the answer states the amounts of, in its order."""
    named = dict.fromkeys(amount.reward for amount in answer.amounts if amount.reward)
    known = {reward.id: reward for reward in corpus.rewards if reward.kind == "award"}
    return [known[name] for name in named if name in known]


def _of_programme(answer: Answer, reward: Reward, root: str) -> Iterator[Lead]:
    tier = _asked_tier(answer, reward)
    name = title(reward, tier) if tier else reward.name
    if "条件" not in answer.text:
        yield Lead(words=f"{name}要什么条件？")
    if "不能相加" not in answer.text and "不重复享受" not in answer.question:
        yield Lead(words=f"{name}能和其他奖励同时享受吗？")
    if "责任单位" not in answer.text:
        yield Lead(words=f"{name}找哪个部门？")
    if any(one.yuan is not None or one.percent is not None for one in reward.tiers):
        chosen = {"reward": reward.id} | (
            {"tier": tier.level or tier.payer} if tier and (tier.level or tier.payer) else {}
        )
        yield Lead(words="帮我测算", address=f"{root}/calculate?{urlencode(chosen)}")


def _of_other(reward: Reward) -> Iterator[Lead]:
    """Lead from a list of programmes to one of them."""
    yield Lead(words=ask_how_much(reward.name, "奖励多少"))


def _of_neighbours(reward: Reward, corpus: Corpus) -> Iterator[Lead]:
    """Lead to the programmes of the same clause, failing these of the same part of the document."""
    others = [
        other
        for other in corpus.rewards
        if other.policy == reward.policy and other.kind == "award" and other.id != reward.id and _is_priced(other)
    ]
    section = corpus.clause(reward.policy, reward.clause).section
    same = [other for other in others if other.clause == reward.clause]
    near = [o for o in others if o.clause != reward.clause and corpus.clause(o.policy, o.clause).section == section]
    for other in (*same, *near)[:MOST_NEIGHBOURS]:
        yield Lead(words=ask_how_much(other.name, "奖励多少"))


def _asked_tier(answer: Answer, reward: Reward) -> Tier | None:
    """Return the tier whose level the question names; the only one, where there is no other."""
    if len(reward.tiers) == 1:
        return reward.tiers[0]
    return next((tier for tier in reward.tiers if tier.level and tier.level in answer.question), None)


def _is_priced(reward: Reward) -> bool:
    return any(tier.yuan is not None or tier.percent is not None for tier in reward.tiers)


def _plain(question: str) -> str:
    return question.strip().rstrip("？?。！")
