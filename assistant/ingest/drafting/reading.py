"""Walk a clause from figure to figure and put its rows together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.ingest.drafting.brackets import Bracket, find_brackets
from assistant.ingest.drafting.drafts import Draft, Tier
from assistant.ingest.drafting.enumerations import Items, find_items, items_of_notes, level_of
from assistant.ingest.drafting.figures import Group, close_notes, find_groups
from assistant.ingest.drafting.heads import opens_programme, read_head, read_receiver, read_title
from assistant.ingest.drafting.leads import Lead, is_bracket_only, read_lead
from assistant.ingest.drafting.passages import Flat, Span, split_parts, split_sentences
from assistant.ingest.drafting.roles import Judged, judge_group
from assistant.ingest.drafting.slots import (
    read_base,
    read_cap_owner,
    read_departments,
    read_object,
    read_on_top_of,
    read_payer,
    read_per,
    read_step,
    read_term,
)
from assistant.ingest.drafting.words import BOUND, GIVE, GRANT, RECEIVER
from assistant.text.figures import Unit, find_figures
from assistant.text.giving import says_once

_BLOCK_TAIL = re.compile(rf"(?:以上|以内|以下|左右|不等)?(?:的|之)?(?:[^，。；、：()\d]{{0,16}}?(?:{GRANT}))*")
_RAISED = re.compile(
    r"(?<![市省县区关])(?:按照?|在)?(?:上述|以上|该|相应|原有?|本条|前款)?(?:奖励|补助|补贴|奖补|资助|支持)?(?:标准|额度|金额|比例)(?:的)?(?:基础上)?(?:再|分别|可|额外)?(?:上浮|上调|提高|增加)$"
)
_LARGEST_GRANT = Decimal(3 * 10**8)
_ANNOUNCES = re.compile(rf"(?:对|凡|支持|鼓励)[^。；]{{4,}}(?:{GRANT})(?:：)?$")
_ANNOUNCED = re.compile(rf"(?:进行|给予|予以|按[^，]*)?(?:一次性|相应|一定)?(?:{GRANT})(?:：)?$")
_LATER_YEAR = re.compile(r"(?:次年|第[二三四五]年|以后年度|此后|连续)")
_LEADING_RANK = re.compile(r"(?:对|新?(?:认定|评定)的?)*([一二三四五特甲乙丙丁]级)(?=.{3})")
_RANK = re.compile(
    r"(?:国家级?|省级?|市级?|县级?|区级?|[一二三四五特甲乙丙丁]级|[一二三四五]等奖?|[ABCDE]类|\d?[0-9]A级?|第[一二三四五]年|其他)(?:的)?"
)
_TERM_BEHIND = re.compile(
    rf"(?:补助|补贴|奖励|资助|贴息)[\d一二两三四五六]+年|[、，]?(?:连续|最长|共|为期|期限)(?:给予|补助|补贴|奖励|不超过)*[\d一二两三四五六]+年(?!以上)(?:的[^，。；、\d]{{0,8}}(?:{GRANT}))?"
)
_OWNER = rf"(?:对)?(?:同一|单一|单[个家户项笔名套]|每[个家户项名人笔套]?|该|所有|一个)[^，。；：的\d]{{0,12}}?(?:{RECEIVER}|产品|品种|活动|展会|主板|标准|人次)?(?:[或和、][^，。；：的\d]{{1,6}})?"
_PERIOD = r"(?:每一?年度?|年度|全年|当年度?|一年内?|年|一个年度|年内|三年内|期内)"
_TOTAL = rf"(?:(?:{GRANT})(?:资金|金额|总额|额度|额|标准)?|资金|金额|总额|额度|总|累计|合计|总计|总共)"
_LIMIT = rf"(?:{BOUND}|封顶|限额|控制在|原则上|可达?|获得?|享受|给予|为|的|按|至|到|人民币|分别|标准|其中|且|但|并|按季度?|季度|企业|单位|项目|个人)"
_CAP_ONLY = re.compile(rf"(?:{_OWNER}|{_PERIOD}|{_TOTAL}|{_LIMIT})*")
_ASIDE = re.compile(
    r"[^，]{0,12}(?:期限?|时间|年限)[^，]{0,16}年|[^，]{0,4}连续[^，]{1,8}年|[^，]{0,10}(?:不设上限|据实结算)"
)
_PARTED = re.compile(
    r"^(?:第[一二三四五\d]+(?:个)?年度?|首年|次年|当年|前[一二两三\d]年|后[一二两三\d]年|次年起.{0,4}|第[一二三四五]期|首期|二期)$"
)
_PROMISES = re.compile(r"一事一议|(?:全额|等额|适当|一定|相应)(?:的)?(?:奖励|补助|补贴|贴息|支持|资助|返还|减免)")


class ClauseReader:
    """Reads one clause; the rows come in the order in which they are printed."""

    def __init__(self, flat: Flat, label: str, title: str) -> None:
        self._flat, self._text, self._label = flat, flat.text, label
        self._title = title or read_title(flat.text)
        self._drafts: list[Draft] = []
        self._row: Draft | None = None
        self._sentence = 0
        self._granted = False
        self._frame = ""
        self._announced: tuple[int, str] | None = None

    def read(self) -> list[Draft]:
        """Return the rows of the clause."""
        promised = False
        figures = [g.start for g in find_groups(self._text)]
        for sentence in split_sentences(self._text):
            self._sentence += 1
            self._granted, self._frame = promised, ""
            for part in split_parts(self._text, sentence):
                self._read_part(part)
            said = self._text[sentence.start : sentence.end]
            if not any(sentence.start <= at < sentence.end for at in figures):
                self._announced = (sentence.start, said) if _ANNOUNCES.match(said) else None
            promised = (said.endswith(("：", ":")) and re.search(f"{GIVE}|{GRANT}", said) is not None) or (
                promised and self._granted
            )
        for draft in self._drafts:
            settle_tiers(draft)
        awards = self._awards()
        return [d for d in self._drafts if d.kind != "threshold" or d.note or not _is_covered(d, awards)]

    def _read_part(self, part: Span) -> None:
        piece = self._text[part.start : part.end]
        cursor, before = part.start, None
        waiting: list[Judged] = []
        for group in find_groups(piece):
            judged = judge_group(piece, close_notes(piece, group), 0, len(piece), self._granted, before)
            before = judged
            group = _moved(judged.group, part.start)
            judged = _doubted(judged._replace(group=group))
            if judged.role in ("grant", "cap"):
                cursor = self._read_grant(judged, part, cursor)
                self._granted = True
                waiting = self._keep(waiting, self._row)
            else:
                waiting.append(judged)
                if judged.role in ("fund", "target", "fact"):
                    cursor = self._segment_end(group, part)
        self._keep(waiting, self._row if self._granted else None)

    # ------------------------------------------------------------ grants

    def _read_grant(self, judged: Judged, part: Span, cursor: int) -> int:
        """Read one group of granted figures; return where the next lead begins."""
        group = judged.group
        lead_text = self._text[cursor : group.start]
        end = self._tail_end(group, part)
        if self._is_cap(judged, lead_text):
            self._add_cap(judged, lead_text, cursor, end)
            return end
        lead = read_lead(lead_text)
        start = cursor + len(lead_text) - len(lead_text.lstrip("，、：；。)( "))
        if self._is_part(group, lead):
            self._add_parts(group, lead, end)
            return end
        row = self._row_for(lead, group, start)
        row.end = max(row.end, end)
        if judged.sure < 0.7:
            row.doubt("数额的作用不确定", judged.sure)
        row.blocks += 1
        row.tiers += self._tiers(judged, row, lead, Span(start, end))
        self._row = row
        return end

    def _segment_end(self, group: Group, part: Span) -> int:
        """Return where the segment of a figure ends."""
        found = re.compile("[，：]").search(self._text, group.end, part.end)
        return found.start() if found else group.end

    def _tail_end(self, group: Group, part: Span) -> int:
        tail = _BLOCK_TAIL.match(self._text, group.end, part.end)
        end = tail.end() if tail else group.end
        if more := _TERM_BEHIND.match(self._text, end, part.end):
            end = more.end()
        aside = re.compile(r"\([^()]*\)").match(self._text, end, part.end)
        return aside.end() if aside and not find_groups(aside[0]) else end

    def _is_cap(self, judged: Judged, lead: str) -> bool:
        row, group = self._row, judged.group
        if row is None or not row.tiers or group.unit is not Unit.YUAN or group.is_range:
            return False
        if judged.role != "cap" and group.figures[0].bound != "at_most":
            return False
        last = re.split("[，：；。]", lead)[-1] if not lead.strip("，、：；。(") else lead.strip("，、：；。()且但")
        pieces = [s.strip("()且但、") for s in re.split("[，：；。]", last) if s.strip("()且但、")]
        if not all(_CAP_ONLY.fullmatch(s) or _ASIDE.fullmatch(s) for s in pieces) or (
            pieces and not _CAP_ONLY.fullmatch(pieces[-1])
        ):
            return False
        near = row.sentence == self._sentence
        return near or any(t.is_open and t.cap is None for d in self._awards() for t in d.tiers)

    def _awards(self) -> list[Draft]:
        return [draft for draft in self._drafts if draft.kind == "award"]

    def _add_cap(self, judged: Judged, lead: str, start: int, end: int) -> None:
        row, group = self._row, judged.group
        assert row is not None
        if row.sentence == self._sentence:
            tiers = [t for t in row.tiers if t.cap is None]
            while tiers and (opened := next((i for i, t in enumerate(tiers) if t.cap is not None), None)) is not None:
                tiers = tiers[opened + 1 :]
            last = max(i for i, t in enumerate(row.tiers) if t.cap is None) if tiers else -1
            capped = [i for i, t in enumerate(row.tiers) if t.cap is not None]
            tiers = (
                [t for i, t in enumerate(row.tiers) if t.cap is None and i > (capped[-1] if capped else -1)]
                if last >= 0
                else []
            )
        else:
            tiers = [t for d in self._awards() for t in d.tiers if t.is_open and t.cap is None]
        owner = read_cap_owner(lead) or group.per
        tiers = [t for t in tiers if t.is_open]
        if not tiers:
            self._add_limit(group, row, owner, Span(start, end))
            return
        values = list(group.values)
        for index, tier in enumerate(tiers):
            tier.cap = values[index] if len(values) == len(tiers) else values[-1]
            tier.cap_at = group.start + (index if len(values) == len(tiers) else 0)
            tier.cap_per = owner
        for draft in self._awards():
            if any(t in tiers for t in draft.tiers):
                draft.end = max(draft.end, end) if draft is row else draft.end
                if draft.sentence != self._sentence:
                    draft.doubt("封顶额写在另一句，请核对适用范围", 0.75)
                    draft.end = max(draft.end, end)
        if len(values) > 1 and len(values) != len(tiers):
            row.doubt("封顶额与档次数目不符", 0.4)

    def _add_limit(self, group: Group, row: Draft, owner: str | None, span: Span) -> None:
        """Add a limit beside a fixed sum, or beside another limit, as a tier that says what it counts."""
        tier = self._tier(group, 0, row, span)
        tier.per, tier.bound = owner or tier.per or "累计", "at_most"
        row.tiers.append(tier)
        row.end = max(row.end, span.end)
        row.doubt("另有一个限额，请核对其范围", 0.7)

    # ------------------------------------------------------------ rows

    def _row_for(self, lead: Lead, group: Group, start: int) -> Draft:
        row = self._row
        same = row is not None and row.sentence == self._sentence
        if row is not None and (
            (lead.is_bare and same)
            or (
                lead.case is not None
                and not lead.head
                and (same or self._granted or (_is_rank(lead.case) and row.sentence == self._sentence - 1))
            )
        ):
            return row
        if (
            row is not None
            and lead.head
            and is_bracket_only(lead.head)
            and (same or row.sentence >= self._sentence - 1)
        ):
            row.sentence = self._sentence
            return row
        if (
            row is not None
            and same
            and lead.head
            and not opens_programme(lead.head)
            and len(lead.head) <= 8
            and row.blocks
        ):
            return row
        return self._new_row(lead, group, start)

    def _new_row(self, lead: Lead, group: Group, start: int) -> Draft:
        if lead.is_bare and self._announced:
            start, said = self._announced
            lead, self._announced = lead._replace(head=_ANNOUNCED.sub("", said)), None
        if not lead.head and lead.case:
            lead = lead._replace(head=lead.case, case=None)
        items = self._items(lead, len(group.figures)) if not group.is_range else None
        rest = items.rest if items and items.end else None
        head = read_head(lead.head, rest, self._title)
        row = self._row
        if row and row.sentence == self._sentence and row.name == head.name and find_brackets(lead.head):
            return row
        draft = Draft("award", start, group.end, head.name or self._title or self._label, lead.head, self._sentence)
        draft.beneficiary, draft.condition = head.beneficiary, head.condition
        draft.beneficiary = (
            read_receiver(lead.giving, self._text[group.end : group.end + 30].split("，")[0]) or draft.beneficiary
        )
        lead_text = self._text[start : group.start]
        draft.modality = "争取" if re.search(r"争取[^，。]*$", lead_text) else "给予"
        draft.payer, draft.term_years = read_payer(lead_text), read_term(lead_text)
        draft.on_top_of = read_on_top_of(lead_text)
        draft.base = read_base("", "", lead.head) if group.unit is Unit.PERCENT else None
        draft.departments = read_departments(lead_text)
        if head.name is None:
            draft.doubt("未能读出项目名称", 0.5)
        self._drafts.append(draft)
        self._frame = lead.head
        return draft

    def _items(self, lead: Lead, count: int) -> Items | None:
        if count < 2:
            return None
        words = "，".join(filter(None, (lead.head, lead.case)))
        return find_items(words, count) if words else None

    def _tiers(self, judged: Judged, row: Draft, lead: Lead, span: Span) -> list[Tier]:
        group = judged.group
        if group.is_range or len(group.figures) == 1:
            tier = self._tier(group, 0, row, span)
            if group.is_range:
                tier.up_to, tier.bound = group.values[-1], "at_least"
            self._name_single(tier, lead, row)
            return [tier]
        items = (
            items_of_notes(group)
            or self._items(lead, len(group.figures))
            or (find_items(self._frame, len(group.figures)) if self._frame else None)
        )
        tiers = [self._tier(group, index, row, span) for index in range(len(group.figures))]
        if items is None:
            row.doubt("所列金额与档次未能一一对应", 0.4)
            return tiers
        for tier, label, level, bracket in zip(tiers, items.labels, items.levels, items.brackets, strict=True):
            tier.level, tier.bracket = level, bracket
            if (level is None and bracket is None) or (
                level is not None and label not in (level, level.removesuffix("级")) and level_of(label) is None
            ):
                tier.case = label
            if lead.case is not None and lead.case not in words_of(items):
                tier.case = tier.case or (lead.case if level_of(lead.case) is None else None)
        return tiers

    def _name_single(self, tier: Tier, lead: Lead, row: Draft) -> None:
        if _LATER_YEAR.match(lead.head) and row.tiers:
            tier.case = lead.head.rstrip("的")
        elif lead.case is not None:
            level = level_of(lead.case)
            tier.level, tier.case = (level, None) if level else (_leading_level(lead.case), lead.case)
        elif found := re.search(
            r"(?:认定为|评为|获评|列入|入选|新认定的?|评定为|命名为|获得|纳入|的)?(国际级|国家级|省级|市级|县级|区级|州级)(?!财政|部门|主管|以上|及以上|资金|奖|补|[、和及与或]|层面|单位)",
            lead.head,
        ):
            tier.level = found[1]
        if tier.case is None and (rank := _LEADING_RANK.match(lead.head)):
            tier.case = rank[1]
        brackets = find_brackets("，".join(filter(None, (lead.head, lead.case))))
        sized = [b for b in brackets if b.counter != "年"]
        tier.loose = sized[0] if sized else None

    def _tier(self, group: Group, index: int, row: Draft, span: Span) -> Tier:
        figure = group.figures[index]
        lead = self._text[span.start : group.start]
        tail = self._text[group.end : group.end + 40]
        tier = Tier(span.start, span.end, block=row.blocks)
        tier.unit = "yuan" if figure.unit is Unit.YUAN else "percent"
        tier.value, tier.bound = figure.value, figure.bound or "exact"
        tier.per = read_per(self._text, group, span.start)
        tier.every = read_step(self._text, group, span.start)
        if tier.every is not None:
            tier.per = None
            tier.every, tier.per = _simple_step(tier.every)
        if figure.unit is Unit.PERCENT:
            tier.of_award = self._raised(lead, row)
            earlier = next((t.base for t in reversed(row.tiers) if t.base), None)
            tier.base = None if tier.of_award else read_base(lead, tail, row.head) or row.base or earlier
        tier.what = read_object(lead, tail)
        tier.payer = read_payer(lead) or row.payer
        tier.on_top_of = read_on_top_of(lead) or row.on_top_of
        tier.term_years = read_term(self._text[span.start : span.end]) or row.term_years
        if says_once(self._text[span.start : span.end]):
            row.once = True
        return tier

    def _raised(self, lead: str, row: Draft) -> Draft | None:
        """Return the row whose award a rate raises: 按补助标准上浮20%; None where it is that of another document."""
        if not _RAISED.search(re.split("[，：；。]", lead)[-1]):
            return None
        return next((d for d in self._awards() if d is not row and d.tiers and not d.tiers[0].of_award), None)

    # ------------------------------------------------------------ instalments

    def _is_part(self, group: Group, lead: Lead) -> bool:
        row = self._row
        if (
            row is None
            or row.sentence != self._sentence
            or lead.case is None
            or lead.head
            or group.unit is not Unit.YUAN
        ):
            return False
        total = row.tiers[-1] if row.tiers else None
        return (
            total is not None and total.unit == "yuan" and total.value is not None and bool(_PARTED.match(lead.case))
            and not _PARTED.match(total.case or "") and sum((v for _, v in total.parts), Decimal(0)) + group.values[0] <= total.value
        )  # fmt: skip

    def _add_parts(self, group: Group, lead: Lead, end: int) -> None:
        assert self._row is not None and lead.case is not None
        tier = self._row.tiers[-1]
        tier.parts += [(lead.case, value) for value in group.values]
        tier.end = self._row.end = max(self._row.end, end)

    # ------------------------------------------------------------ what is not granted

    def _keep(self, waiting: list[Judged], row: Draft | None) -> list[Judged]:
        """Make the thresholds, goals and funds that were read rows of their own; return what still waits: nothing."""
        for judged in waiting:
            draft = _other_row(self._text, judged, self._sentence, row)
            if not _is_said(self._drafts, draft):
                self._drafts.append(draft)
        return []


def _doubted(judged: Judged) -> Judged:
    """Read a sum that no office grants to one firm as something told: 发放贷款6亿元."""
    group = judged.group
    if judged.role == "grant" and group.unit is Unit.YUAN and max(group.values) >= _LARGEST_GRANT:
        return judged._replace(role="fact", rule="too large", sure=0.5)
    return judged


def _is_rank(case: str) -> bool:
    """Tell 省级, 二级 from a case that is a programme of its own."""
    return _RANK.fullmatch(case) is not None


def words_of(items: Items) -> str:
    """Return all the labels of a list."""
    return "、".join(items.labels)


def _leading_level(case: str) -> str | None:
    found = re.match(r"(国际级|国家级|省级|市级|县级|区级|州级)(?!以上|及以上)", case)
    return found[1] if found else None


def _simple_step(step: tuple[str, object, object]) -> tuple[tuple[str, object, object] | None, str | None]:
    """Read 每新增1人 as per 人."""
    _, size, counter = step
    if size == 1 and isinstance(counter, str) and counter not in ("%", "元"):
        return None, counter
    return step, None


_NAMES = {
    "threshold": ("threshold", None),
    "step": ("threshold", "递增步长"),
    "base": ("threshold", "计算基数"),
    "on_top": ("threshold", "其他层级的奖补"),
    "payout": ("threshold", "兑现进度"),
    "share": ("threshold", "分担比例"),
    "penalty": ("threshold", "罚则"),
    "loan": ("threshold", "贷款额度"),
    "fund": ("target", "资金规模"),
    "target": ("target", "目标"),
    "fact": ("target", "文中提及"),
}
_MEASURED = re.compile(
    r"(?P<name>[^，。；：、()\d]{2,24}?)(?:在|为|达到?|首次|累计|不低于|不少于|超过|突破|不超过|最高|按|的|分别|约|总额|每满|每增加)*$"
)
_NAME_CUT = re.compile(r".*(?:对|的|且|并|后|及以上|以上)(?=.{2})")


def _other_row(text: str, judged: Judged, sentence: int, award: Draft | None) -> Draft:
    group = judged.group
    kind, note = _NAMES[judged.role]
    segment = re.split("[，：；。]", text[max(group.start - 60, 0) : group.start])[-1]
    found = _MEASURED.search(segment)
    name = _NAME_CUT.sub("", found["name"]) if found else ""
    if judged.role == "fund" and (
        after := re.match(r"(?:以上|的|左右)*([^，。；、\d]{0,20}?(?:资金|基金|贷款|额度|专项))", text[group.end :])
    ):
        name = after[1]
    start = group.start - len(segment.lstrip("，、 "))
    end = _bound_end(text, group.end)
    draft = Draft(
        "threshold" if kind == "threshold" else "target",
        start,
        end,
        name or (note or "门槛"),
        "",
        sentence,
        sure=judged.sure,
    )
    draft.note, draft.award = note, award if kind == "threshold" else None
    for figure in group.figures:
        tier = Tier(start, end)
        tier.unit = "yuan" if figure.unit is Unit.YUAN else "percent"
        tier.value, tier.bound = figure.value, figure.bound
        draft.tiers.append(tier)
    if group.is_range:
        draft.tiers[0].bound, draft.tiers[1].bound = "at_least", "at_most"
    if judged.rule == "fallback":
        draft.doubt("数额的作用不确定", judged.sure)
    return draft


def _bound_end(text: str, end: int) -> int:
    found = re.compile(r"(?:\([^()]{1,10}\))?(?:及?以[上下内])?").match(text, end)
    return found.end() if found else end


def _is_covered(draft: Draft, awards: list[Draft]) -> bool:
    """Tell whether an award's condition, bracket or step holds these figures already, so that it needs no row."""
    held: set[tuple[str, object]] = set()
    for award in awards:
        held |= {(f.unit.value, f.value) for f in find_figures(award.condition or "")}
        for tier in award.tiers:
            held |= {(_FIELD_OF.get(counter, ""), size) for counter, size in tier.sizes()}
    return all((tier.unit, tier.value) in held for tier in draft.tiers)


_FIELD_OF = {"元": "yuan", "%": "percent"}


def _is_said(drafts: list[Draft], draft: Draft) -> bool:
    said = {
        (t.unit, t.value)
        for d in drafts
        if d.kind == draft.kind and d.name == draft.name and d.award is draft.award
        for t in d.tiers
    }
    return all((t.unit, t.value) in said for t in draft.tiers)


def _moved(group: Group, by: int) -> Group:
    return group._replace(start=group.start + by, end=group.end + by)


def find_promises(text: str) -> Iterator[re.Match[str]]:
    """Find support without a figure: 一事一议, 全额补贴."""
    return _PROMISES.finditer(text)


def _telling(tier: Tier) -> tuple[object, ...]:
    size = tier.bracket and (tier.bracket.from_, tier.bracket.over, tier.bracket.to, tier.bracket.below)
    return tier.level, tier.case, size, tier.payer, tier.base, tier.per, tier.every


def _are_alike(tiers: list[Tier]) -> bool:
    keys = [_telling(tier) for tier in tiers]
    return len(set(keys)) < len(keys)


def _number_tiers(draft: Draft) -> None:
    """Tell tiers apart by their place where the text names nothing that does: 按不同等次给予200万元、400万元."""
    draft.doubt("各档之间的区别没有读出，请补写档次", 0.4)
    seen: dict[tuple[object, ...], int] = {}
    for tier in draft.tiers:
        key = _telling(tier)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1 or sum(_telling(t) == key for t in draft.tiers) > 1:
            tier.case = f"{tier.case or ''}（第{seen[key]}项）"


def settle_tiers(draft: Draft) -> None:
    """Give tiers that nothing else tells apart the brackets that their heads name; read a bare 以上 beside a closed one."""
    tiers = draft.tiers
    if draft.kind != "award":
        return
    whats = {tier.what for tier in tiers if tier.what}
    if len(whats) > 1:
        for tier in tiers:
            tier.case = tier.case or tier.what
    if len(tiers) > 1:
        if _are_alike(tiers):
            for tier in tiers:
                tier.bracket = tier.bracket or tier.loose
        if _are_alike(tiers):
            for tier in tiers:
                if tier.what:
                    tier.case = f"{tier.case or ''}{tier.what}"
        if _are_alike(tiers):
            _number_tiers(draft)
    brackets = [t.bracket for t in tiers if t.bracket is not None]
    closed = {b.to for b in brackets if b.to is not None}
    of = next((b.of for b in brackets if b.of), None)
    for tier in tiers:
        if (b := tier.bracket) is not None:
            over: Bracket = b._replace(from_=None, over=b.from_) if b.bare and b.from_ in closed else b
            tier.bracket = over._replace(of=over.of or of)
