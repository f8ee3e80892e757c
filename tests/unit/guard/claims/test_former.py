"""Values that a notice has replaced, said as if they still held."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.guard.claims.checking import NoticeGuard
from assistant.policy.corpus import Corpus, load_corpus
from tests.unit.guard.conftest import DOMAINS, Drafts

OLD = "每家全年不超过6万元。"
NEW = "年度订购额门槛由36万元以上下调为20万元以上。"
ROW = """
  - id: care-dgmk
    name: 年度订购额门槛
    clause: 第六条
    reviewed: true
    quote: 年度订购额门槛由36万元以上下调为20万元以上
    tiers:
      - yuan: 360000
        bound: at_least
"""


@pytest.fixture(scope="module")
def lowered(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Drafts:
    """The notice of care, with a sentence that lowers a threshold."""
    folder = tmp_path_factory.mktemp("lowered")
    for part, name in (("policies", "policy.md"), ("rewards", "rewards.yaml")):
        (folder / part).mkdir()
        text = (DOMAINS / "care" / name).read_text(encoding="utf-8")
        assert part == "rewards" or OLD in text
        changed = text.replace(OLD, OLD + NEW, 1) if part == "policies" else text.rstrip() + ROW
        (folder / part / f"care{Path(name).suffix}").write_text(changed, encoding="utf-8")
    for shared in ("lexicon.yaml", "messages.yaml", "contacts.yaml"):
        shutil.copy(corpus.directory / shared, folder / shared)
    return Drafts(NoticeGuard(load_corpus(folder), frozenset(("care",))))


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("助餐采购要年度订购额36万元以上才补贴。", ["wrong_target"]),
        ("助餐采购的门槛原来是36万元，现在年度订购额20万元以上就补贴。", []),
        ("助餐采购的年度订购额门槛已由36万元下调为20万元。", []),
    ],
)
def test_the_old_value_holds_no_more(lowered: Drafts, text: str, reasons: list[str]) -> None:
    assert lowered.reasons(text) == reasons
