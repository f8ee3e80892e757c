"""Bring an index up to date without training anew: what has changed is indexed by itself.

The embedding is that of the last build, so what is new is seen by the pieces that it knows; `python -m index build`
once in a while learns from all.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from assistant.errors import IndexUnavailable
from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import (
    Artifacts,
    EmbeddingName,
    FileDigest,
    Manifest,
    digest_corpus,
    library_versions,
)
from assistant.retrieval.passages import Passage, Passages
from assistant.retrieval.retriever import open_embedding
from assistant.settings import Settings
from assistant.text.tokens import Tokenizer
from index.build import build, digest_files, replace_version, write_segment
from index.coverage import learn_terms
from index.passages import cut_passages

MOST_DELTAS = 8
"""Segments after which all is built anew."""
SHARED = ("passages.json", "owned.json", "vectors.faiss", "lexical", "wholes", "model", "jieba.cache", "places.txt")


def update(corpus: Corpus, index_dir: Path, settings: Settings) -> Artifacts:
    """Index what the version in use lacks; build anew where that can't be done, or too much has gathered."""
    try:
        former = Artifacts.open(index_dir)
        manifest = former.read_manifest()
    except IndexUnavailable:
        return build(corpus, index_dir, settings)
    known = manifest.libraries == library_versions() and manifest.embedding == EmbeddingName.of(settings)
    if not known or len(manifest.deltas) >= MOST_DELTAS or settings.milvus_uri:
        return build(corpus, index_dir, settings)
    return replace_version(index_dir, lambda work: _write(corpus, former, manifest, work, settings))


def _write(corpus: Corpus, former: Artifacts, manifest: Manifest, work: Artifacts, settings: Settings) -> None:
    digests = digest_corpus(corpus.directory)
    for name in (*SHARED, *manifest.deltas):
        _link(former.folder / name, work.folder / name)
    tokenizer = Tokenizer(manifest.words, cache_dir=work.folder)
    wanted = cut_passages(corpus)
    alive = _alive(former, manifest)
    changed = {policy for policy, passages in _by_policy(wanted).items() if alive.get(policy) != passages}
    deltas, replaced = manifest.deltas, {name: set(ids) for name, ids in manifest.replaced.items()}
    files = {name: digest for name, digest in manifest.files.items() if (work.folder / name).exists()}
    if changed:
        name = f"delta-{len(manifest.deltas) + 1}"
        for segment in ("", *manifest.deltas):
            replaced.setdefault(segment, set()).update(changed & alive.keys())
        part = Artifacts(work.folder / name)
        part.folder.mkdir()
        embedding = open_embedding(settings, work, tokenizer)
        write_segment(_only(wanted, changed), tokenizer, part, embedding, first=work)
        deltas = (*manifest.deltas, name)
        files |= {f"{name}/{file}": digest for file, digest in digest_files(part.folder).items()}
    weights = learn_terms(corpus, tokenizer.terms, frozenset())
    work.coverage.write_text(weights.model_dump_json(), encoding="utf-8")
    files["coverage.json"] = FileDigest.of(work.coverage)
    new = manifest.model_copy(
        update={
            "corpus": digests,
            "deltas": deltas,
            "replaced": {segment: tuple(sorted(ids)) for segment, ids in replaced.items() if ids},
            "files": files,
        }
    )
    work.manifest.write_text(new.model_dump_json(indent=1), encoding="utf-8")


def _alive(artifacts: Artifacts, manifest: Manifest) -> dict[str, list[Passage]]:
    """Return the passages of each policy that a search may find."""
    found: dict[str, list[Passage]] = {}
    for segment in ("", *manifest.deltas):
        gone = manifest.replaced.get(segment, ())
        kept = _by_policy(Artifacts(artifacts.folder / segment).read_passages())
        found |= {policy: passages for policy, passages in kept.items() if policy not in gone}
    return found


def _by_policy(passages: Passages) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for passage in passages.passages:
        found.setdefault(passage.policy, []).append(passage)
    return found


def _only(passages: Passages, policies: set[str]) -> Passages:
    return Passages(
        passages=tuple(p for p in passages.passages if p.policy in policies),
        wholes=tuple(p for p in passages.wholes if p.policy in policies),
    )


def _link(source: Path, target: Path) -> None:
    """Share files that never change; copy them where the file system can't."""
    if source.is_dir():
        target.mkdir()
        for inside in source.iterdir():
            _link(inside, target / inside.name)
    elif source.exists():
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)
