"""Approved answers: written by staff, passed by the guard, put in use and revoked by reviewers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from assistant.access import Reviewer, Staff, records_of
from assistant.api.problems import TITLES
from assistant.api.staff.schemas import AnswerRequest, ApprovedList, Objection, Reason, Trial, Tried
from assistant.models import Finding, Turn
from assistant.records import Records
from assistant.records.approvals import Approved, ApprovedDetail, Wording

if TYPE_CHECKING:
    from assistant.service import Assistant

OBJECTED = "答复没有通过核验，请按 findings 逐处改正后重新提交。"
UNSOUND = "答复与所引条款不一致，请核对条款号和金额后重新提交。"


def add_approved(router: APIRouter, assistant: Assistant) -> None:
    """Add the routes over `assistant`, which reads the questions and checks the answers."""
    _add_writing(router, assistant)
    _add_single(router, assistant)


def _add_writing(router: APIRouter, assistant: Assistant) -> None:
    """Add the list of answers, and what makes one: written by the one, approved by another."""

    @router.get("/api/v1/staff/approved", tags=["工作台"], summary="核准答复")
    def approved(request: Request, member: Staff) -> ApprovedList:
        return ApprovedList(items=records_of(request).approvals.list(assistant.is_current))

    @router.post(
        "/api/v1/staff/approved",
        status_code=201,
        response_model=Approved,
        responses={422: {"model": Objection}},
        tags=["工作台"],
        summary="提交答复，由另一位审核人员核准",
    )
    def write(request: Request, member: Staff, written: AnswerRequest) -> Approved | Response:
        records = records_of(request)
        earlier = _earlier(records, written)
        checked = _check(assistant, written.question, earlier, written.text)
        if isinstance(checked, Response):
            return checked
        at_once = member.is_reviewer and records.approvals.own_approval
        return records.approvals.add(checked, member.name, approve=at_once)

    @router.post(
        "/api/v1/staff/approved/{answer}/approve",
        response_model=Approved,
        responses={422: {"model": Objection}},
        tags=["工作台"],
        summary="核准并启用答复",
    )
    def approve(request: Request, member: Reviewer, answer: int) -> Approved | Response:
        approvals = records_of(request).approvals
        kept = approvals.get(answer)
        checked = _check(assistant, kept.question, kept.earlier, kept.text)
        return checked if isinstance(checked, Response) else approvals.approve(answer, checked, member.name)


def _add_single(router: APIRouter, assistant: Assistant) -> None:
    """Add what is done with one answer."""

    @router.get("/api/v1/staff/approved/{answer}", tags=["工作台"], summary="一条答复：适用的问法和历次版本")
    def detail(request: Request, member: Staff, answer: int) -> ApprovedDetail:
        return records_of(request).approvals.describe(answer, assistant.is_current)

    @router.post("/api/v1/staff/approved/{answer}/try", tags=["工作台"], summary="试问：这样问用不用这条答复")
    def attempt(request: Request, member: Staff, answer: int, trial: Trial) -> Tried:
        key = records_of(request).approvals.key(answer)
        reply = assistant.reply(trial.question, [Turn(role="user", content=turn) for turn in trial.earlier])
        return Tried(same=reply.key == key, served=reply.approved == answer, text=reply.answer.text)

    @router.post("/api/v1/staff/approved/{answer}/revoke", tags=["工作台"], summary="撤销答复")
    def revoke(request: Request, member: Reviewer, answer: int, why: Reason) -> Approved:
        return records_of(request).approvals.revoke(answer, why.reason, member.name)


def _earlier(records: Records, written: AnswerRequest) -> tuple[str, ...]:
    """Return the messages before the question: of the record, or of the answer that is revised."""
    if written.revises is not None:
        return records.approvals.get(written.revises).earlier
    return records.register.get(written.record).earlier if written.record is not None else ()


def _check(assistant: Assistant, question: str, earlier: tuple[str, ...], text: str) -> Wording | Response:
    """Return the answer as it passed the guard, or what the guard holds against it."""
    found = assistant.examine(text, question, [Turn(role="user", content=turn) for turn in earlier])
    if found.findings or found.faults:
        return _object(found.findings)
    return Wording(key=found.key, question=question, earlier=earlier, text=text, policies=found.policies)


def _object(findings: tuple[Finding, ...]) -> Response:
    body = Objection(title=TITLES[422], status=422, detail=OBJECTED if findings else UNSOUND, findings=findings)
    return JSONResponse(body.model_dump(mode="json"), 422, media_type="application/problem+json")
