"""Guides as staff keep them: proposed by one, approved by another, written to the corpus."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml
from filelock import FileLock

from assistant.clock import today
from assistant.errors import Conflict, NotAllowed, NotFound, UsageError
from assistant.ingest.corpus_writing import LOCK, PATIENCE
from assistant.intake.publishing import Publisher
from assistant.intake.shelf import shelf_folder
from assistant.models import Model
from assistant.policy.compiled import open_corpus
from assistant.policy.disabled import replace_text
from assistant.policy.guides import Guide, GuideFile, check_guide, read_guides
from assistant.records import Records
from assistant.records.audit import Event
from assistant.records.sessions import StaffMember
from assistant.settings import Settings


class GuideEntry(Model):
    """A guide as it is listed."""

    policy: str
    title: str
    guide: Guide
    verified: bool
    overdue: bool
    may_approve: bool


class Overdue(Model):
    """Something that was never verified, or too long ago; `policy` is its id where it is a policy."""

    kind: str
    name: str
    since: date | None
    policy: str = ""


class Award(Model):
    """A row that a guide may be of, with the title of its policy."""

    policy: str
    title: str
    id: str
    name: str
    clause: str


class GuideDesk:
    """The guides of one corpus; `reload` makes the running service serve what has changed."""

    def __init__(self, settings: Settings, records: Records, reload: Callable[[], None] | None = None) -> None:
        self._settings, self._records, self._reload = settings, records, reload
        self._publisher = Publisher(settings, shelf_folder(settings.corpus_dir))

    def entries(self, member: StaffMember) -> tuple[GuideEntry, ...]:
        """Return all guides, proposals first."""
        corpus = open_corpus(self._settings.corpus_dir, self._settings.cache_dir)
        entries = [
            GuideEntry(
                policy=file.policy,
                title=corpus.policy(file.policy).meta.title,
                guide=guide,
                verified=guide.is_verified,
                overdue=guide.is_verified and self._is_overdue(guide.verified_on),
                may_approve=not guide.is_verified and self._may_approve(guide, member),
            )
            for file in corpus.guides
            for guide in file.guides
        ]
        return tuple(sorted(entries, key=lambda entry: entry.verified))

    def awards(self) -> tuple[Award, ...]:
        """Return the awards that a guide may be of."""
        corpus = open_corpus(self._settings.corpus_dir, self._settings.cache_dir)
        titles = {policy.meta.id: policy.meta.title for policy in corpus.policies}
        return tuple(
            Award(policy=r.policy, title=titles[r.policy], id=r.id, name=r.name, clause=r.clause)
            for r in corpus.rewards
            if r.kind == "award"
        )

    def overdue(self) -> tuple[Overdue, ...]:
        """Return what staff have not verified for longer than the settings allow: policies, guides, contacts."""
        corpus = open_corpus(self._settings.corpus_dir, self._settings.cache_dir)
        dated = [
            *(("政策文件", p.meta.name, p.meta.last_verified_on, p.meta.id) for p in corpus.policies),
            *(("申报指南", g.name, g.verified_on, "") for file in corpus.guides for g in file.guides if g.is_verified),
            *(("联系方式", contact.department, contact.last_verified, "") for contact in corpus.contacts),
        ]
        late = (
            Overdue(kind=kind, name=name, since=since, policy=policy)
            for kind, name, since, policy in dated
            if self._is_overdue(since)
        )
        return tuple(sorted(late, key=lambda one: (one.since or date.min, one.kind)))

    def propose(self, policy: str, guide: Guide, who: str) -> None:
        """Write a proposal down; raise `UsageError` where it can't be used."""
        proposal = guide.model_copy(update={"proposed_by": who, "verified_by": "", "verified_on": None})
        corpus = open_corpus(self._settings.corpus_dir, self._settings.cache_dir)
        rows = [row.id for row in corpus.rewards if row.policy == policy]
        if faults := [f"{field}：{message}" for field, message in check_guide(proposal, rows)]:
            raise UsageError("；".join(faults))
        self._write(policy, lambda guides: [*(g for g in guides if g.is_verified or g.id != guide.id), proposal])
        self._note(who, Event.GUIDE_PROPOSED, policy, proposal)

    def approve(self, policy: str, seen: Guide, member: StaffMember) -> None:
        """Approve a proposal as it was seen; raise `NotAllowed` for who proposed it, `Conflict` where it changed."""
        proposal = self._find(policy, seen)
        if not self._may_approve(proposal, member):
            raise NotAllowed("本人提交的指南须由另一位审核人员核准。")
        verified = proposal.model_copy(update={"verified_by": member.name, "verified_on": today()})
        if self._settings.own_approval and proposal.proposed_by == member.name:
            verified = verified.model_copy(update={"proposed_by": ""})
        self._write(policy, lambda guides: [*(g for g in guides if g.id != seen.id), verified])
        self._note(member.name, Event.GUIDE_APPROVED, policy, verified)
        if self._reload is not None:
            self._reload()

    def dismiss(self, policy: str, seen: Guide, member: StaffMember) -> None:
        """Take a proposal away, for reviewers and who proposed it."""
        proposal = self._find(policy, seen)
        if not member.is_reviewer and member.name != proposal.proposed_by:
            raise NotAllowed("由提交人或审核人员退回。")
        self._write(policy, lambda guides: [g for g in guides if g.is_verified or g.id != seen.id])
        self._note(member.name, Event.GUIDE_DISMISSED, policy, proposal)

    def _find(self, policy: str, seen: Guide) -> Guide:
        held = [guide for guide in self._read(self._settings.corpus_dir, policy) if not guide.is_verified]
        found = next((guide for guide in held if guide.id == seen.id), None)
        if found is None:
            raise NotFound("没有这份待核准的指南，可能已被他人办理。")
        if found != seen:
            raise Conflict("这份指南刚被他人改动，请刷新后核对。")
        return found

    def _write(self, policy: str, change: Callable[[list[Guide]], list[Guide]]) -> None:
        def write(directory: Path) -> None:
            with FileLock(directory / LOCK, timeout=PATIENCE):
                guides = change(self._read(directory, policy))
                (directory / "guides").mkdir(exist_ok=True)
                path = directory / "guides" / f"{policy}.yaml"
                if not guides:
                    path.unlink(missing_ok=True)
                    return
                data = GuideFile(policy=policy, guides=tuple(guides)).model_dump(exclude_defaults=True)
                data["guides"] = [{**guide, "awards": list(guide["awards"])} for guide in data["guides"]]
                for guide in data["guides"]:
                    if "materials" in guide:
                        guide["materials"] = list(guide["materials"])
                replace_text(path, yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000))

        self._publisher.publish(write)

    @staticmethod
    def _read(directory: Path, policy: str) -> list[Guide]:
        path = directory / "guides" / f"{policy}.yaml"
        return list(read_guides([path])[0].guides) if path.exists() else []

    def _may_approve(self, guide: Guide, member: StaffMember) -> bool:
        return member.is_reviewer and (self._settings.own_approval or guide.proposed_by != member.name)

    def _is_overdue(self, since: date | None) -> bool:
        return since is None or (today() - since).days > self._settings.verification_days

    def _note(self, who: str, what: Event, policy: str, guide: Guide) -> None:
        self._records.audit.note(who, what, policy, f"{guide.id} {guide.name}")
