"""The reward table narrowed and sorted, and its files."""

from __future__ import annotations

import csv
import io

import pytest

from assistant.lookup.reward_list import RewardFilter, Sort, list_lines, list_rows
from assistant.lookup.spreadsheets import HEADINGS, write_staff_csv
from assistant.policy.corpus import Corpus
from assistant.views import RewardRow, reward_rows


def test_without_filter_every_tier_stands_in_the_order_of_the_policy(corpus: Corpus) -> None:
    assert list_rows(corpus, RewardFilter(kind="")) == reward_rows(corpus.rewards, "all")


def test_kinds_share_the_table_out(corpus: Corpus) -> None:
    kinds = [len(list_rows(corpus, RewardFilter(kind=kind))) for kind in ("award", "target", "threshold", "unpriced")]
    assert min(kinds) > 0 and sum(kinds) == len(list_rows(corpus, RewardFilter(kind="")))


def test_filters_work_together(corpus: Corpus) -> None:
    wanted = RewardFilter(level="省级", department="发改委", words="不超过 工业")
    names = [line.reward.name for line in list_lines(corpus, wanted)]
    assert "工业设计中心" in names and "企业技术中心" not in names
    assert {line.tier.level for line in list_lines(corpus, wanted)} == {"省级"}


@pytest.mark.parametrize("sort", ["name", "level", "amount", "clause"])
def test_descending_is_ascending_reversed(corpus: Corpus, sort: Sort) -> None:
    up = list_lines(corpus, RewardFilter(sort=sort))
    down = list_lines(corpus, RewardFilter(sort=sort, descending=True))
    assert set(map(repr, up)) == set(map(repr, down))
    if sort == "amount":
        amounts = [line.yuan if line.yuan is not None else -1 for line in up]
        assert amounts == sorted(amounts)
        assert down[0].yuan == max(line.yuan or 0 for line in up)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", ' =HYPERLINK("x")'])
def test_no_cell_of_the_csv_opens_like_a_formula(corpus: Corpus, text: str) -> None:
    row: RewardRow = list_rows(corpus, RewardFilter())[0].model_copy(update={"name": text, "condition": text})
    stream = io.StringIO()
    write_staff_csv([row], stream)
    headings, cells = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    assert headings == list(HEADINGS.values())
    assert dict(zip(headings, cells, strict=True))["名称"] == f"'{text}"
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
