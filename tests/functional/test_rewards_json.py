"""`rewards --json` against the policy, tier by tier; the table below was written from the text by hand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant.cli import main
from assistant.lookup.spreadsheets import HEADINGS, write_xlsx
from assistant.views import RewardRow

Read = Callable[..., list[dict[str, Any]]]

AWARDS = [
    # clause, name, level, yuan, percent, bound, cap, payer, once, modality
    ("二（一）", "企业技术中心", "国家级", 5_000_000, None, "exact", None, None, True, "给予"),
    ("二（一）", "企业技术中心", "省级", 500_000, None, "exact", None, None, True, "给予"),
    ("二（一）", "企业技术中心", "市级", 50_000, None, "exact", None, None, True, "给予"),
    ("二（一）", "传统产业重点创新产品", None, None, 50, "exact", 1_000_000, None, None, "给予"),
    ("二（二）", "百家重点工业企业增产增效", None, None, None, None, None, None, None, "给予"),
    ("二（三）", "首次年营业收入超百亿元企业", None, 3_000_000, None, "exact", None, None, True, "给予"),
    ("二（四）", "新投产纳统、规下转规上企业", None, 50_000, None, "exact", None, "省级财政", True, "给予"),
    ("二（四）", "新投产纳统、规下转规上企业", None, 50_000, None, "exact", None, "市级财政", True, "给予"),
    ("二（四）", "新投产纳统、规下转规上企业配套奖励", None, None, None, None, None, "项目受益财政", None, "给予"),
    ("二（四）", "企业上市扶持", None, None, None, None, None, None, None, "给予"),
    ("二（五）", "单项冠军企业", "国家级", 1_000_000, None, "at_least", None, None, True, "给予"),
    ("二（五）", "单项冠军企业", "省级", 500_000, None, "at_least", None, None, True, "给予"),
    ("二（五）", "单项冠军企业", "市级", 50_000, None, "at_least", None, None, True, "给予"),
    ("二（五）", "专精特新企业", "国家级", 500_000, None, "at_least", None, None, True, "给予"),
    ("二（五）", "专精特新企业", "省级", 100_000, None, "at_least", None, None, True, "给予"),
    ("二（五）", "专精特新企业", "市级", 50_000, None, "at_least", None, None, True, "给予"),
    ("二（六）", "省级工业互联网示范平台", "省级", 2_000_000, None, "at_most", None, None, None, "给予"),
    ("二（六）", "“5G+工业互联网”等应用标杆企业", None, 500_000, None, "at_most", None, None, None, "给予"),
    ("二（六）", "服务型制造示范项目（企业、平台）", "国家级", 1_000_000, None, "at_most", None, None, None, "给予"),
    ("二（六）", "服务型制造示范项目（企业、平台）", "省级", 500_000, None, "at_most", None, None, None, "给予"),
    ("二（六）", "工业设计中心", "国家级", 800_000, None, "at_most", None, None, None, "给予"),
    ("二（六）", "工业设计中心", "省级", 500_000, None, "at_most", None, None, None, "给予"),
    ("二（六）", "工业设计中心", "市级", 50_000, None, "at_most", None, None, None, "给予"),
    ("二（六）", "工业旅游示范基地", "省级", 500_000, None, "at_most", None, None, None, "给予"),
    ("二（六）", "工业旅游示范基地", "市级", 50_000, None, "at_most", None, None, None, "给予"),
    ("三（一）", "“全闽乐购”促消费活动", None, None, 50, "exact", 1_000_000, "省级", None, "争取"),
    ("三（一）", "生产型出口企业拓展国内市场", None, None, None, None, None, None, None, "给予"),
    ("三（二）", "首台（套）重大技术装备", "国内", None, 60, "at_most", 2_000_000, None, None, "给予"),
    ("三（二）", "首台（套）重大技术装备", "省内", None, 30, "at_most", 1_000_000, None, None, "给予"),
    ("三（三）", "新能源汽车推广", None, None, None, None, None, None, None, "给予"),
    ("三（三）", "充电桩建设", None, None, None, None, None, None, None, "给予"),
    ("四（二）", "重点技术改造项目设备投资补助", "省级", None, 5, "at_most", None, None, None, "给予"),
    ("四（二）", "重点技术改造项目设备投资补助", "市级", None, 10, "at_most", None, None, None, "给予"),
    ("四（二）", "省重点技改项目贷款贴息", "省级", None, 2, "exact", None, None, None, "给予"),
    ("六（一）", "应收账款融资奖励", None, None, 1, "at_most", 2_000_000, None, None, "给予"),
]

TARGETS = [
    ("一（一）", 100_000_000_000),
    ("四（一）", 120_000_000_000),
    ("四（一）", 450_000_000_000),
    ("五（一）", 50_000_000_000),
]

FIELDS = [
    "policy",
    "reward",
    "kind",
    "name",
    "clause",
    "level",
    "yuan",
    "percent",
    "bound",
    "cap_yuan",
    "base",
    "payer",
    "beneficiary",
    "condition",
    "once",
    "per",
    "term_years",
    "departments",
    "modality",
    "quote",
    "case",
]


@pytest.fixture
def read(capsys: pytest.CaptureFixture[str]) -> Read:
    """Run `rewards --json` with more arguments and return its rows."""

    def run(*arguments: str) -> list[dict[str, Any]]:
        assert main(["rewards", "--json", *arguments]) == 0
        rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
        return rows

    return run


def test_every_tier_is_as_the_policy_has_it(read: Read) -> None:
    keys = ("clause", "name", "level", "yuan", "percent", "bound", "cap_yuan", "payer", "once", "modality")
    assert [tuple(row[key] for key in keys) for row in read()] == AWARDS


def test_rows_have_the_fields_of_the_contract_and_plain_numbers(read: Read) -> None:
    for row in read("--kind", "all"):
        assert list(row) == FIELDS
        for key in ("yuan", "percent", "cap_yuan"):
            assert row[key] is None or isinstance(row[key], int)
        assert row["policy"] == "ningde-2021-68"


def test_who_gets_it_and_on_what_terms(read: Read) -> None:
    rows = {(row["reward"], row["level"] or row["payer"]): row for row in read()}
    assert rows["consumption-promotion", "省级"]["beneficiary"] == "各地"
    assert rows["receivables-financing", None]["beneficiary"] == "供应链核心企业"
    assert rows["above-scale", "市级财政"]["per"] == "每家"
    assert rows["innovative-product", None]["per"] == "单个项目"
    interest = rows["upgrade-loan-interest", "省级"]
    assert (interest["per"], interest["term_years"], interest["base"]) == ("每年", 3, "项目贷款")
    assert rows["first-set", "国内"]["base"] == "市场销售单价"


def test_targets_and_thresholds_are_kinds_of_their_own(read: Read) -> None:
    assert [(row["clause"], row["yuan"]) for row in read("--kind", "target") if row["yuan"]] == TARGETS
    assert [(row["clause"], row["yuan"]) for row in read("--kind", "threshold")] == [("二（三）", 10_000_000_000)]
    kinds = [row["kind"] for row in read("--kind", "all")]
    assert (kinds.count("award"), kinds.count("threshold")) == (len(AWARDS), 1)
    assert set(kinds) == {"award", "target", "threshold"}


def test_csv_has_the_same_rows(read: Read, capsys: pytest.CaptureFixture[str]) -> None:
    rows = read()
    assert main(["rewards", "--csv"]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(table[0]) == FIELDS
    assert [(row["name"], row["yuan"], row["quote"]) for row in table] == [
        (row["name"], str(row["yuan"] or ""), row["quote"]) for row in rows
    ]


def test_the_spreadsheet_has_numbers_as_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "奖补表.xlsx"
    assert main(["rewards", "--xlsx", str(path)]) == 0
    printed = capsys.readouterr()
    assert printed.out == "" and str(path) in printed.err
    sheet = load_workbook(path).worksheets[0]
    headings, first = (list(row) for row in sheet.iter_rows(max_row=2, values_only=True))
    assert headings == list(HEADINGS.values())
    assert first[headings.index("金额（元）")] == 5_000_000
    assert first[headings.index("一次性")] == "是"
    assert sheet.max_row == len(AWARDS) + 1


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")'])
def test_a_text_that_opens_like_a_formula_stays_a_text(read: Read, tmp_path: Path, text: str) -> None:
    row = RewardRow.model_validate_json(json.dumps(read()[0] | {"name": text}))
    path = tmp_path / "table.xlsx"
    write_xlsx([row], path)
    cell = load_workbook(path).worksheets[0]["D2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rewards", "--xlsx", str(tmp_path / "none" / "x.xlsx")]) == 2
    assert "文件无法写入" in capsys.readouterr().err
