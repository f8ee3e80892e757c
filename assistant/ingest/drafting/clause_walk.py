"""Walk a clause from figure to figure and put its rows together."""

from __future__ import annotations

import re

from assistant.ingest.drafting.brackets import find_brackets
from assistant.ingest.drafting.capping import cap_by_kind, gives_cap, open_tiers, raises_cap, says_cap, says_rate_cap
from assistant.ingest.drafting.drafts import Draft, Field
from assistant.ingest.drafting.figures import Group, close_notes, find_groups, join_mixed, shift
from assistant.ingest.drafting.flat_text import Span, segment_end, split_parts, split_sentences
from assistant.ingest.drafting.grids import find_grids, read_grid
from assistant.ingest.drafting.heads import read_handed_out, read_head, read_header, read_party
from assistant.ingest.drafting.instalments import read_instalments
from assistant.ingest.drafting.leads import Lead, is_bracket_only, read_lead, skip_marks
from assistant.ingest.drafting.limits import Limit, explain_cap, limit_rate, limit_row
from assistant.ingest.drafting.names import name_of_title, names_programme, read_title
from assistant.ingest.drafting.naming import settle_names
from assistant.ingest.drafting.opening import Place, goes_on, is_for_same, is_listed, open_row
from assistant.ingest.drafting.others import draft_other, is_covered, is_said
from assistant.ingest.drafting.roles import Judged, doubt_sum, judge_group
from assistant.ingest.drafting.settling import gather_stages, name_by_grant, settle_rows, settle_tiers, split_programmes
from assistant.ingest.drafting.standards import find_shared, read_share, relate_tiers, share_tiers
from assistant.ingest.drafting.tails import find_tail, pay_by_level, put_bearer
from assistant.ingest.drafting.tiers import build_tiers
from assistant.ingest.drafting.unfigured import draft_unfigured
from assistant.ingest.drafting.words import GIVE, GRANT
from assistant.text import giving
from assistant.text.figures import Unit

_ANNOUNCES = re.compile(rf"(?:对|凡|支持|鼓励)[^。；]{{4,}}(?:{GRANT})(?:：)?$")
_ANNOUNCED = re.compile(rf"(?:进行|{giving.GIVE}|按[^，]*)?(?:一次性|相应|一定)?(?:{GRANT})(?:：)?$")
_PROMISED = re.compile(rf"[^，。：]{{0,24}}(?:{GRANT})(?:标准|金额|额度)?(?:为|如下|是)?：")
_HIGHEST = re.compile("最高|最多|最大")  # 单个项目最高配套额度为500万元


class ClauseReader:
    """Reads one clause; the rows come in the order in which they are printed.

    `_granted`: a grant, or the promise of one, stands before in the sentence. `_frame`: the head of the sentence's
    first row, `_header` what all of its parts are for. `_announced`: what says without a figure who is given something.
    """

    def __init__(self, text: str, label: str, title: str) -> None:
        self._text, self._label = text, label
        self._title = title or read_title(text)
        self._drafts: list[Draft] = []
        self._row: Draft | None = None
        self._sentence = 0
        self._granted = False
        self._frame = self._header = ""
        self._announced: tuple[int, str] | None = None

    def read(self) -> list[Draft]:
        """Return the rows of the clause."""
        promised = False
        grids = find_grids(self._text)
        for sentence in split_sentences(self._text):
            grid = next((grid for grid in grids if grid.start <= sentence.start < grid.end), None)
            if grid is not None:
                if sentence.start == grid.start:
                    self._drafts += read_grid(self._text, grid, self._title, self._sentence)
                continue
            said = self._text[sentence.start : sentence.end]
            self._sentence += 1
            self._granted, self._frame, self._header = promised, "", ""
            for part in split_parts(self._text, sentence):
                self._read_part(part)
                self._header = self._header or read_header(self._text[part.start : part.end])
            if not find_groups(said):
                at = skip_marks(said)
                announced = (sentence.start + at, said[at:]) if _ANNOUNCES.match(said, at) else None
                self._announced = announced or (self._announced if said.endswith("：") else None)
            promises = said.endswith(("：", ":")) and re.search(f"{GIVE}|{GRANT}", said) is not None
            promised = promises or (promised and self._granted)
        self._drafts = [d for d in self._drafts if d.kind != "award" or d.tiers or not self._is_figured(d)]
        self._drafts = gather_stages(self._text, split_programmes(cap_by_kind(self._text, self._drafts)))
        for draft in self._drafts:
            settle_tiers(self._text, draft)
            name_by_grant(draft)
        pay_by_level(self._text, self._awards())
        settle_names(self._drafts, self._title, self._text)
        settle_rows(self._awards())
        awards = self._awards()
        return [d for d in self._drafts if d.kind != "threshold" or not is_covered(d, awards)]

    def _is_figured(self, bare: Draft) -> bool:
        """Whether the sums of what a row gives without a figure are in another row of its sentence."""
        rows = (d for d in self._awards() if d.tiers)
        return any((d.sentence, d.name) == (bare.sentence, bare.name) for d in rows)

    def _awards(self) -> list[Draft]:
        return [draft for draft in self._drafts if draft.kind == "award"]

    def _read_part(self, part: Span) -> None:
        piece = self._text[part.start : part.end]
        cursor, before = part.start, None
        self._granted = self._granted or _PROMISED.match(piece) is not None
        waiting: list[Judged] = []
        grants = False
        for group in join_mixed(piece, find_groups(piece)):
            before = judge_group(piece, close_notes(piece, group), self._granted, before)
            judged = doubt_sum(before._replace(group=shift(before.group, part.start)))
            if judged.role not in ("grant", "cap"):
                if self._row is not None and explain_cap(self._text, judged.group, self._row):
                    continue
                waiting.append(judged)
                if judged.role in ("fund", "target", "fact", "ceiling") or judged.rule == "left out":
                    cursor = segment_end(self._text, judged.group.end, part.end)
                continue
            cursor = self._read_grant(judged, part, cursor)
            self._granted = grants = True
            self._keep(waiting, self._row)
            waiting = []
        self._keep(waiting, self._row if self._granted else None)
        if self._row is not None:
            put_bearer(self._text, self._row, self._awards(), part)
        if not grants and (bare := draft_unfigured(self._text, part.start, part.end, self._title, self._sentence)):
            self._drafts.append(bare)

    def _keep(self, waiting: list[Judged], row: Draft | None) -> None:
        """Make the thresholds, goals and funds that were read rows of their own."""
        for judged in waiting:
            draft = draft_other(self._text, judged, self._sentence, row)
            if not is_said(self._drafts, draft):
                self._drafts.append(draft)

    def _read_grant(self, judged: Judged, part: Span, cursor: int) -> int:
        """Read one group of granted figures; return where the next lead begins."""
        group, row = judged.group, self._row
        words = self._text[cursor : group.start]
        end = find_tail(self._text, group, part)
        if row is not None and self._is_cap(judged, row, words):
            limit_row(Limit(self._text, group, words, Span(cursor, end)), row, self._awards(), self._sentence)
            return end
        if row is not None and group.unit is Unit.PERCENT and says_rate_cap(words):
            limit_rate(group, row, self._text, end)
            return end
        lead = read_lead(words)
        if row is not None and self._read_parts(row, lead, group, end):
            return end
        start = cursor + skip_marks(words)
        standard = read_share(words) if group.unit is Unit.PERCENT else None
        shared = find_shared(standard, self._awards(), self._sentence) if standard else []
        if shared and lead.case and names_programme(lead.case):
            lead = lead._replace(head=lead.case, case=None)
        row = self._row = self._share_row(lead, group, start, shared) if shared else self._row_for(lead, group, start)
        row.end = max(row.end, end)
        row.blocks += 1
        if judged.role == "cap" and self._has_open_rate():
            row.doubt("限额的范围没有读出，请核对", 0.6)
        if judged.sure < 0.7:
            row.doubt("数额的作用不确定", judged.sure)
        tiers = build_tiers(self._text, group, row, lead, Span(start, end), self._frame)
        if len(tiers) == 1 and standard is not None and shared:
            tiers = share_tiers(tiers[0], standard, shared)
        for tier in tiers if row.award_name else ():
            tier.what = tier.what or row.award_name
        relate_tiers(tiers, row, self._awards(), words)
        if row.tiers and raises_cap(words) and tiers[0].bound == "at_most":
            tiers[0].per = row.tiers[-1].cap_per or tiers[0].per
            row.doubt("另有一个限额，请核对其范围", 0.7)
        row.tiers += tiers
        return end

    def _read_parts(self, row: Draft, lead: Lead, group: Group, end: int) -> bool:
        """Read a group as parts of the tier before it; tell whether it was."""
        if row.sentence != self._sentence or not row.tiers:
            return False
        last = row.tiers[-1]
        parts = read_instalments(last, group, lead, self._text[last.end : group.start])
        if parts:
            last.parts += parts
            row.end = last.end = max(row.end, end)
        return bool(parts)

    def _has_open_rate(self) -> bool:
        """Whether the sentence has a rate that no limit binds yet."""
        rows = (d for d in self._awards() if d.sentence == self._sentence)
        return any(tier.unit == "percent" and tier.cap is None for row in rows for tier in row.tiers)

    def _is_cap(self, judged: Judged, row: Draft, words: str) -> bool:
        group = judged.group
        if not row.tiers or group.unit is not Unit.YUAN or group.is_range or not says_cap(words):
            return False
        if judged.role != "cap" and group.figures[0].bound != "at_most" and not _HIGHEST.search(words):
            return False
        if gives_cap(words) and not any(tier.is_open and tier.cap is None for tier in row.tiers):
            return False
        return row.sentence == self._sentence or bool(open_tiers(row, self._awards(), self._sentence))

    def _row_for(self, lead: Lead, group: Group, start: int) -> Draft:
        """Return the row that a grant belongs to: the one before, if its lead names only a case of that."""
        row = self._row
        if row is None or not goes_on(row, lead, self._place(group, start), self._granted):
            return self._new_row(lead, group, start)
        if row.sentence != self._sentence and lead.head:
            row.sentence = self._sentence
        if is_listed(lead, self._place(group, start)) and len(row.tiers) == 1 and row.head.endswith("的"):
            before, _, own = row.head.removesuffix("的").rpartition("，")
            row.tiers[0].case, row.condition = row.tiers[0].case or own, before.removesuffix("的") or None
        return row

    def _place(self, group: Group, start: int) -> Place:
        words = self._text[start : group.start]
        unit: Field = "percent" if group.unit is Unit.PERCENT else "yuan"
        return Place(self._text, start, self._sentence, self._title, self._label, self._header, words, unit)

    def _share_row(self, lead: Lead, group: Group, start: int, shared: list[Draft]) -> Draft:
        """Open the row of a share of what others grant, which bears their name where it has none of its own."""
        row = self._new_row(lead, group, start)
        if lead.case is not None:
            row.name, row.condition = shared[-1].name, None
        elif lead.head.endswith("的"):
            row.name = shared[0].name if len(shared) == 1 else name_of_title(self._title) or row.name
            row.condition, row.beneficiary = re.sub("^(?:属于?|为)", "", lead.head.strip("的，")), None
        elif names_programme(lead.head):
            row.name = re.sub(f"^(?:{giving.AWARD}|{giving.GIVE})", "", lead.head)
        return row

    def _new_row(self, lead: Lead, group: Group, start: int) -> Draft:
        if lead.is_bare and self._announced:
            start, said = self._announced
            lead, self._announced = lead._replace(head=_ANNOUNCED.sub("", said)), None
        whom, award_name = read_handed_out(lead.head)
        lead = lead._replace(head=whom)
        if not lead.head and lead.case:
            lead = lead._replace(head=lead.case, case=None)
        draft = open_row(lead, group, self._place(group, start))
        row = self._row
        if (
            row
            and row.sentence == self._sentence
            and row.name == draft.name
            and draft.own_name
            and is_for_same(draft, row)
            and find_brackets(lead.head)
        ):
            return row
        party = read_party(lead.head, self._text[start : group.start])
        if party and row is not None and row.sentence == self._sentence and row.condition:
            draft.name, draft.condition = row.name, row.condition
        draft.award_name = award_name
        if draft.beneficiary is None and self._announced and is_bracket_only(lead.head):
            draft.beneficiary = read_head(_ANNOUNCED.sub("", self._announced[1]), None, "").beneficiary
        self._drafts.append(draft)
        self._frame = lead.head
        return draft
