"""Look-up for staff: clauses as they type, and the reward table as files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query, Response

from assistant.access import Staff
from assistant.api.staff.downloads import CSV, XLSX, send_file
from assistant.lookup.clauses import Found, LookUp
from assistant.lookup.measure_kinds import ClauseFilter, Measure
from assistant.lookup.reward_list import RewardFilter, list_rows
from assistant.lookup.spreadsheets import write_staff_csv, write_xlsx

if TYPE_CHECKING:
    from assistant.service import Assistant

Words = Annotated[str, Query(max_length=500, description="检索词，空则列出全部条款")]
Value = Annotated[str, Query(max_length=100)]
Limit = Annotated[int, Query(ge=1, le=200)]


def read_filter(
    policy: Value = "", department: Value = "", level: Value = "", measure: Measure | None = None
) -> ClauseFilter:
    """Return the filter of the query string, where an empty value does not narrow."""
    return ClauseFilter(policy=policy or None, department=department or None, level=level or None, measure=measure)


Narrowed = Annotated[ClauseFilter, Depends(read_filter)]


def add_lookup(router: APIRouter, assistant: Assistant) -> None:
    """Add the look-up routes over `assistant`."""
    lookup = LookUp(assistant.corpus, assistant.clauses, assistant.today)

    @router.get("/api/v1/staff/search", tags=["工作台"], summary="检索条款，附命中原因、引用和话术")
    def search(member: Staff, narrowed: Narrowed, words: Words = "", limit: Limit = 50) -> Found:
        return lookup.search(words, narrowed, limit)

    @router.get("/api/v1/staff/rewards.csv", tags=["工作台"], summary="筛选后的奖补表（CSV）")
    def rewards_csv(member: Staff, wanted: Annotated[RewardFilter, Query()]) -> Response:
        stream = io.StringIO()
        write_staff_csv(list_rows(assistant.corpus, wanted), stream)
        # The mark at the beginning tells spreadsheet programs that this is UTF-8.
        return send_file(stream.getvalue().encode("utf-8-sig"), "奖补表.csv", CSV)

    @router.get("/api/v1/staff/rewards.xlsx", tags=["工作台"], summary="筛选后的奖补表（Excel）")
    def rewards_xlsx(member: Staff, wanted: Annotated[RewardFilter, Query()]) -> Response:
        stream = io.BytesIO()
        write_xlsx(list_rows(assistant.corpus, wanted), stream)
        return send_file(stream.getvalue(), "奖补表.xlsx", XLSX)
