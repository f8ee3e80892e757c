"""What a built index is made of on disk: the one description that the build writes by and the assistant reads by.

<index folder>/
  current            name of the version in use; replaced in one step, so a killed build changes nothing
  <version>/
    manifest.json    what it was built from and with, and the size and digest of each file
    passages.jsonl   the passages, one a line, in the order of the vectors and of the passage index
    wholes.jsonl     the whole texts, one a place
    places/          which place each passage leads to: what a search reads of the passages
    vectors.faiss    one vector a passage, inner product
    lexical/         the lexical index of the passages: scores in the form of bm25s, or for many what proposes
    wholes/          the same of the whole texts
    coverage.json    which terms speak for a question's being covered
    model/           the trained embedding (built-in model only)
    jieba.cache      jieba's dictionary, so that no start builds it anew
    places.txt       the places in it, for the same reason
    delta-<n>/       passages, vectors and lexical indexes of what an update added
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError

from assistant.errors import IndexUnavailable, UsageError
from assistant.models import Model
from assistant.policy.corpus import Corpus, corpus_files
from assistant.policy.pending import place_of
from assistant.retrieval.passages import Passage, Passages
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.retrieval.places import Owned

FORMAT = 5
BUILTIN = "static"
POINTER = "current"
REMEDY = "请运行 python -m index build"

# Corpus files that the index does not depend on: a new phone number needs no new index.
NOT_INDEXED = frozenset({"messages.yaml", "contacts.yaml"})

# A query must be cut and scored by the versions that the index was built with.
LIBRARIES = ("jieba", "opencc-python-reimplemented", "bm25s", "faiss-cpu", "tantivy", "tokenizers")


class FileDigest(Model):
    """Size in bytes and sha256 of one file."""

    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> FileDigest:
        """Return those of a file as it is."""
        return digest_file(path)


class EmbeddingName(Model):
    """Which model the vectors are from, whether an endpoint serves it, what was said before queries and passages."""

    model: str = BUILTIN
    query_prompt: str | None = None
    passage_prompt: str | None = None
    served: bool = False

    @classmethod
    def of(cls, settings: Settings) -> EmbeddingName:
        """Return what the settings name; the built-in model knows no prompts.

        Raise `UsageError` for an endpoint without the name of its model. Where it is served is no part of it: the
        vectors of one model are the same from every address.
        """
        if settings.embedding_url and not settings.embedding_model:
            raise UsageError("环境变量 HUIQI_EMBEDDING_MODEL：设置了 HUIQI_EMBEDDING_URL 的，须写明模型名称")
        if not settings.embedding_model:
            return cls()
        prompts: dict[str, str | None] = {
            "query_prompt": settings.query_prompt,
            "passage_prompt": settings.passage_prompt,
        }
        return cls(model=settings.embedding_model, served=bool(settings.embedding_url), **prompts)


class Manifest(Model):
    """What an index was built from and with.

    `deltas` are the folders of later segments, and by segment (the first is "") the policies `replaced` in later ones.
    """

    format: int
    embedding: EmbeddingName
    dimensions: int
    corpus: dict[str, str]
    words: tuple[str, ...]
    settings: dict[str, int | float | str]
    libraries: dict[str, str]
    deltas: tuple[str, ...] = ()
    replaced: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    files: dict[str, FileDigest]


@dataclass(frozen=True, slots=True)
class Artifacts:
    """The files of one version of the index."""

    folder: Path

    @property
    def manifest(self) -> Path:
        return self.folder / "manifest.json"

    @property
    def passages(self) -> Path:
        return self.folder / "passages.jsonl"

    @property
    def whole_texts(self) -> Path:
        return self.folder / "wholes.jsonl"

    @property
    def places(self) -> Path:
        return self.folder / "places"

    @property
    def vectors(self) -> Path:
        return self.folder / "vectors.faiss"

    @property
    def lexical(self) -> Path:
        return self.folder / "lexical"

    @property
    def wholes(self) -> Path:
        return self.folder / "wholes"

    @property
    def coverage(self) -> Path:
        return self.folder / "coverage.json"

    @property
    def model(self) -> Path:
        return self.folder / "model"

    @classmethod
    def open(cls, index_dir: Path) -> Artifacts:
        """Return the version in use; raise `IndexUnavailable` when there is none."""
        try:
            name = (index_dir / POINTER).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise IndexUnavailable(f"索引尚未建立（{index_dir}）。{REMEDY}。") from error
        artifacts = cls(index_dir / name)
        if not name or not artifacts.manifest.is_file():
            raise IndexUnavailable(f"索引已损坏：{index_dir / name} 中缺少 manifest.json。{REMEDY}。")
        return artifacts

    def read_manifest(self) -> Manifest:
        """Read the manifest; raise `IndexUnavailable` when it can't be read or has another format."""
        try:
            data = json.loads(self.manifest.read_text(encoding="utf-8"))
            if isinstance(data, dict) and data.get("format") != FORMAT:
                raise IndexUnavailable(f"索引格式已更新，原有索引不能再用。{REMEDY}。")
            return Manifest.model_validate_json(json.dumps(data))
        except (OSError, ValueError, ValidationError) as error:
            raise IndexUnavailable(f"索引已损坏：manifest.json 无法读取。{REMEDY}。") from error

    def read_passages(self) -> Passages:
        """Read the passages and the whole texts."""
        try:
            return Passages(passages=tuple(read_texts(self.passages)), wholes=tuple(read_texts(self.whole_texts)))
        except (OSError, ValidationError) as error:
            raise IndexUnavailable(f"索引已损坏：段落无法读取（{self.folder.name}）。{REMEDY}。") from error

    def read_owned(self) -> Owned:
        """Read which place each passage leads to."""
        from assistant.retrieval.places import Owned  # numpy, only where something is searched

        try:
            return Owned.open(self.places)
        except (OSError, ValueError) as error:
            raise IndexUnavailable(f"索引已损坏：places 无法读取。{REMEDY}。") from error

    def check(self, manifest: Manifest, corpus: Corpus, settings: Settings, *, thorough: bool = False) -> None:
        """Raise `IndexUnavailable` if the index is stale or damaged; `thorough` compares the digest of every file."""
        built, wanted = manifest.embedding, EmbeddingName.of(settings)
        if built.model != wanted.model:
            raise IndexUnavailable(f"索引是用向量模型 {built.model} 建立的，现设置为 {wanted.model}。{REMEDY}。")
        if built != wanted:
            raise IndexUnavailable(f"索引建立后，向量模型 {built.model} 的提示语或提供方式有变动。{REMEDY}。")
        if changed := _changed(manifest.corpus, digest_corpus(corpus.directory), corpus):
            raise IndexUnavailable(f"索引已过期，以下文件在建立索引后有变动：{'、'.join(changed)}。{REMEDY}。")
        if changed := _differing(manifest.libraries, library_versions()):
            raise IndexUnavailable(f"索引已过期，以下程序库的版本有变动：{'、'.join(changed)}。{REMEDY}。")
        if damaged := sorted(n for n, d in manifest.files.items() if not _intact(self.folder / n, d, thorough)):
            raise IndexUnavailable(f"索引已损坏：{'、'.join(damaged)}。{REMEDY}。")


def read_texts(path: Path) -> Iterator[Passage]:
    """Yield the passages or whole texts of a file."""
    with path.open(encoding="utf-8") as file:
        yield from map(Passage.model_validate_json, file)


def digest_corpus(directory: Path) -> dict[str, str]:
    """Return the sha256 of every corpus file that the index is built from, by its path inside the corpus."""
    paths = (path for path in corpus_files(directory) if path.name not in NOT_INDEXED)
    return {place_of(directory, path): digest_file(path).sha256 for path in paths}


def digest_file(path: Path) -> FileDigest:
    """Return the size and digest of a file."""
    with path.open("rb") as file:
        return FileDigest(size=path.stat().st_size, sha256=hashlib.file_digest(file, "sha256").hexdigest())


def library_versions() -> dict[str, str]:
    """Return the installed version of every library that the index depends on."""
    return {name: version(name) for name in LIBRARIES}


def _changed(indexed: dict[str, str], present: dict[str, str], corpus: Corpus) -> list[str]:
    """Return the files that the index does not have as they are; it may have more policies than are in use."""
    used = {Path(policy.file).stem for policy in corpus.policies}
    gone = {name for name in indexed if name not in present and "/" in name and Path(name).stem not in used}
    return _differing({name: digest for name, digest in indexed.items() if name not in gone}, present)


def _differing(left: dict[str, str], right: dict[str, str]) -> list[str]:
    return sorted(key for key in left.keys() | right.keys() if left.get(key) != right.get(key))


def _intact(path: Path, expected: FileDigest, thorough: bool) -> bool:
    if not path.is_file() or path.stat().st_size != expected.size:
        return False
    return not thorough or digest_file(path) == expected
