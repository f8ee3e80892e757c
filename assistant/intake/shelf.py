"""Where drafted policies are kept until they are published: a folder each beside the live corpus, whole or not there.

<shelf>/<policy id>/
  review.json   rows, who answers for each, and how far the review is; replaced in one step
  policy.md     the text as it would be in the corpus
  source/<name> the file as it was sent
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pydantic import ValidationError

from assistant.clock import now
from assistant.errors import Conflict, NotFound, UsageError
from assistant.ingest.admission import DraftedRow
from assistant.ingest.corpus_writing import LOCK, write_corpus
from assistant.ingest.ingestion import ingest_file
from assistant.ingest.merging import read_rows
from assistant.intake.drafted import Review, ReviewRow
from assistant.models import Policy, PolicyMeta
from assistant.policy.disabled import replace_text
from assistant.policy.document import FRONT_MATTER, read_policy
from assistant.policy.pending import find_files
from assistant.policy.sources import read_text

STATE, TEXT, SOURCE = "review.json", "policy.md", "source"
NEW = ".new-"
NAME_LIMIT = 120
PATIENCE = 30
LEFT_OUT = shutil.ignore_patterns(LOCK, ".ingest-*", ".tmp*")
NOBODY = "已在用"
"""Who answers for a row that was reviewed before and still holds."""


def shelf_folder(corpus_dir: Path) -> Path:
    """Return where what is under review is kept, beside the corpus."""
    return corpus_dir.absolute().parent / "data" / "intake"


class Shelf:
    """The drafted policies; safe to share between threads and processes."""

    def __init__(self, corpus_dir: Path) -> None:
        self.corpus = corpus_dir
        self.folder = shelf_folder(corpus_dir)

    def list(self) -> tuple[Review, ...]:
        """Return all drafts, the latest first."""
        found = [self._read(path.parent.name) for path in self.folder.glob(f"*/{STATE}")]
        return tuple(sorted(found, key=lambda review: review.uploaded_at, reverse=True))

    def get(self, identifier: str) -> Review:
        """Return a draft; raise `NotFound` where there is none of that id."""
        if not self._has(identifier):
            raise NotFound("没有这份待入库的文件，可能已被撤回。")
        return self._read(identifier)

    def text(self, identifier: str) -> str:
        """Return the policy file of a draft."""
        return (self.folder / identifier / TEXT).read_text(encoding="utf-8")

    def policy(self, identifier: str) -> tuple[Policy, int]:
        """Return the policy of a draft and where its text begins in the file."""
        front = FRONT_MATTER.match(self.text(identifier))
        return read_policy(self.folder / identifier / TEXT), front.end() if front else 0

    def take_in(self, name: str, data: bytes, who: str) -> Review:
        """Draft a policy from a file; raise `UsageError` for a bad file, `Conflict` where it is under review."""
        plain = Path(name.replace("\\", "/")).name.strip()[-NAME_LIMIT:]
        if plain in ("", ".", "..") or not plain.isprintable():
            raise UsageError("文件名无法使用，请改名后重试。")
        with self.lock():
            for left in self.folder.glob(f"{NEW}*/"):  # by a kill
                shutil.rmtree(left)
            with tempfile.TemporaryDirectory(dir=self.folder, prefix=NEW) as stage:
                return self._keep(Path(stage), plain, data, who)

    def _keep(self, stage: Path, name: str, data: bytes, who: str) -> Review:
        kept = stage / "kept"
        (kept / SOURCE).mkdir(parents=True)
        (kept / SOURCE / name).write_bytes(data)
        ingested = ingest_file(kept / SOURCE / name)
        # Written beside a copy of what is served, it gets an id of its own and keeps rows that were reviewed before.
        shutil.copytree(self.corpus, stage / "corpus", ignore=LEFT_OUT)
        merged = write_corpus(ingested, stage / "corpus").ingested
        meta = merged.policy.meta
        review = Review(
            **_begin(meta, name, merged.rows, who),
            doubts=merged.doubts,
            omissions=tuple(f"{one.reason}：{one.text[:80]}" for one in merged.omissions),
        )
        return self._place(kept, review, merged.file_text)

    def revise(self, identifier: str, who: str) -> Review:
        """Draft a policy in use from its own files, for what it says of itself or its rows to be changed.

        Raises `NotFound` where there is none of that id, `Conflict` where it is under review.
        """
        with self.lock(), tempfile.TemporaryDirectory(dir=self.folder, prefix=NEW) as stage:
            path = next(iter(find_files(self.corpus, "policies", f"{identifier}.md")), None)
            if path is None:
                raise NotFound(f"在用的政策文件中没有这一份：{identifier}")
            policy, text = read_policy(path), read_text(path)
            front = FRONT_MATTER.match(text)
            rows = tuple(read_rows(self.corpus, policy, front.end() if front else 0))
            kept = Path(stage) / "kept"
            kept.mkdir()
            review = Review(**_begin(policy.meta, path.name, rows, who), revises=True)
            return self._place(kept, review, text)

    def _place(self, kept: Path, review: Review, text: str) -> Review:
        """Put a folder with a draft on the shelf by one renaming."""
        if self._has(review.id):
            if (earlier := self._read(review.id)).stage != "published":
                raise Conflict(f"“{review.title}”已由{earlier.uploaded_by}提交，正在审核；要重新提交的，请先撤回。")
            self.remove(review.id)
        (kept / TEXT).write_text(text, encoding="utf-8", newline="\n")
        (kept / STATE).write_text(_dump(review), encoding="utf-8")
        os.rename(kept, self.folder / review.id)
        return review

    def save(self, review: Review) -> Review:
        """Replace the state of a draft in one step; the caller holds the lock."""
        folder = self.folder / review.id
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, prefix=".", delete=False) as file:
            file.write(_dump(review))
            file.flush()
            os.fsync(file.fileno())
        os.replace(file.name, folder / STATE)
        return review

    def save_text(self, identifier: str, text: str) -> None:
        """Replace the policy file of a draft in one step; the caller holds the lock."""
        replace_text(self.folder / identifier / TEXT, text)

    def remove(self, identifier: str) -> None:
        """Take a draft away, at once or not at all; the caller holds the lock."""
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=NEW) as stage:
            os.rename(self.folder / identifier, Path(stage) / "gone")

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep others from changing drafts; raise `Conflict` where they take long, `UsageError` without a folder."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / ".lock", timeout=PATIENCE):
                yield
        except Timeout as error:
            raise Conflict("另一份文件正在处理，请稍后再试。") from error
        except OSError as error:
            raise UsageError(f"无法写入工作文件夹 {self.folder}：{error.strerror or error}") from error

    def _has(self, identifier: str) -> bool:
        plain = identifier.replace("-", "").isalnum()
        return plain and (self.folder / identifier / STATE).is_file()

    def _read(self, identifier: str) -> Review:
        try:
            return Review.model_validate_json((self.folder / identifier / STATE).read_bytes())
        except (OSError, ValidationError) as error:
            raise UsageError(f"待入库文件 {identifier} 的记录无法读取，请撤回后重新提交。") from error


def _begin(meta: PolicyMeta, file: str, rows: Sequence[DraftedRow], who: str) -> dict[str, Any]:
    """Return what a review begins with; rows that were reviewed before are approved."""
    held = [
        ReviewRow(
            draft=row,
            state="approved" if row.reviewed else "open",
            author=NOBODY if row.reviewed else who,
            approved_by=NOBODY if row.reviewed else None,
        )
        for row in rows
    ]
    said = {"id": meta.id, "file": file, "title": meta.title, "rows": tuple(held)}
    return {**said, "uploaded_by": who, "uploaded_at": now()}


def _dump(review: Review) -> str:
    return json.dumps(review.model_dump(mode="json"), ensure_ascii=False, indent=1)
