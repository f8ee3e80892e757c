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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from assistant.clock import now
from assistant.errors import Conflict, NotFound, UsageError
from assistant.ingest.ingestion import ingest_file
from assistant.ingest.writing import LOCK, write_corpus
from assistant.intake.review import Review, ReviewRow
from assistant.models import Policy
from assistant.policy.disabled import replace_text
from assistant.policy.document import FRONT_MATTER, read_policy

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
            id=meta.id,
            file=name,
            title=meta.title,
            uploaded_by=who,
            uploaded_at=now(),
            rows=tuple(
                ReviewRow(
                    draft=row,
                    state="approved" if row.reviewed else "open",
                    author=NOBODY if row.reviewed else who,
                    approved_by=NOBODY if row.reviewed else None,
                )
                for row in merged.rows
            ),
            doubts=merged.doubts,
            omissions=tuple(f"{one.reason}：{one.text[:80]}" for one in merged.omissions),
        )
        if self._has(meta.id):
            if (earlier := self._read(meta.id)).stage != "published":
                raise Conflict(f"“{meta.title}”已由{earlier.uploaded_by}提交，正在审核；要重新提交的，请先撤回。")
            shutil.rmtree(self.folder / meta.id)
        (kept / TEXT).write_text(merged.file_text, encoding="utf-8", newline="\n")
        (kept / STATE).write_text(_dump(review), encoding="utf-8")
        os.rename(kept, self.folder / meta.id)
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


def _dump(review: Review) -> str:
    return json.dumps(review.model_dump(mode="json"), ensure_ascii=False, indent=1)
