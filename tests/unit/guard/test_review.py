"""A reply is checked for its figures, and for the kinds of other inventions that are switched on."""

from __future__ import annotations

from datetime import date

from assistant.guard.checker import Guard
from assistant.guard.review import Reviewer
from assistant.policy.corpus import Corpus
from assistant.settings import ReviewKind

DAY = date(2026, 6, 1)
TEXT = "省级茶叶龙头企业奖励15万元，请拨打0599-7654321，需提交营业执照。"


def reviewer(corpus: Corpus, *kinds: ReviewKind) -> Reviewer:
    return Reviewer(corpus, Guard(corpus), kinds, lambda: DAY)


def test_only_the_kinds_switched_on_are_looked_for(tea: Corpus) -> None:
    every = reviewer(tea, "invented_contact", "invented_material").check(TEXT)
    assert [finding.reason for finding in every.findings] == ["invented_contact", "invented_material"]
    assert reviewer(tea).check(TEXT).ok


def test_a_wrong_figure_is_found_as_well(tea: Corpus) -> None:
    result = reviewer(tea, "invented_contact").check(TEXT.replace("15万", "16万"))
    assert [finding.reason for finding in result.findings] == ["wrong_value", "invented_contact"]
    assert not result.ok


def test_what_the_user_named_is_no_invention(tea: Corpus) -> None:
    assert reviewer(tea, "invented_contact").check(TEXT, "0599-7654321是你们的吗").ok
