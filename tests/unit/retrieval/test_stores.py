"""All stores, by the same suite: the same clauses first, the same scores, filters, what is added and taken away.

Files as a small segment, files as a large one, and Milvus.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.engine import Engine
from assistant.retrieval.fusion import Fusion
from assistant.retrieval.retriever import open_embedding
from assistant.retrieval.segments import SegmentStore, open_segment
from assistant.retrieval.store import Place, Store
from assistant.settings import Settings
from assistant.text.tokens import Tokenizer
from index.segments import write_segment

pytest.importorskip("milvus_lite")

QUESTIONS = (
    "省级企业技术中心奖励多少", "绿色工厂有奖励吗", "设备更新补多少", "充电桩怎么补贴", "专精特新企业给多少钱",
    "单项冠军企业", "人才公寓怎么配租", "节能诊断服务", "贷款贴息", "电费补贴", "上市奖励", "谁负责解释",
)  # fmt: skip
FUZHOU = "fuzhou-2022-955"


class Kept(NamedTuple):
    """A store over the corpus, how to have one without a policy, and how to have that policy back."""

    store: Store
    without: Callable[[str], Store]
    again: Callable[[str], Store]


@pytest.fixture(scope="module")
def parts(many_index: Path, many_corpus: Corpus) -> tuple[Artifacts, Tokenizer]:
    artifacts = Artifacts.open(many_index)
    return artifacts, Tokenizer(artifacts.read_manifest().words, cache_dir=artifacts.folder)


@pytest.fixture(scope="module")
def files(parts: tuple[Artifacts, Tokenizer], tmp_path_factory: pytest.TempPathFactory) -> Kept:
    artifacts, tokenizer = parts

    def again(policy: str) -> Store:
        kept = artifacts.read_passages()
        passages, wholes = ([p for p in part if p.policy == policy] for part in (kept.passages, kept.wholes))
        delta = Artifacts(tmp_path_factory.mktemp("delta"))
        embedding = open_embedding(Settings(), artifacts, tokenizer)
        write_segment(passages, wholes, tokenizer, delta, embedding, first=artifacts)
        return SegmentStore([open_segment(artifacts, {policy}), open_segment(delta)])

    return Kept(SegmentStore.open(artifacts), lambda policy: SegmentStore([open_segment(artifacts, {policy})]), again)


@pytest.fixture(scope="module")
def large(parts: tuple[Artifacts, Tokenizer], tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The same passages as a segment of which a search sees the nearest only; what comes back is a small one."""
    artifacts, tokenizer = parts
    kept, embedding = artifacts.read_passages(), open_embedding(Settings(), artifacts, tokenizer)
    first = Artifacts(tmp_path_factory.mktemp("large"))
    write_segment(kept.passages, kept.wholes, tokenizer, first, embedding, large=0)

    def again(policy: str) -> Store:
        passages, wholes = ([p for p in part if p.policy == policy] for part in (kept.passages, kept.wholes))
        delta = Artifacts(tmp_path_factory.mktemp("delta"))
        write_segment(passages, wholes, tokenizer, delta, embedding, first=first)
        return SegmentStore([open_segment(first, {policy}), open_segment(delta)])

    return Kept(SegmentStore.open(first), lambda policy: SegmentStore([open_segment(first, {policy})]), again)


@pytest.fixture(scope="module")
def milvus(parts: tuple[Artifacts, Tokenizer], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    from assistant.retrieval.milvus.connection import connect
    from assistant.retrieval.milvus.store import MilvusStore
    from index.milvus import read_rows

    artifacts, tokenizer = parts
    rows = read_rows(artifacts, tokenizer)
    client = connect(Settings(milvus_uri=str(tmp_path_factory.mktemp("milvus") / "lite.db")))
    store = MilvusStore(client, "huiqi")
    store.rebuild(rows)

    def without(policy: str) -> Store:
        store.delete([policy])
        return store

    def again(policy: str) -> Store:
        without(policy)
        own = [row for row in rows if row.policy == policy]
        assert store.upsert(own) == len({row.key for row in own})
        assert store.upsert(rows) == 0, "what is there already is not written again"
        return store

    yield Kept(store, without, again)
    client.close()


@pytest.fixture(scope="module", params=["files", "large", "milvus"])
def kept(request: pytest.FixtureRequest) -> Kept:
    found: Kept = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def rank(parts: tuple[Artifacts, Tokenizer]) -> Callable[..., list[tuple[Place, float]]]:
    artifacts, tokenizer = parts
    embedding = open_embedding(Settings(), artifacts, tokenizer)
    fusion = Fusion.of(Settings())

    def search(store: Store, text: str, policies: Sequence[str] | None = None) -> list[tuple[Place, float]]:
        found = Engine(tokenizer, embedding, store).search(text, policies)
        mean = fusion.mean(found.scores)
        order = np.argsort(-mean, kind="stable")
        return [(found.places[i], float(mean[i])) for i in order]

    return search


def test_all_put_the_same_first_with_the_same_scores(
    files: Kept, kept: Kept, rank: Callable[..., list[tuple[Place, float]]]
) -> None:
    for question in QUESTIONS:
        one, other = rank(files.store, question)[:5], rank(kept.store, question)[:5]
        assert [score for _, score in one] == pytest.approx([score for _, score in other], abs=1e-4)
        assert {place for place, score in one if score > one[-1][1] + 1e-4} <= {place for place, _ in other}


def test_written_questions_find_their_clause_in_each(
    files: Kept, large: Kept, milvus: Kept, rank: Callable[..., list[tuple[Place, float]]], many_corpus: Corpus
) -> None:
    asked = [(q, (own.policy, label)) for own in many_corpus.questions for label, qs in own.clauses.items() for q in qs]
    asked = asked[::40]
    recall = [
        sum(place in [found for found, _ in rank(one.store, q)[:5]] for q, place in asked) / len(asked)
        for one in (files, large, milvus)
    ]
    assert recall[0] > 0.9 and max(recall) - min(recall) <= 0.01


def test_filters_leave_only_what_they_name(kept: Kept, rank: Callable[..., list[tuple[Place, float]]]) -> None:
    for policy in (FUZHOU, "ningde-2023-990"):
        found = rank(kept.store, "省级企业技术中心奖励多少", [policy])
        assert found and {place[0] for place, _ in found} == {policy}
    assert rank(kept.store, "省级企业技术中心奖励多少", []) == []
    assert rank(kept.store, "", [FUZHOU]) is not None


def test_what_is_taken_away_is_not_found_and_what_comes_back_is(
    kept: Kept, rank: Callable[..., list[tuple[Place, float]]]
) -> None:
    question = "人才公寓怎么配租"
    before = rank(kept.store, question)[0]
    assert before[0][0] == FUZHOU
    size = kept.store.size
    less = kept.without(FUZHOU)
    assert FUZHOU not in {place[0] for place, _ in rank(less, question)} and less.size < size
    back = kept.again(FUZHOU)
    assert back.size == size
    place, score = rank(back, question)[0]
    assert place == before[0] and score == pytest.approx(before[1], abs=0.03)


def test_a_rebuilt_collection_takes_the_place_of_the_old(
    milvus: Kept, parts: tuple[Artifacts, Tokenizer], rank: Callable[..., list[tuple[Place, float]]]
) -> None:
    from assistant.retrieval.milvus.store import MilvusStore
    from index.milvus import read_rows

    store = milvus.store
    assert isinstance(store, MilvusStore)
    former = store._collection()
    store.rebuild([row for row in read_rows(*parts) if row.policy != FUZHOU])
    assert store._collection() != former and not store._client.has_collection(former)
    assert FUZHOU not in {place[0] for place, _ in rank(store, "人才公寓怎么配租")}
