"""A language model that lies leaks nothing: wrong drafts, whole and streamed."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from assistant.answering.replying import CORRECTED
from assistant.models import Reward, Tier
from assistant.policy.corpus import Corpus
from assistant.service import Assistant
from assistant.text.figures import Unit, find_figures
from tests.drafts import SHORT_LEVELS, SUBJECTS
from tests.functional.language_model import Endpoint, marks
from tests.functional.model.conftest import QUESTION, find, streamed
from tests.wrong_drafts import wrong_drafts

WHOLE, STREAMED = 700, 700
SENTENCES = (
    "{subject}的标准是{mark}。",
    "对{subject}给予{mark}奖励。",
    "{subject}：{mark}。",
    "能拿{mark}，对象是{subject}。",
    "| 项目 | 标准 |\n|---|---|\n| {subject} | {mark} |",
    "如果被认定为{subject}，可获{mark}。",
)


class Liar:
    """Lies in every way: literal figures of wrong drafts, tokens of other rows, tokens where the table has none."""

    def __init__(self, corpus: Corpus, rng: random.Random) -> None:
        self._rng = rng
        self._wrong = iter([draft for draft, _ in wrong_drafts(corpus, rng, 600)] * 10)
        rows = [(r, t) for r in corpus.rewards if r.kind == "award" for t in r.tiers]
        names = {(r.id, n): f"{t.level or t.payer or ''}{r.name}" for r, t in rows for n in [r.tiers.index(t)]}
        self._figures = {
            f"{names[r.id, r.tiers.index(t)]}的{kind}": figure
            for r, t in rows
            for kind, figure in zip(("标准", "封顶额"), figures_of(t), strict=False)
        }
        self._subjects = [
            (SUBJECTS[r.id].format(level=SHORT_LEVELS.get(r.id, {}).get(t.level or "", t.level or "")), all_of(r, t))
            for r, t in rows
            if r.id in SUBJECTS
        ]
        self.told = 0
        self.lies: list[str] = []

    def say(self, messages: list[dict[str, str]]) -> str:
        offered = {mark: label for mark, label in marks(messages).items() if mark.startswith("⟦R")}
        self.told += 1
        lie = self._swap(offered) if offered and self._rng.random() < 0.6 else next(self._wrong)
        self.lies.append(lie)
        before = self._rng.choice(("", "", "感谢您的咨询。", "这项政策由市工业和信息化局解释。\n\n"))
        return before + lie

    def _swap(self, offered: dict[str, str]) -> str:
        """Say a token of a tier whose figure is another, in one of many ways."""
        known = {mark: self._figures[label] for mark, label in offered.items() if label in self._figures}
        for _ in range(50 if known else 0):
            mark, figure = self._rng.choice(list(known.items()))
            subject, figures = self._rng.choice(self._subjects)
            if figure not in figures:
                return self._rng.choice(SENTENCES).format(subject=subject, mark=mark)
        return next(self._wrong)


def all_of(reward: Reward, tier: Tier) -> set[tuple[str, object]]:
    """Return the figures that may be said of a tier's subject: of all tiers, where it does not name one."""
    tiers = [tier] if tier.level else reward.tiers
    return {figure for one in tiers for figure in figures_of(one)}


def figures_of(tier: Tier) -> Iterator[tuple[str, object]]:
    """Yield the figures of a tier, as what distinguishes them."""
    if tier.yuan or tier.percent:
        yield f"{tier.bound or 'exact'}", tier.yuan or tier.percent
    if tier.cap_yuan:
        yield "at_most", tier.cap_yuan


def test_a_lying_model_leaks_nothing(
    assistant: Assistant, plain: Assistant, endpoint: Endpoint, corpus: Corpus, questions: tuple[str, ...]
) -> None:
    rng = random.Random(20211231)
    liar = Liar(corpus, rng)
    endpoint.misbehave, endpoint.say = None, liar.say
    expected = {question: plain.ask(question).text for question in questions}
    leaked: list[str] = []
    for number in range(WHOLE + STREAMED):
        question = rng.choice(questions)
        liar.lies.clear()
        text = assistant.ask(question).text if number < WHOLE else streamed(assistant, question)[0]
        shown = text.partition(CORRECTED)[0] if CORRECTED in text else text
        if text == expected[question]:
            continue
        if CORRECTED in text:
            assert text.endswith(expected[question])
            # A lie is cut off before its figure: what is left of it then promises nothing.
        if CORRECTED not in text or [f for f in find_figures(shown) if f.unit in (Unit.YUAN, Unit.PERCENT)]:
            leaked.append(f"{question}: {liar.lies} -> {shown[:200]}")
    assert liar.told >= 2000
    print(f"{liar.told} lies told")
    assert not leaked, f"{len(leaked)} of {liar.told} lies got out:\n" + "\n".join(leaked[:20])


@pytest.mark.parametrize(
    "written",
    [
        "奖励五百万元",
        "奖励伍佰萬圓",
        "奖励5百万",
        "奖励数百万元",
        "奖半个亿",
        "按三成给",
        "奖励{mark}万",
        "奖励2{mark}",
        "奖励{mark}的三倍",
        "奖励三倍{mark}",
        "请拨打0593-2876666",
        "7月22日前申报",
        "依据三（二）",
        "奖励 $80,000",
        "奖励８０ｗ",
    ],
)
def test_what_is_no_token_is_not_even_read(
    assistant: Assistant, plain: Assistant, endpoint: Endpoint, written: str
) -> None:
    endpoint.say = lambda messages: f"省级企业技术中心{written.format(mark=find(messages, '省级企业技术中心'))}。"
    reply = assistant.reply(QUESTION)
    assert reply.answer == plain.ask(QUESTION)
    assert (reply.model, reply.blocked) == ("rejected", 0)
    shown = streamed(assistant, QUESTION)[0]
    assert shown == plain.ask(QUESTION).text
