"""Guides: listed and proposed by staff, approved by another reviewer; and what is overdue for verification."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request

from assistant.access import Reviewer, Staff, guides_of
from assistant.intake.guides import Award, GuideEntry, Overdue
from assistant.models import Model
from assistant.policy.guides import Guide

PATH = "/api/v1/staff/guides"
Policy = Annotated[str, Path(max_length=100)]


class GuideList(Model):
    """All guides, the awards that there may be one for, and what is overdue."""

    items: tuple[GuideEntry, ...]
    awards: tuple[Award, ...]
    overdue: tuple[Overdue, ...]


def add_guides(router: APIRouter) -> None:
    """Add the routes; what is approved or dismissed is sent as it was seen."""

    @router.get(PATH, tags=["工作台"], summary="申报指南，以及逾期未核实的")
    def guides(request: Request, member: Staff) -> GuideList:
        desk = guides_of(request)
        return GuideList(items=desk.entries(member), awards=desk.awards(), overdue=desk.overdue())

    @router.post(f"{PATH}/{{policy}}", status_code=204, tags=["工作台"], summary="提交一份申报指南，待他人核准")
    def propose(request: Request, member: Staff, policy: Policy, guide: Guide) -> None:
        guides_of(request).propose(policy, guide, member.name)

    @router.post(f"{PATH}/{{policy}}/approve", status_code=204, tags=["工作台"], summary="核准一份申报指南")
    def approve(request: Request, member: Reviewer, policy: Policy, guide: Guide) -> None:
        guides_of(request).approve(policy, guide, member)

    @router.post(f"{PATH}/{{policy}}/dismiss", status_code=204, tags=["工作台"], summary="退回一份申报指南")
    def dismiss(request: Request, member: Staff, policy: Policy, guide: Guide) -> None:
        guides_of(request).dismiss(policy, guide, member)
