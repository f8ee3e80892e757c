"""The draft of a reward table: what the rules read from invented notices of many fields."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.errors import CorpusError
from assistant.ingest.drafting import DraftRow, draft_rows
from assistant.models import Clause, Policy, PolicyMeta
from assistant.policy.table import read_table

DATA = Path(__file__).resolve().parents[2] / "data"
CASES: list[dict[str, Any]] = yaml.safe_load((DATA / "drafting.yaml").read_text(encoding="utf-8"))
AMOUNTS: list[dict[str, Any]] = yaml.safe_load((DATA / "drafting_amounts.yaml").read_text(encoding="utf-8"))
SAID = ("name", "beneficiary", "condition", "once", "departments", "note", "tiers")


def make_policy(*texts: tuple[str, str]) -> Policy:
    clauses, whole = [], "# 关于若干措施的通知\n"
    for number, (title, body) in enumerate(texts, 1):
        printed = f"第{number}条 {title}。{body}\n"
        start = len(whole)
        whole += printed
        clauses.append(
            Clause(policy="t", label=f"第{number}条", section="", title=title, body=body, start=start, end=len(whole))
        )
    day = date(2026, 1, 1)
    meta = PolicyMeta(
        id="t", title="关于若干措施的通知", number="", issuer="", region="", source="", issued=day, effective=day,
        interpreter="", interpreter_short="",
    )  # fmt: skip
    return Policy(meta=meta, clauses=tuple(clauses), text=whole, file="t.md")


def said(draft: DraftRow) -> dict[str, Any]:
    kind = {} if draft.kind == "award" else {"kind": draft.kind}
    return kind | {key: draft.row[key] for key in SAID if key in draft.row}


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_drafts_the_rows_of_a_paragraph(case: dict[str, Any]) -> None:
    drafts = draft_rows(make_policy((case["title"], case["text"])))
    assert [said(draft) for draft in drafts] == case["rows"]


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_what_is_drafted_loads(case: dict[str, Any], tmp_path: Path) -> None:
    """No figure of the text is in no row, and each row's quote holds what the row says."""
    policy = make_policy((case["title"], case["text"]))
    load(policy, draft_rows(policy), tmp_path)


@pytest.mark.parametrize("case", AMOUNTS, ids=[case["text"][:16] for case in AMOUNTS])
def test_finds_the_amounts_of_a_paragraph(case: dict[str, Any], tmp_path: Path) -> None:
    policy = make_policy(("支持措施", case["text"]))
    drafts = draft_rows(policy)
    assert sorted(amounts(drafts)) == sorted(case["amounts"])
    load(policy, drafts, tmp_path)


def amounts(drafts: tuple[DraftRow, ...]) -> list[str]:
    """Return each amount that the awards hold once, a cap that is printed for several tiers included."""
    found: list[str] = []
    caps: set[str] = set()
    for tier in (tier for draft in drafts if draft.kind == "award" for tier in draft.row["tiers"]):
        unit = "yuan" if "yuan" in tier else "percent"
        found.append(f"{unit} {tier[unit]:.10g} {tier['bound']}")
        found += [f"{unit} {tier['up_to']:.10g} at_most"] if "up_to" in tier else []
        found += [f"{unit} {part[unit]:.10g} exact" for part in tier.get("parts", ())]
        for cap, of in (("cap_yuan", "yuan"), ("cap_percent", "percent")):
            if cap in tier:
                caps.add(f"{of} {tier[cap]:.10g} at_most")
    return found + sorted(caps)


def load(policy: Policy, drafts: tuple[DraftRow, ...], folder: Path) -> None:
    table: dict[str, Any] = {"policy": "t", "awards": [], "thresholds": [], "targets": []}
    for draft in drafts:
        table[f"{draft.kind}s"].append({**draft.row, "reviewed": True})
    path = folder / "t.yaml"
    path.write_text(yaml.safe_dump(table, allow_unicode=True), encoding="utf-8")
    read_table(path, {"t": policy})


def test_a_row_that_says_too_much_would_not_load(tmp_path: Path) -> None:
    policy = make_policy(("技术改造", "对技改项目按设备投资额的8%给予补助。"))
    (draft,) = draft_rows(policy)
    wrong = draft.model_copy(update={"row": {**draft.row, "tiers": [{"percent": 9, "bound": "exact"}]}})
    with pytest.raises(CorpusError):
        load(policy, (wrong,), tmp_path)


def test_a_quote_stands_where_its_offsets_say() -> None:
    policy = make_policy(
        ("绿色工厂", "对新认定的国家级、省级绿色工厂，分别给予100万元、\n50 万元奖励。"),
        ("绿色园区", "对新认定的国家级绿色园区，给予80万元奖励。"),
    )
    for draft in draft_rows(policy):
        assert policy.text[draft.start : draft.end] == draft.row["quote"]


def test_ids_are_unique_and_stay() -> None:
    policy = make_policy(("绿色工厂", "对绿色工厂奖励10万元。"), ("绿色工厂", "对绿色工厂奖励20万元。"))
    first, second = draft_rows(policy)
    assert first.row["id"] != second.row["id"]
    assert [draft.row["id"] for draft in draft_rows(policy)] == [first.row["id"], second.row["id"]]


def test_words_are_those_that_are_printed() -> None:
    """Blanks and hard breaks fall away, full-width brackets stay."""
    (draft,) = draft_rows(make_policy(("研发", "对企业技术（研发）中\n心，按仪器（含软件）购置费的 1 0 %给予补助。")))
    assert draft.row["beneficiary"] == "企业技术（研发）中心"
    assert draft.row["tiers"] == [{"percent": 10, "bound": "exact", "base": "仪器（含软件）购置费"}]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("经评审认定，按不同等次，给予项目200万元、400万元、600万元的补助。", "各档之间的区别没有读出"),
        ("对甲、乙、丙、丁项目，分别给予20万元、10万元奖励。", "所列金额与档次未能一一对应"),
        ("对获评企业给予10万元奖励，同一企业累计不超过30万元。", "另有一个限额"),
    ],
)
def test_tells_why_it_is_unsure(text: str, reason: str) -> None:
    (draft,) = draft_rows(make_policy(("奖励", text)))
    assert any(reason in said for said in draft.unsure)
    assert draft.confidence < 1


def test_a_cap_in_a_sentence_of_its_own_binds_the_rates_before_it() -> None:
    policy = make_policy(
        ("技改", "对技改项目按设备投资的8%给予补助。对购置软件的按购置费的20%给予补助。单个企业补助最高不超过300万元。")
    )
    first, second = draft_rows(policy)
    assert [draft.row["tiers"][0]["cap_yuan"] for draft in (first, second)] == [3_000_000, 3_000_000]


def test_a_rate_of_an_award_names_its_row() -> None:
    base, raised = draft_rows(
        make_policy(("技改", "对技改项目按设备投资的8%给予补助。购买本地设备的，按补助标准上浮20%给予补助。"))
    )
    assert raised.row["tiers"] == [{"percent": 20, "bound": "exact", "of_award": base.row["id"]}]
