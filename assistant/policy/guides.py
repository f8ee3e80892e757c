"""Guides 申报指南: who applies for an award, with what, until when, where; as staff wrote and another verified.

`guides/<policy>.yaml` has a list. An entry without `verified_by` is a proposal: nobody is told what it says. It may
have the id of a verified one, which stays in use until the proposal is approved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from pydantic import Field

from assistant.errors import Fault
from assistant.models import Model, Policy, Reward
from assistant.policy.sources import parse_model, parse_yaml, read_text
from assistant.text.figures import Unit, find_figures

LONGEST = 500
LINK = re.compile(r"https?://[^\s<>\"']+")
PHONE = re.compile(r"[0-9()（）+\-—转、 ,，]{5,60}")
IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
FIELDS: Mapping[str, str] = {
    "applicants": "申报对象",
    "materials": "申报材料",
    "period": "申报时限",
    "procedure": "办理流程",
    "office": "受理单位",
    "address": "受理地址",
    "hours": "办公时间",
    "phone": "咨询电话",
    "link": "网上申报",
}
"""What a guide may say, and what each is called."""


class Guide(Model):
    """The guide of one programme; what is not known stays empty. `awards` are the rows that it is of."""

    id: str
    name: str = Field(min_length=2, max_length=60)
    awards: tuple[str, ...] = Field(min_length=1)
    applicants: str = Field("", max_length=LONGEST)
    materials: tuple[str, ...] = Field((), max_length=30)
    period: str = Field("", max_length=LONGEST)
    procedure: str = Field("", max_length=LONGEST)
    office: str = Field("", max_length=100)
    address: str = Field("", max_length=200)
    hours: str = Field("", max_length=100)
    phone: str = Field("", max_length=60)
    link: str = Field("", max_length=300)
    proposed_by: str = ""
    verified_by: str = ""
    verified_on: date | None = None

    @property
    def is_verified(self) -> bool:
        """Whether it may be told."""
        return self.verified_on is not None and bool(self.verified_by)

    @property
    def text(self) -> str:
        """All that it says, a line a field."""
        return "\n".join((self.name, *(value for _, value in self.lines)))

    @property
    def days(self) -> frozenset[int]:
        """The days that it says, and the one it was verified on, as numbers yyyymmdd."""
        said = {int(figure.value) for figure in find_figures(self.text) if figure.unit is Unit.DATE}
        return frozenset(said | ({int(self.verified_on.strftime("%Y%m%d"))} if self.verified_on else set()))

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """What it says, by the name of the field."""
        return tuple((name, value) for name in FIELDS if (value := self.say(name)))

    def say(self, field: str) -> str:
        """Return a field as it is said; empty where nothing is known."""
        if field == "materials":
            return "".join(f"{i}.{one}；" for i, one in enumerate(self.materials, 1)).rstrip("；")
        return str(getattr(self, field))


class GuideFile(Model):
    """The guides of one policy."""

    policy: str
    guides: tuple[Guide, ...]


def read_guides(paths: Iterable[Path]) -> tuple[GuideFile, ...]:
    """Read guide files; raise `CorpusError` where one can't be read."""
    return tuple(
        parse_model(name, "-", parse_yaml(name, read_text(path)), GuideFile)
        for path in paths
        for name in (f"{path.parent.name}/{path.name}",)
    )


def find_guide_faults(
    files: Iterable[GuideFile], policies: Iterable[Policy], rows: Iterable[Reward]
) -> Iterator[Fault]:
    """Yield what is wrong with guides, by file, row and field."""
    owners = {row.id: row.policy for row in rows}
    known = {policy.meta.id for policy in policies}
    for file in files:
        name = f"guides/{file.policy}.yaml"
        if file.policy not in known:
            yield Fault(name, "-", "policy", f"没有这份政策：{file.policy}")
        seen: set[tuple[str, bool]] = set()
        for guide in file.guides:
            if (guide.id, guide.is_verified) in seen:
                yield Fault(name, guide.id, "id", "同一编号已有一份")
            seen.add((guide.id, guide.is_verified))
            for field, message in check_guide(guide, [row for row, owner in owners.items() if owner == file.policy]):
                yield Fault(name, guide.id, field, message)


def check_guide(guide: Guide, rows: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with one guide of a policy with these rows, by field."""
    if not IDENTIFIER.fullmatch(guide.id):
        yield "id", "只能用小写字母、数字和连字符"
    missing = set(guide.awards) - set(rows)
    if missing:
        yield "awards", f"奖补表中没有：{'、'.join(sorted(missing))}"
    if not guide.lines:
        yield "name", "除名称外什么也没有写"
    if bool(guide.verified_by) != (guide.verified_on is not None):
        yield "verified_by", "核实人和核实日期须同时填写"
    if guide.verified_by and guide.verified_by == guide.proposed_by:
        yield "verified_by", "核实人不能是提交人"
    if guide.link and not LINK.fullmatch(guide.link):
        yield "link", "应为 http:// 或 https:// 开头的网址"
    if guide.phone and not PHONE.fullmatch(guide.phone):
        yield "phone", "应为电话号码"
    for field, said in guide.lines:
        if any(figure.unit in (Unit.YUAN, Unit.PERCENT) for figure in find_figures(said)):
            yield field, "指南不写金额和比例；数额以奖补表为准"
