"""The policies of a corpus: listed, taken out of use and back, deleted, built anew; each step in the audit log."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from filelock import FileLock

from assistant.clock import now, today
from assistant.errors import Conflict, CorpusError, NotFound, UsageError
from assistant.ingest.corpus_writing import LOCK, PATIENCE
from assistant.intake.publishing import Publisher
from assistant.intake.shelf import shelf_folder
from assistant.models import Model
from assistant.policy.compiled import open_corpus
from assistant.policy.corpus import Corpus
from assistant.policy.disabled import PLACES, Disabled, read_disabled, replace_text, write_disabled
from assistant.policy.document import FRONT_MATTER
from assistant.policy.pending import settle
from assistant.policy.selection import select_policies
from assistant.policy.validity import find_successor, is_closed, is_expired
from assistant.records import Records
from assistant.records.audit import Event
from assistant.settings import Settings

State = Literal["in_use", "not_yet", "replaced", "expired", "closed", "disabled", "deleting"]
STATES: dict[State, str] = {
    "in_use": "在用",
    "not_yet": "尚未施行",
    "replaced": "已被替代",
    "expired": "有效期已满",
    "closed": "认定已截止",
    "disabled": "已停用",
    "deleting": "删除未完成",
}
REASON_LIMIT = 200
VERIFIED = re.compile(r"^last_verified_on:.*$\n?", re.M)


class Entry(Model):
    """A policy as it is listed; one out of use says nothing of its clauses and rows."""

    id: str
    title: str
    number: str = ""
    region: str = ""
    issued: date | None = None
    valid_to: date | None = None
    state: State
    label: str
    clauses: int = 0
    rows: int = 0
    pending: int = 0
    note: str = ""
    last_verified_on: date | None = None


class Register:
    """The policies of the corpus of the settings; `reload` makes the running service serve what has changed."""

    def __init__(self, settings: Settings, records: Records, reload: Callable[[], None] | None = None) -> None:
        self._settings, self._records, self._reload = settings, records, reload
        self.folder = shelf_folder(settings.corpus_dir)
        self._publisher = Publisher(settings, self.folder)

    @property
    def corpus(self) -> Corpus:
        """The corpus as it is on disk."""
        return open_corpus(self._settings.corpus_dir, self._settings.cache_dir)

    def list(self, words: str = "", region: str | None = None, valid_on: date | None = None) -> tuple[Entry, ...]:
        """Return the policies as `list_policies` does."""
        return list_policies(self._settings, words, region, valid_on)

    def disable(self, identifier: str, who: str, reason: str) -> None:
        """Take a policy out of use, its files as they are; it is out of the answers at once."""
        self._refuse(identifier, reason)
        entry = Disabled(policy=identifier, by=who, on=today(), reason=reason)
        self._change(lambda folder: _set(folder, entry))
        self._end(who, Event.POLICY_DISABLED, identifier, reason)

    def enable(self, identifier: str, who: str) -> None:
        """Take a policy back into use; the index is built where it no longer has it."""
        entry = next((one for one in read_disabled(self._settings.corpus_dir) if one.policy == identifier), None)
        if entry is None:
            raise NotFound(f"停用的政策文件中没有这一份：{identifier}")
        if entry.deleting:
            raise Conflict("这份文件的删除没有完成，请再次删除。")
        self._change(lambda folder: _unset(folder, identifier))
        self._end(who, Event.POLICY_ENABLED, identifier)

    def delete(self, identifier: str, who: str, reason: str) -> Path:
        """Take a policy's files away; return the folder to which they were moved."""
        self._refuse(identifier, reason, gone=True)
        entry = Disabled(policy=identifier, by=who, on=today(), reason=reason, deleting=True)
        self._change(lambda folder: _set(folder, entry))
        kept = self.folder.parent / "deleted" / f"{identifier}-{now():%Y%m%dT%H%M%S}"
        with FileLock(self._settings.corpus_dir / LOCK, timeout=PATIENCE):
            kept.mkdir(parents=True)
            for place in PLACES:
                for path in self._settings.corpus_dir.glob(f"{place}/{identifier}.*"):
                    shutil.move(path, kept / f"{place}-{path.name}")
        self._change(lambda folder: _unset(folder, identifier))
        self._end(who, Event.POLICY_DELETED, identifier, reason)
        return kept

    def verify(self, identifier: str, who: str) -> None:
        """Write down that staff have made sure today that a policy in use still holds."""
        if all(policy.meta.id != identifier for policy in self._corpus_or_refuse().policies):
            raise NotFound(f"在用的政策文件中没有这一份：{identifier}")
        self._change(lambda folder: _set_verified(folder, identifier, today()))
        self._end(who, Event.POLICY_VERIFIED, identifier)

    def rebuild(self, identifier: str, who: str) -> None:
        """Read a policy anew from its files and build the index; raise `UsageError` where they are at fault."""
        if all(policy.meta.id != identifier for policy in self._corpus_or_refuse().policies):
            raise NotFound(f"在用的政策文件中没有这一份：{identifier}")
        self._publisher.publish(lambda _: None, rebuild=True)
        self._end(who, Event.POLICY_REBUILT, identifier)

    def _corpus_or_refuse(self) -> Corpus:
        try:
            return self.corpus
        except CorpusError as error:
            raise UsageError(f"语料有误：\n{error}") from error

    def _refuse(self, identifier: str, reason: str, gone: bool = False) -> None:
        """Refuse what can't be taken out of use, or without a reason."""
        if not reason.strip() or len(reason) > REASON_LIMIT:
            raise UsageError(f"请写明原因，不超过{REASON_LIMIT}字。")
        corpus = self._corpus_or_refuse()
        used = {policy.meta.id: policy for policy in corpus.policies}
        out = {entry.policy for entry in corpus.disabled}
        if identifier not in used and not (gone and identifier in out):
            raise NotFound(f"在用的政策文件中没有这一份：{identifier}")
        if set(used) == {identifier}:
            raise Conflict("这是唯一在用的政策文件，不能停用或删除。")
        if identifier in used and Path(used[identifier].file).stem != identifier:
            raise UsageError(f"文件名与编号不一致：{used[identifier].file}，请先改为 {identifier}.md。")
        newer = [policy.meta.id for policy in corpus.policies if identifier in policy.meta.replaces]
        if gone and newer:
            raise Conflict(f"{'、'.join(newer)} 写明替代这份文件，请先改文件头的 replaces，或改为停用。")

    def _change(self, change: Callable[[Path], None]) -> None:
        self._publisher.publish(change)

    def _end(self, who: str, event: Event, identifier: str, detail: str = "") -> None:
        self._records.audit.note(who, event, identifier, detail)
        if self._reload is not None:
            self._reload()


def list_policies(
    settings: Settings, words: str = "", region: str | None = None, valid_on: date | None = None
) -> tuple[Entry, ...]:
    """Return the policies of a corpus as they stand today: those in use, newest first, then those out of use.

    Each of the `words` stands in its title, number or id; it holds in the `region`; and on the day it is valid.
    """
    corpus = open_corpus(settings.corpus_dir, settings.cache_dir)
    kept = {policy.meta.id for policy in select_policies(corpus, region=region, valid_on=valid_on)}
    narrowed = region is not None or valid_on is not None
    return tuple(
        entry
        for entry in _describe(corpus, settings.corpus_dir, today())
        if all(word in f"{entry.title}{entry.number}{entry.id}" for word in words.split())
        and (entry.id in kept or not narrowed)
    )


def _describe(corpus: Corpus, directory: Path, day: date) -> tuple[Entry, ...]:
    metas = [policy.meta for policy in corpus.policies]
    rows = [reward.policy for reward in corpus.rewards]
    pending = [reward.policy for reward in corpus.pending]
    used = []
    for policy in sorted(corpus.policies, key=lambda p: (-p.meta.since.toordinal(), p.meta.id)):
        meta = policy.meta
        successor = find_successor(meta, metas, day)
        state: State = (
            "not_yet" if meta.since > day
            else "replaced" if successor
            else "expired" if is_expired(meta, day)
            else "closed" if is_closed(meta, day)
            else "in_use"
        )  # fmt: skip
        shared = meta.model_dump(include={"id", "title", "number", "region", "issued", "valid_to", "last_verified_on"})
        used.append(
            Entry(
                **shared,
                state=state,
                label=STATES[state],
                clauses=len(policy.clauses),
                rows=rows.count(meta.id),
                pending=pending.count(meta.id),
                note=f"由{successor.name}替代" if successor else "",
            )
        )
    return (*used, *(_out_of_use(entry, directory) for entry in corpus.disabled))


def _out_of_use(entry: Disabled, directory: Path) -> Entry:
    """Return a policy out of use by what its file says of itself, which need not load."""
    state: State = "deleting" if entry.deleting else "disabled"
    note = f"{entry.by} {entry.on:%Y-%m-%d}：{entry.reason}"
    try:
        front = FRONT_MATTER.match((directory / "policies" / f"{entry.policy}.md").read_text(encoding="utf-8"))
        said = yaml.safe_load(front[1]) if front else {}
    except (OSError, ValueError, yaml.YAMLError):
        said = {}
    texts = {name: str(said.get(name) or "") for name in ("title", "number", "region")}
    texts["title"] = texts["title"] or entry.policy
    return Entry(id=entry.policy, **texts, state=state, label=STATES[state], note=note)


def _set(directory: Path, entry: Disabled) -> None:
    with FileLock(directory / LOCK, timeout=PATIENCE):
        settle(directory)
        kept = [one for one in read_disabled(directory) if one.policy != entry.policy]
        write_disabled(directory, [*kept, entry])


def _set_verified(directory: Path, identifier: str, day: date) -> None:
    with FileLock(directory / LOCK, timeout=PATIENCE):
        settle(directory)
        path = directory / "policies" / f"{identifier}.md"
        text = path.read_text(encoding="utf-8")
        front = FRONT_MATTER.match(text)
        said = VERIFIED.sub("", front[1]) if front else ""
        begin = front.end() if front else 0
        replace_text(path, f"---\n{said.strip()}\nlast_verified_on: {day}\n---\n{text[begin:]}")


def _unset(directory: Path, identifier: str) -> None:
    with FileLock(directory / LOCK, timeout=PATIENCE):
        write_disabled(directory, [one for one in read_disabled(directory) if one.policy != identifier])
