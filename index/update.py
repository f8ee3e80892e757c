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
from assistant.retrieval.passages import Passages
from assistant.retrieval.retriever import open_embedding
from assistant.retrieval.segments import is_large
from assistant.settings import Settings
from assistant.text.tokens import Tokenizer
from index.build import build, digest_files, replace_version
from index.coverage import learn_terms
from index.passages import cut_passages
from index.segments import digest_policies, write_segment

MOST_DELTAS = 8
"""Segments after which they are gathered into one; beside a small first segment, all is built anew."""
GATHERED = 4
"""What is gathered is at most this part of the policies of the first segment; beyond, all is built anew."""
SHARED = (
    *("passages.jsonl", "wholes.jsonl", "places", "vectors.faiss", "lexical", "wholes"),
    *("model", "jieba.cache", "places.txt"),
)


def update(corpus: Corpus, index_dir: Path, settings: Settings) -> Artifacts:
    """Index what the version in use lacks; build anew where that can't be done, or too much has gathered."""
    try:
        former = Artifacts.open(index_dir)
        manifest = former.read_manifest()
    except IndexUnavailable:
        return build(corpus, index_dir, settings)
    known = manifest.libraries == library_versions() and manifest.embedding == EmbeddingName.of(settings)
    if not known or settings.milvus_uri:
        return build(corpus, index_dir, settings)
    if len(manifest.deltas) >= MOST_DELTAS:
        first, *later = (_digests(former, segment) for segment in ("", *manifest.deltas))
        if not is_large(former) or sum(map(len, later)) * GATHERED > len(first):
            return build(corpus, index_dir, settings)
        manifest = manifest.model_copy(update={"deltas": (), "replaced": {}})
    return replace_version(index_dir, lambda work: _write(corpus, former, manifest, work, settings))


def _write(corpus: Corpus, former: Artifacts, manifest: Manifest, work: Artifacts, settings: Settings) -> None:
    digests = digest_corpus(corpus.directory)
    for name in (*SHARED, *manifest.deltas):
        _link(former.folder / name, work.folder / name)
    tokenizer = Tokenizer(manifest.words, cache_dir=work.folder)
    wanted = cut_passages(corpus)
    alive = _alive(former, manifest)
    digests_now = digest_policies(wanted.passages, wanted.wholes)
    changed = {policy for policy, digest in digests_now.items() if alive.get(policy) != digest}
    deltas, replaced = manifest.deltas, {name: set(ids) for name, ids in manifest.replaced.items()}
    files = {name: digest for name, digest in manifest.files.items() if (work.folder / name).exists()}
    if changed:
        name = f"delta-{len(manifest.deltas) + 1}"
        for segment in ("", *manifest.deltas):
            replaced.setdefault(segment, set()).update(changed & alive.keys())
        part = Artifacts(work.folder / name)
        part.folder.mkdir()
        embedding = open_embedding(settings, work, tokenizer)
        only = _only(wanted, changed)
        write_segment(only.passages, only.wholes, tokenizer, part, embedding, first=work)
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


def _alive(artifacts: Artifacts, manifest: Manifest) -> dict[str, str]:
    """Return the digest of each policy that a search may find."""
    found: dict[str, str] = {}
    for segment in ("", *manifest.deltas):
        gone = manifest.replaced.get(segment, ())
        found |= {policy: digest for policy, digest in _digests(artifacts, segment).items() if policy not in gone}
    return found


def _digests(artifacts: Artifacts, segment: str) -> dict[str, str]:
    return Artifacts(artifacts.folder / segment).read_owned().places.names.by_policy()


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
