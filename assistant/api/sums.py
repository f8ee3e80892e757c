"""Sums and eligibility over HTTP: public routes that compute and keep nothing."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BeforeValidator, Field

from assistant.answering.worksheet import ProgrammeChoice, WorkedSum, list_programmes, work_out_sum
from assistant.api.problems import LOOKED_UP, UNUSABLE, problem
from assistant.api.schemas import FieldFault
from assistant.eligibility.entries import Entry, UnusableEntries, read_entries
from assistant.eligibility.report import EligibilityReport, Form, describe_form, find_criteria, report
from assistant.errors import UsageError
from assistant.models import Model
from assistant.text.entries import MoneyUnit, read_money
from assistant.text.numerals import format_yuan

if TYPE_CHECKING:
    from assistant.service import Assistant

LOG = logging.getLogger(__name__)
MOST_ITEMS = 20
MOST_ENTRIES = 200


def _as_text(value: object) -> object:
    """Take a JSON number as the text that it was written as."""
    return format(Decimal(str(value)), "f") if isinstance(value, int | float) and not isinstance(value, bool) else value


Amount = Annotated[str, BeforeValidator(_as_text), Field(max_length=60)]


class CalculateRequest(Model):
    """A programme, its tier (level, payer, place in the table or 合计) and the figures, as typed.

    A figure without a unit of its own counts in `unit`; several are allowed where the text sets the cap per project.
    """

    reward: str = Field(max_length=100, examples=["equipment-upgrade"])
    tier: str | None = Field(None, max_length=40, examples=["省级"])
    figures: Annotated[tuple[Amount, ...], Field(max_length=MOST_ITEMS)] = ()
    unit: MoneyUnit = "元"
    years: int | None = None
    as_of: date | None = None


class EligibilityEntry(Entry):
    """An entry as sent: amounts may be numbers."""

    amount: Amount | None = None


class EligibilityRequest(Model):
    """A filled-in form; nothing in it names the firm, and none of it is kept."""

    policy: str | None = Field(None, max_length=100)
    entries: Annotated[tuple[EligibilityEntry, ...], Field(max_length=MOST_ENTRIES)] = ()
    as_of: date | None = None


def add_sum_routes(router: APIRouter, assistant: Assistant) -> None:
    """Add the routes that work sums and eligibility out."""
    _add_calculation(router, assistant)
    _add_eligibility(router, assistant)


def _add_calculation(router: APIRouter, assistant: Assistant) -> None:
    programmes = list_programmes(assistant.corpus)

    @router.get("/api/v1/calculate/programmes", tags=["测算"], summary="列出可以测算的奖补项目")
    def choices() -> tuple[ProgrammeChoice, ...]:
        return programmes

    @router.post(
        "/api/v1/calculate", response_model=WorkedSum, responses=UNUSABLE, tags=["测算"], summary="测算一项奖补"
    )
    def calculate(request: CalculateRequest) -> WorkedSum | Response:
        try:
            return work_out_request(assistant, request)
        except UnusableFigures as error:
            return problem(422, str(error), *error.faults)


class UnusableFigures(UsageError):
    """Figures that can't be read, told one by one."""

    def __init__(self, faults: Sequence[FieldFault]) -> None:
        super().__init__(faults[0].message + "。")
        self.faults = tuple(faults)


def work_out_request(assistant: Assistant, request: CalculateRequest) -> WorkedSum:
    """Work a sum out; raise `UsageError` where programme, tier or figures don't fit."""
    figures, faults = _read_figures(request)
    if faults:
        raise UnusableFigures(faults)
    as_of = request.as_of or assistant.today()
    worked = work_out_sum(assistant.corpus, request.reward, request.tier, figures, request.years, as_of)
    said = "、".join(map(format_yuan, figures))
    return worked if _passes(assistant, worked.text, said) else worked.model_copy(update={"text": None})


def _read_figures(request: CalculateRequest) -> tuple[list[Decimal], list[FieldFault]]:
    figures: list[Decimal] = []
    faults: list[FieldFault] = []
    for number, typed in enumerate(request.figures):
        try:
            figures.append(read_money(typed, request.unit))
        except ValueError as error:
            faults.append(FieldFault(field=f"figures.{number}", message=str(error)))
    return figures, faults


def _add_eligibility(router: APIRouter, assistant: Assistant) -> None:
    corpus = assistant.corpus

    @router.get("/api/v1/eligibility/form", responses=LOOKED_UP, tags=["政策体检"], summary="取得企业情况表")
    def form(policy: Annotated[str | None, Query(max_length=100)] = None) -> Form:
        return describe_form(corpus, find_criteria(corpus, policy))

    @router.post(
        "/api/v1/eligibility",
        response_model=EligibilityReport,
        responses=UNUSABLE,
        tags=["政策体检"],
        summary="按企业情况逐项判断",
    )
    def eligibility(request: EligibilityRequest) -> EligibilityReport | Response:
        criteria = find_criteria(corpus, request.policy)
        as_of = request.as_of or assistant.today()
        try:
            profile = read_entries(criteria, request.entries, as_of)
        except UnusableEntries as error:
            return problem(422, str(error), *(FieldFault(field=f.place, message=f.message) for f in error.faults))
        judged = report(corpus, criteria, profile, as_of)
        return judged if _passes(assistant, judged.text) else judged.model_copy(update={"text": None})


def _passes(assistant: Assistant, text: str | None, said: str = "") -> bool:
    """Whether the guard passes a text; one that it doesn't is left out of the reply, which still has the figures."""
    result = assistant.check(text or "", said)
    if not result.ok:
        LOG.warning("text blocked: %s", ", ".join(finding.reason for finding in result.findings))
    return result.ok
