"""A row of the table can say what notices say; each field is checked against the words that it is taken from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.errors import CorpusError
from assistant.models import Clause, Policy, PolicyMeta, Reward
from assistant.policy.table import read_table
from assistant.views import tier_rows

BRACKETS, RANGE, PARTS, STEPS, ABOVE, CASES = (
    "对建设稻田100亩及以上至500亩的，给予100元/亩奖励，500亩以上的，给予200元/亩奖励，最高不超过20万元。",
    "对休闲农庄项目，按投资额的5%—20%给予补助。",
    "对新入统的服务业企业给予10万元奖励（第一年奖励5万元，第二年奖励3万元，第三年奖励2万元）。",
    "年组织游客1万人次以上的旅行社，每满1万人次奖励1万元。",
    "对年产值增长超过1000万元的企业，按超出额的0.5%奖励，最高不超过20万元。",
    "对新评定为甲级、乙级、丙级的民宿，分别给予8万元、5万元、2万元奖励。",
)
YEARS = {"一": 50000, "二": 30000, "三": 20000}
GRADES = {"甲": 80000, "乙": 50000, "丙": 20000}
TIERS: dict[str, list[dict[str, Any]]] = {
    BRACKETS: [
        {"bracket": {"counter": "亩", "from": 100, "to": 500}, "yuan": 100, "per": "亩", "cap_yuan": 200000},
        {"bracket": {"counter": "亩", "over": 500}, "yuan": 200, "per": "亩", "cap_yuan": 200000},
    ],
    RANGE: [{"percent": 5, "up_to": 20, "bound": "at_least", "base": "投资额"}],
    PARTS: [{"yuan": 100000, "parts": [{"case": f"第{n}年", "yuan": y} for n, y in YEARS.items()]}],
    STEPS: [{"yuan": 10000, "every": {"size": 10000, "counter": "人次", "of": "组织游客"}}],
    ABOVE: [{"percent": 0.5, "base": "超出额", "base_from": 10000000, "cap_yuan": 200000}],
    CASES: [{"case": f"{case}级", "yuan": yuan} for case, yuan in GRADES.items()],
}  # fmt: skip
BROKEN: dict[str, tuple[str, str, Any]] = {
    "a range whose end is below its beginning": (RANGE, "up_to", 4),
    "a range that is not said to begin": (RANGE, "bound", "exact"),
    "an instalment that the text does not have": (PARTS, "parts", [{"case": "第一年", "yuan": 40000}]),
    "a cap over a plain sum": (CASES, "cap_yuan", 20000),
    "a beginning that the text does not have": (ABOVE, "base_from", 9),
    "a base's cap that the text does not have": (ABOVE, "base_cap_yuan", 9),
}


def read(path: Path, text: str, **changed: Any) -> Reward:
    """Read a table with one award, of the tiers for a clause's text, the first of them changed."""
    meta = PolicyMeta.model_validate(
        dict.fromkeys(("title", "number", "issuer", "region", "source", "interpreter", "interpreter_short"), "某")
        | {"id": "made-up", "issued": "2026-01-01", "effective": "2026-01-01"}
    )
    clause = Clause(policy="made-up", label="一、1", section="一", title="", body=text, start=0, end=0)
    tiers = [{"bound": "exact"} | tier for tier in TIERS[text]]
    tiers[0] |= changed
    row = {"id": "a", "name": "某项目", "clause": "一、1", "reviewed": True, "quote": text, "tiers": tiers}
    threshold = {**row, "id": "t", "condition": text, "tiers": [{}]}
    table = {"policy": "made-up", "awards": [row], "thresholds": [threshold]}
    path.write_text(yaml.safe_dump(table, allow_unicode=True), encoding="utf-8")
    return read_table(path, {"made-up": Policy(meta=meta, clauses=(clause,), text="", file="made-up.md")})[0]


@pytest.mark.parametrize("text", TIERS)
def test_a_row_says_what_notices_say(tmp_path: Path, text: str) -> None:
    assert len(read(tmp_path / "t.yaml", text).tiers) == len(TIERS[text])


@pytest.mark.parametrize("name", BROKEN)
def test_what_the_words_do_not_say_is_a_fault(tmp_path: Path, name: str) -> None:
    text, field, value = BROKEN[name]
    with pytest.raises(CorpusError) as caught:
        read(tmp_path / "t.yaml", text, **{field: value})
    assert {fault.field for fault in caught.value.faults} & {field, "up_to"}


def test_a_range_is_two_amounts_and_each_instalment_one(tmp_path: Path) -> None:
    award = read(tmp_path / "t.yaml", RANGE)
    shown = [(row.percent, row.bound) for row in tier_rows(award, award.tiers[0])]
    assert shown == [(Decimal(5), "at_least"), (Decimal(20), "at_most")]
    award = read(tmp_path / "t.yaml", PARTS)
    years = [(row.case, row.yuan) for row in tier_rows(award, award.tiers[0])]
    assert years == [(None, 100000), ("第一年", 50000), ("第二年", 30000), ("第三年", 20000)]


def test_a_bracket_holds_its_ends_as_the_text_says(tmp_path: Path) -> None:
    small, large = read(tmp_path / "t.yaml", BRACKETS).tiers
    assert small.bracket and large.bracket
    assert [size for size in (99, 100, 500, 501) if small.bracket.holds(Decimal(size))] == [100, 500]
    assert [size for size in (500, 501) if large.bracket.holds(Decimal(size))] == [501]
