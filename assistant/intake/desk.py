"""The desk at which drafts are reviewed and published: who may do what, and each step in the audit log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.errors import Conflict, Fault, NotAllowed, NotFound, UsageError
from assistant.ingest.admission import DraftedRow, find_faults
from assistant.ingest.markdown import render_front_matter
from assistant.intake.changes import name_row, next_revision, read_meta, say_difference, say_fault
from assistant.intake.drafted import Detail, Review, ReviewRow, place, show_clauses, show_row, summarize
from assistant.intake.guides import GuideDesk
from assistant.intake.policy_list import Register
from assistant.intake.publication import Publication
from assistant.intake.shelf import Shelf
from assistant.models import PolicyMeta
from assistant.policy.compiled import open_corpus
from assistant.policy.table import KINDS
from assistant.records import Records
from assistant.records.audit import Event
from assistant.records.sessions import StaffMember
from assistant.settings import Settings

CHANGED = "这一行刚被他人改动，已显示最新内容，请核对后再办理。"
OWN = "本人提交或更正的行须由另一位审核人员核准。"
INTERRUPTED = "发布中断，请重新发布。"
LOST_FIGURE = "舍去后，原文中的这个数不在任何一行中；不是奖补的，请把类别改为门槛或目标后核准"


class Intake:
    """Reviews of new policies over one corpus; `reload` makes the running service serve what was published."""

    def __init__(self, settings: Settings, records: Records, reload: Callable[[], None] | None = None) -> None:
        self.shelf = Shelf(settings.corpus_dir)
        self.register = Register(settings, records, reload)
        self.guides = GuideDesk(settings, records, reload)
        self._settings, self._records, self._reload = settings, records, reload
        self._publication = Publication(settings, records, self.shelf, reload)

    def list(self) -> tuple[Review, ...]:
        """Return all drafts, the latest first."""
        return tuple(self._settled(review) for review in self.shelf.list())

    def describe(self, identifier: str, member: StaffMember) -> Detail:
        """Return a draft with all that a reviewer needs."""
        review = self._settled(self.shelf.get(identifier))
        policy, begin = self.shelf.policy(identifier)
        clauses, places = show_clauses(policy, begin)
        return Detail(
            **dict(summarize(review)),
            meta=policy.meta.model_dump(mode="json", exclude_defaults=True),
            clauses=clauses,
            listed=tuple(show_row(row, places, self._may_approve(row, member)) for row in review.in_order),
            doubts=review.doubts,
            omissions=review.omissions,
            step=review.step,
            may_publish=self._may_publish(review, member),
            may_withdraw=member.is_reviewer or member.name == review.uploaded_by,
            reloads=self._reload is not None,
            meta_by=review.meta_by,
            meta_revision=review.meta_revision,
        )

    def take_in(self, name: str, data: bytes, member: StaffMember) -> Review:
        """Draft a policy from a file."""
        review = self.shelf.take_in(name, data, member.name)
        self._note(member.name, Event.TAKEN_IN, review, f"{review.file}，草稿{len(review.rows)}行")
        return review

    def revise(self, identifier: str, member: StaffMember) -> Review:
        """Draft a policy in use anew from its own files."""
        review = self.shelf.revise(identifier, member.name)
        self._note(member.name, Event.REVISED, review)
        return review

    def add(self, identifier: str, kind: str, data: dict[str, Any], who: str) -> None:
        """Add a row that the draft lacks, to be approved by another; raise `UsageError` where it would not load."""
        with self.shelf.lock():
            review = self._open(identifier)
            draft = DraftedRow(kind=kind, row={**data, "id": review.free_id}, start=0, end=0, confidence=1.0)
            review = review.model_copy(update={"rows": (*review.rows, ReviewRow(draft=draft, author=who))})
            placed = self._change(review, review.rows[-1], kind, data, who)
        self._note(who, Event.ROW_ADDED, review, name_row(placed.row))

    def correct(self, identifier: str, row: str, revision: int, kind: str, data: dict[str, Any], who: str) -> None:
        """Change a row, which then wants approval by another; raise `UsageError` where it would not load."""
        with self.shelf.lock():
            review, old = self._find(identifier, row, revision)
            placed = self._change(review, old, kind, data, who)
        self._note(
            who, Event.ROW_CORRECTED, review, f"{name_row(placed.row)}：{say_difference(old.draft.row, placed.row)}"
        )

    def _change(self, review: Review, old: ReviewRow, kind: str, data: dict[str, Any], who: str) -> DraftedRow:
        """Keep a row as it is to be; the caller holds the shelf's lock. Raise `UsageError` where it would not load."""
        if kind not in KINDS.values():
            raise UsageError(f"类别应为以下之一：{'、'.join(KINDS.values())}")
        policy, begin = self.shelf.policy(review.id)
        if data.get("clause") not in {clause.label for clause in policy.clauses}:
            raise UsageError(f"没有这一条款：{data.get('clause')}")
        if not str(data.get("quote") or "").strip() or not isinstance(data.get("tiers"), list):
            raise UsageError("请写明原文摘句和标准。")
        new = old.draft.model_copy(update={"kind": kind, "row": {**data, "id": old.draft.id}})
        placed = place(policy, begin, new)
        changed = review.with_row(next_revision(old, draft=placed, state="open", author=who, approved_by=None))
        if faults := self._faults(changed):
            raise UsageError("；".join(dict.fromkeys(say_fault(fault) for fault in faults)))
        self.shelf.save(changed)
        return placed

    def correct_meta(self, identifier: str, revision: int, data: dict[str, Any], who: str) -> None:
        """Change what the document says of itself; whoever did does not publish. Raise `UsageError` for bad values."""
        with self.shelf.lock():
            review = self._open(identifier)
            if review.meta_revision != revision:
                raise Conflict(CHANGED)
            policy, begin = self.shelf.policy(identifier)
            said = {key: value for key, value in data.items() if value not in (None, "")}
            own = {"id": identifier, "source": policy.meta.source, "last_verified_on": policy.meta.last_verified_on}
            meta = read_meta({**said, **own})
            self._refuse_unknown(meta)
            text = render_front_matter(meta) + self.shelf.text(identifier)[begin:]
            if faults := find_faults(identifier, text, review.kept):
                raise UsageError("；".join(dict.fromkeys(say_fault(fault) for fault in faults)))
            old = policy.meta.model_dump(mode="json")
            self.shelf.save(
                review.model_copy(update={"title": meta.title, "meta_by": who, "meta_revision": revision + 1})
            )
            self.shelf.save_text(identifier, text)
        self._note(who, Event.META_CORRECTED, review, say_difference(old, meta.model_dump(mode="json")))

    def approve(self, identifier: str, seen: Mapping[str, int], member: StaffMember) -> None:
        """Approve rows as they were seen (id: revision), all or none.

        Raises `NotAllowed` for who answers for one as it is, `Conflict` where one was changed meanwhile.
        """
        with self.shelf.lock():
            review = self._open(identifier)
            rows = [self._row(review, row, revision) for row, revision in seen.items()]
            for old in rows:
                self._refuse(old, member)
                review = review.with_row(next_revision(old, state="approved", approved_by=member.name))
            self.shelf.save(review)
        for old in rows:
            self._note(member.name, Event.ROW_APPROVED, review, name_row(old.draft.row))

    def drop(self, identifier: str, row: str, revision: int, member: StaffMember) -> None:
        """Leave a row out; raise `UsageError` where a figure of the text would then be in no row."""
        with self.shelf.lock():
            review, old = self._find(identifier, row, revision)
            self._refuse(old, member)
            changed = review.with_row(next_revision(old, state="dropped", approved_by=member.name))
            if faults := self._faults(changed):
                raise UsageError(f"{LOST_FIGURE}（{'；'.join(fault.message for fault in faults)}）。")
            self.shelf.save(changed)
        self._note(member.name, Event.ROW_DROPPED, review, name_row(old.draft.row))

    def withdraw(self, identifier: str, member: StaffMember) -> None:
        """Take a draft away; what was published stays in the corpus."""
        with self.shelf.lock():
            review = self._open(identifier)
            if not member.is_reviewer and member.name != review.uploaded_by:
                raise NotAllowed("由提交人或审核人员撤回。")
            self.shelf.remove(identifier)
        self._note(member.name, Event.WITHDRAWN, review, review.file)

    def publish(self, identifier: str, member: StaffMember) -> None:
        """Begin to publish a draft, all of whose rows are reviewed; how it goes is told by `describe`."""
        with self.shelf.lock():
            review = self._open(identifier)
            if review.left:
                raise Conflict(f"还有{review.left}行没有审核，不能发布。")
            if not self._may_publish(review, member):
                raise NotAllowed("提交人、更正文件信息的人不能自行发布，须由另一位审核人员办理。")
            self._publication.begin(review, member.name)

    def _settled(self, review: Review) -> Review:
        """Return a review as it stands: a publication that no process is at was cut short."""
        if review.stage == "publishing" and not self._publication.is_at(review.id):
            return review.model_copy(update={"stage": "reviewing", "step": "", "fault": INTERRUPTED})
        return review

    def _open(self, identifier: str) -> Review:
        review = self._settled(self.shelf.get(identifier))
        if review.stage != "reviewing":
            raise Conflict("这份文件正在发布或已发布，不能再改动。")
        return review

    def _find(self, identifier: str, row: str, revision: int) -> tuple[Review, ReviewRow]:
        review = self._open(identifier)
        return review, self._row(review, row, revision)

    @staticmethod
    def _row(review: Review, row: str, revision: int) -> ReviewRow:
        found = review.row(row)
        if found is None:
            raise NotFound("没有这一行。")
        if found.revision != revision:
            raise Conflict(CHANGED)
        return found

    def _faults(self, review: Review) -> tuple[Fault, ...]:
        return find_faults(review.id, self.shelf.text(review.id), review.kept)

    def _refuse_unknown(self, meta: PolicyMeta) -> None:
        """Refuse that a document replaces one that the corpus does not have."""
        corpus = open_corpus(self._settings.corpus_dir, self._settings.cache_dir)
        known = {*(policy.meta.id for policy in corpus.policies), *(entry.policy for entry in corpus.disabled)}
        if unknown := [one for one in meta.replaces if one not in known or one == meta.id]:
            raise UsageError(f"没有这份可替代的政策文件：{'、'.join(unknown)}")

    def _may_approve(self, row: ReviewRow, member: StaffMember) -> bool:
        return member.is_reviewer and (self._settings.own_approval or row.author != member.name)

    def _may_publish(self, review: Review, member: StaffMember) -> bool:
        own = member.name in (review.uploaded_by, review.meta_by)
        return member.is_reviewer and (self._settings.own_approval or not own)

    def _refuse(self, row: ReviewRow, member: StaffMember) -> None:
        if not self._may_approve(row, member):
            raise NotAllowed(OWN)

    def _note(self, who: str, what: Event, review: Review, detail: str = "") -> None:
        self._records.audit.note(who, what, review.title, detail)
