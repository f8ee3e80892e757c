"""Build the index beside the old one and switch over in one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import UsageError
from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import (
    FORMAT,
    POINTER,
    Artifacts,
    EmbeddingName,
    FileDigest,
    Manifest,
    digest_corpus,
    digest_file,
    library_versions,
)
from assistant.retrieval.passages import Passages
from assistant.retrieval.retriever import open_embedding
from assistant.settings import Settings
from assistant.text.tokens import Tokenizer
from index.coverage import learn_terms
from index.milvus import write_milvus
from index.passages import cut_passages, pair_examples
from index.segments import write_segment
from index.train import TRAINING, Training, train

BUILDING = ".building-"


def build(
    corpus: Corpus, index_dir: Path, settings: Settings | None = None, training: Training = TRAINING
) -> Artifacts:
    """Build a version of the index and make it the one in use; until then the old one stays as it is."""
    index_dir.mkdir(parents=True, exist_ok=True)
    settings = settings or Settings()

    def write(work: Artifacts) -> None:
        write_artifacts(corpus, work, settings, training)
        if settings.milvus_uri:
            write_milvus(work, Tokenizer(corpus.lexicon.words, cache_dir=work.folder), settings)

    return replace_version(index_dir, write)


def replace_version(index_dir: Path, write: Callable[[Artifacts], None]) -> Artifacts:
    """Have a version written beside the one in use, and go over to it."""
    try:
        with FileLock(index_dir / ".lock", timeout=0):
            for leftover in index_dir.glob(f"{BUILDING}*"):
                shutil.rmtree(leftover)
            work = Artifacts(index_dir / f"{BUILDING}{os.getpid()}")
            work.folder.mkdir()
            write(work)
            return _publish(work, index_dir)
    except Timeout as error:
        raise UsageError(f"另一个进程正在建立索引（{index_dir}），请稍后再试。") from error


def write_artifacts(
    corpus: Corpus,
    artifacts: Artifacts,
    settings: Settings,
    training: Training = TRAINING,
    held_out: frozenset[str] = frozenset(),
) -> None:
    """Write all files of a version, the manifest last; questions in `held_out` are not trained on."""
    # Digests come first: a corpus edited during the build then shows as stale.
    corpus_digests = digest_corpus(corpus.directory)
    tokenizer = Tokenizer(corpus.lexicon.words, cache_dir=artifacts.folder)
    if settings.embedding_model is None:
        train(pair_examples(corpus, held_out), tokenizer, artifacts.model, training)
    dimensions = write_index(cut_passages(corpus), tokenizer, artifacts, settings)
    weights = learn_terms(corpus, tokenizer.terms, held_out)
    artifacts.coverage.write_text(weights.model_dump_json(), encoding="utf-8")
    manifest = Manifest(
        format=FORMAT,
        embedding=EmbeddingName.of(settings),
        dimensions=dimensions,
        corpus=corpus_digests,
        words=corpus.lexicon.words,
        settings={} if settings.embedding_model else training.describe(),
        libraries=library_versions(),
        files=digest_files(artifacts.folder),
    )
    artifacts.manifest.write_text(manifest.model_dump_json(indent=1), encoding="utf-8")


def write_index(passages: Passages, tokenizer: Tokenizer, artifacts: Artifacts, settings: Settings) -> int:
    """Write passages, vectors and lexical indexes of any corpus, its model being there; return a vector's length."""
    embedding = open_embedding(settings, artifacts, tokenizer)
    return write_segment(passages.passages, passages.wholes, tokenizer, artifacts, embedding)


def digest_files(folder: Path) -> dict[str, FileDigest]:
    """Return the digest of every file of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): digest_file(path) for path in files}


def _publish(work: Artifacts, index_dir: Path) -> Artifacts:
    """Name the finished version, point to it, and drop all others but the one that may still be being read.

    Who serves it need not be who built it, while the libraries write some files for their owner alone.
    """
    for path in work.folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    version = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}"
    pointer = index_dir / POINTER
    previous = pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""
    published = Artifacts(work.folder.rename(index_dir / version))
    draft = index_dir / f"{POINTER}.new"
    with draft.open("w", encoding="utf-8") as file:
        file.write(version)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(pointer)
    for folder in index_dir.iterdir():
        if folder.is_dir() and folder.name not in (version, previous):
            with suppress(FileNotFoundError):
                shutil.rmtree(folder)
    return published
