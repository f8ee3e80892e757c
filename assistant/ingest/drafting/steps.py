"""The step before a figure: 每增加1000万元, 每满一万人."""

from __future__ import annotations

import re

from assistant.ingest.drafting.brackets import find_brackets
from assistant.ingest.drafting.figures import Group
from assistant.ingest.drafting.words import GIVE, LISTS, MEASURE
from assistant.text import giving
from assistant.text.figures import Unit, find_figures
from assistant.text.lists import either

Step = tuple[str, object, object]
"""Of what, the size, its counter."""

_PRICED = re.compile(rf"每(?:{either(LISTS['unit'])})[^，。；\d]{{0,6}}{MEASURE}(?:为|是|约)?$")
_ASIDE = re.compile(r"\([^()]*\)")
_GIVES_FIRST = re.compile(f"{giving.GIVE}|发放")


def read_step(text: str, group: Group, lead_start: int) -> Step | None:
    """Return (of, size, counter) of the step before a figure: 每增加1000万元, 每满一万人."""
    lead = _ASIDE.sub("", text[lead_start : group.start])
    for at in sorted((m.start() for m in re.finditer("每", lead)), reverse=True):
        if step := _read_step_at(lead, at):
            return step
    return None


def _read_step_at(lead: str, at: int) -> Step | None:
    piece = lead[at:]
    sizes = [f for f in find_figures(piece) if f.unit in (Unit.YUAN, Unit.COUNT, Unit.PERCENT)]
    if len(sizes) != 1 or (re.search("(?:以上|超过|达到).{0,3}$", piece[: sizes[0].start]) and sizes[0].start > 8):
        return None
    size = sizes[0]
    if "(" in piece[: size.start] and ")" in piece[size.end :]:
        return None  # 每个摊位(6平方米)补贴300元
    if _PRICED.match(piece[: size.start]) or _GIVES_FIRST.search(piece[: size.start]):
        return None  # 每人给予一次性经费10万元和每年8万元
    between = piece[size.end :]
    if not re.fullmatch(
        rf"[^，。；、\d]{{0,14}}?(?:的?部分|的)?[，]?(?:(?:再|另|另外|额外|追加|可|则|一次性|按|相应|分别"
        rf"|给予|企业|增加)*(?:{GIVE})*(?:企业|其|旅行社|个人|单位|[一-鿿]{{0,6}})?(?:一次性|再|最高"
        rf"|不超过|追加|{GIVE})*)",
        between,
    ):
        return None
    of = re.sub(
        r"^每(?:再|年|新)?(?:[比较](?:上一?年度?|去年|上期|基期|基数)(?:同期)?)?(?:增加|新增|增长|提高|提升|满|超过|超出|超|达到?|完成|引进|净增|增|多|带动|销售|实现)?",
        "",
        piece[: size.start],
    )
    if not of:
        before = re.search(r"([^，。；：的对后]{2,14})，?$", lead[:at])
        of = re.sub("(?:在此基础上|上述基础上|此后|以上)$|^[并再].*", "", before[1]) if before else ""
    counter = {Unit.YUAN: "元", Unit.PERCENT: "%"}.get(size.unit) or size.counter
    return of or "", size.value, counter


def measure_step(step: Step | None, condition: str | None) -> Step | None:
    """Let a step that does not say what grows measure what the row's condition does: 面积首次达到10万亩…每增加5万亩."""
    if step is None or step[0]:
        return step
    alike = [b.of for b in find_brackets(condition or "") if b.of and b.counter == step[2]]
    return (alike[-1], *step[1:]) if alike else step
