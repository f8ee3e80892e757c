"""The desk at which drafts are reviewed and published: who may do what, and each step in the audit log."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.clock import now
from assistant.errors import Conflict, Fault, HuiqiError, NotAllowed, NotFound, UsageError
from assistant.ingest.admission import find_faults
from assistant.ingest.rendering import render_front_matter
from assistant.ingest.writing import place_policy
from assistant.intake.changes import (
    name_row,
    next_revision,
    read_meta,
    refuse_unreviewed,
    say_difference,
    say_fault,
)
from assistant.intake.guides import GuideDesk
from assistant.intake.publishing import Publisher
from assistant.intake.register import Register
from assistant.intake.review import Detail, Review, ReviewRow, place, show_clauses, show_row, summarize
from assistant.intake.shelf import Shelf
from assistant.policy.table import KINDS
from assistant.records import Records
from assistant.records.audit import Event
from assistant.records.sessions import StaffMember
from assistant.settings import Settings

LOG = logging.getLogger(__name__)
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
        self._publisher = Publisher(settings, self.shelf.folder)
        self._publishing = threading.Lock()
        self._running: str | None = None

    def list(self) -> tuple[Review, ...]:
        """Return all drafts, the latest first."""
        return tuple(self._settled(review) for review in self.shelf.list())

    def describe(self, identifier: str, member: StaffMember) -> Detail:
        """Return a draft with all that a reviewer needs."""
        review = self._settled(self.shelf.get(identifier))
        policy, begin = self.shelf.policy(identifier)
        clauses, places = show_clauses(policy, begin)
        rows = sorted(review.rows, key=lambda row: row.draft.confidence)
        return Detail(
            **dict(summarize(review)),
            meta=policy.meta.model_dump(mode="json", exclude_defaults=True),
            clauses=clauses,
            listed=tuple(show_row(row, places, self._may_approve(row, member)) for row in rows),
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

    def correct(self, identifier: str, row: str, revision: int, kind: str, data: dict[str, Any], who: str) -> None:
        """Change a row, which then wants approval by another; raise `UsageError` where it would not load."""
        if kind not in KINDS.values():
            raise UsageError(f"类别应为以下之一：{'、'.join(KINDS.values())}")
        with self.shelf.lock():
            review, old = self._find(identifier, row, revision)
            policy, begin = self.shelf.policy(identifier)
            if data.get("clause") not in {clause.label for clause in policy.clauses}:
                raise UsageError(f"没有这一条款：{data.get('clause')}")
            if not str(data.get("quote") or "").strip() or not isinstance(data.get("tiers"), list):
                raise UsageError("请写明原文摘句和标准。")
            new = old.draft.model_copy(update={"kind": kind, "row": {**data, "id": row}})
            placed = place(policy, begin, new)
            changed = review.with_row(next_revision(old, draft=placed, state="open", author=who, approved_by=None))
            if faults := self._faults(changed):
                raise UsageError("；".join(dict.fromkeys(say_fault(fault) for fault in faults)))
            self.shelf.save(changed)
        self._note(
            who, Event.ROW_CORRECTED, review, f"{name_row(placed.row)}：{say_difference(old.draft.row, placed.row)}"
        )

    def correct_meta(self, identifier: str, revision: int, data: dict[str, Any], who: str) -> None:
        """Change what the document says of itself; whoever did does not publish. Raise `UsageError` for bad values."""
        with self.shelf.lock():
            review = self._open(identifier)
            if review.meta_revision != revision:
                raise Conflict(CHANGED)
            policy, begin = self.shelf.policy(identifier)
            said = {key: value for key, value in data.items() if value not in (None, "")}
            meta = read_meta({**said, "id": identifier, "source": policy.meta.source})
            text = render_front_matter(meta) + self.shelf.text(identifier)[begin:]
            if faults := find_faults(identifier, text, review.kept):
                raise UsageError("；".join(dict.fromkeys(say_fault(fault) for fault in faults)))
            old = policy.meta.model_dump(mode="json")
            self.shelf.save(
                review.model_copy(update={"title": meta.title, "meta_by": who, "meta_revision": revision + 1})
            )
            self.shelf.save_text(identifier, text)
        self._note(who, Event.META_CORRECTED, review, say_difference(old, meta.model_dump(mode="json")))

    def approve(self, identifier: str, row: str, revision: int, member: StaffMember) -> None:
        """Approve a row; raise `NotAllowed` for who answers for it as it is."""
        with self.shelf.lock():
            review, old = self._find(identifier, row, revision)
            self._refuse(old, member)
            self.shelf.save(review.with_row(next_revision(old, state="approved", approved_by=member.name)))
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
            if not self._publishing.acquire(blocking=False):
                raise Conflict("另一份文件正在发布，请稍后再试。")
            self._running = identifier
            self.shelf.save(review.model_copy(update={"stage": "publishing", "step": "检查", "fault": ""}))
        self._note(member.name, Event.PUBLISHING, review)
        threading.Thread(target=self._run, args=(review, member.name), name="publish").start()

    def _run(self, review: Review, who: str) -> None:
        end: dict[str, Any] = {"stage": "reviewing", "step": ""}
        try:
            text = self.shelf.text(review.id)
            self._publisher.publish(
                lambda folder: _put(review, text, folder),
                lambda corpus: refuse_unreviewed(corpus, review.id),
                lambda step: self._update(review.id, step=step),
            )
            if self._reload is not None:
                self._update(review.id, step="载入")
                self._reload()
            end = {"stage": "published", "step": "", "published_by": who, "published_at": now()}
            self._note(who, Event.PUBLISHED, review)
        except HuiqiError as error:
            end["fault"] = str(error)
        except Exception as error:  # whatever it was, it is told on the page, and the next try is free
            LOG.exception("publishing %s failed", review.id)
            end["fault"] = f"发布没有完成（{type(error).__name__}），请联系系统维护人员。"
        finally:
            try:
                if "fault" in end:
                    self._note(who, Event.UNPUBLISHED, review, str(end["fault"])[:500])
            finally:
                self._update(review.id, **end)
                self._running = None
                self._publishing.release()

    def _update(self, identifier: str, **changes: object) -> None:
        with self.shelf.lock():
            self.shelf.save(self.shelf.get(identifier).model_copy(update=changes))

    def _settled(self, review: Review) -> Review:
        """Return a review as it stands: a publication that no thread of ours is at was cut short."""
        if review.stage == "publishing" and self._running != review.id:
            return review.model_copy(update={"stage": "reviewing", "step": "", "fault": INTERRUPTED})
        return review

    def _open(self, identifier: str) -> Review:
        review = self._settled(self.shelf.get(identifier))
        if review.stage != "reviewing":
            raise Conflict("这份文件正在发布或已发布，不能再改动。")
        return review

    def _find(self, identifier: str, row: str, revision: int) -> tuple[Review, ReviewRow]:
        review = self._open(identifier)
        found = review.row(row)
        if found is None:
            raise NotFound("没有这一行。")
        if found.revision != revision:
            raise Conflict(CHANGED)
        return review, found

    def _faults(self, review: Review) -> tuple[Fault, ...]:
        return find_faults(review.id, self.shelf.text(review.id), review.kept)

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


def _put(review: Review, text: str, folder: Path) -> None:
    place_policy(review.id, text, review.kept, folder)
