"""Mutations of right answers over the whole table: no wrong draft passes, and hardly a right one is held up."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from assistant.guard.checker import Guard
from assistant.policy.corpus import Corpus
from tests.drafts import FRAMES, right_drafts
from tests.forms import FORMS
from tests.wrong_drafts import wrong_drafts

SEED = 20211231
WRONG, RIGHT = 10_000, 3_000


@pytest.fixture(scope="module")
def guard(corpus: Corpus) -> Guard:
    return Guard(corpus)


def bound(failures: int, drafts: int) -> float:
    """Return the upper end of the 95% Wilson interval of a failure rate.

    >>> round(bound(0, 10_000), 6)
    0.000384
    """
    share, z = failures / drafts, 1.96
    middle = share + z * z / (2 * drafts)
    spread = z * ((share * (1 - share) + z * z / (4 * drafts)) / drafts) ** 0.5
    return (middle + spread) / (1 + z * z / drafts)


def test_no_wrong_draft_passes(guard: Guard, corpus: Corpus) -> None:
    drafts = list(wrong_drafts(corpus, random.Random(SEED), WRONG))
    passed = [(kind, draft) for draft, kind in drafts if guard.check(draft).ok]
    kinds = Counter(kind for _, kind in drafts)
    print(
        f"wrong drafts {len(drafts)} {dict(kinds)}: passed {len(passed)}, "
        f"at most {bound(len(passed), len(drafts)):.3%} (95%)"
    )
    assert len(drafts) >= WRONG
    assert passed == []


def test_right_drafts_pass(guard: Guard, corpus: Corpus) -> None:
    assert len(FORMS) >= 30
    assert len(FRAMES) >= 20
    drafts = list(right_drafts(corpus, random.Random(SEED)))
    blocked = [(note, draft) for draft, note in drafts if not guard.check(draft).ok]
    print(f"right drafts {len(drafts)}: blocked {len(blocked)}, at most {bound(len(blocked), len(drafts)):.3%} (95%)")
    assert len(drafts) >= RIGHT
    assert len(blocked) <= 0.005 * len(drafts), blocked[:5]
