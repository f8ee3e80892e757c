"""A large segment finds what a small one does, with the same scores, and forgets what a later one replaces."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.embedding import Vectors, unit
from assistant.retrieval.passages import Passage
from assistant.retrieval.segments import SegmentStore, open_segment
from assistant.retrieval.shortlist import LargeSegment
from assistant.retrieval.store import Found, Sought
from assistant.text.tokens import Tokenizer
from benchmarks.clauses import make_clauses
from index.segments import write_segment

MADE = 1_500


class Hashed:
    """Counts the characters of a text by their numbers."""

    name = "hashed"

    def encode_queries(self, texts: list[str]) -> Vectors:
        counts = np.zeros((len(texts), 32), np.float32)
        for row, text in enumerate(texts):
            np.add.at(counts[row], [ord(character) % 32 for character in text], 1)
        return unit(counts)

    encode_passages = encode_queries


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    return Tokenizer(cache_dir=tmp_path_factory.mktemp("jieba"))


@pytest.fixture(scope="module")
def folders(tokenizer: Tokenizer, tmp_path_factory: pytest.TempPathFactory) -> tuple[Artifacts, Artifacts]:
    """The same passages, two a place, as a small and as a large segment."""
    made = list(make_clauses(MADE))
    wholes = [Passage(policy=m.policy, clause=m.label, kind="clause", text=m.text) for m in made]
    halves = [p.model_copy(update={"text": part}) for p in wholes for part in (p.text[:60], p.text[40:])]
    found = []
    for large in (len(halves), 0):
        found.append(Artifacts(tmp_path_factory.mktemp("segment")))
        write_segment(halves, wholes, tokenizer, found[-1], Hashed(), large=large)
    return found[0], found[1]


def seek(tokenizer: Tokenizer, text: str) -> Sought:
    return Sought(Hashed().encode_queries([text])[0], tokenizer.weigh(text))


def rank(found: Found) -> list[tuple[tuple[str, str], float]]:
    scores = found.scores
    mean = 0.1 * scores.dense + 0.4 * scores.passage + 0.5 * scores.whole
    best = np.argsort(-mean, kind="stable")[:10]
    return [(found.places[i], float(mean[i])) for i in best]


def compare(one: Found, other: Found) -> float:
    """Return how much of the ten best of one the other finds; their scores are the same."""
    exact, near = rank(one), rank(other)
    assert [score for _, score in near[:3]] == pytest.approx([score for _, score in exact[:3]], abs=2e-3)
    lowest = exact[-1][1] - 1e-4
    return sum(score >= lowest for _, score in near) / len(exact)


def test_both_find_the_same_with_the_same_scores(folders: tuple[Artifacts, Artifacts], tokenizer: Tokenizer) -> None:
    small, large = (SegmentStore.open(folder) for folder in folders)
    assert small.size == large.size == MADE
    recalls = []
    for made in list(make_clauses(MADE))[::30]:
        sought = seek(tokenizer, made.question)
        found = large.search(sought)
        assert len(found.places) < MADE
        recalls.append(compare(small.search(sought), found))
    assert np.mean(recalls) >= 0.98


def test_what_is_replaced_is_gone_from_either_and_counts_no_more(
    folders: tuple[Artifacts, Artifacts], tokenizer: Tokenizer
) -> None:
    gone = {f"notice-{number}" for number in range(0, 40, 2)}
    small, large = (open_segment(folder, gone) for folder in folders)
    assert isinstance(large, LargeSegment)
    assert small.size == large.size < MADE and small.texts == large.texts
    for made in list(make_clauses(MADE))[::50]:
        sought = seek(tokenizer, made.question)
        assert [small.frequency(term) for term in sought.terms] == [large.frequency(term) for term in sought.terms]
        one, other = (SegmentStore([segment]).search(sought) for segment in (small, large))
        assert not gone & {policy for policy, _ in other.places}
        assert compare(one, other) >= 0.9


@pytest.mark.parametrize("few", [0, MADE])
def test_policies_are_all_that_is_searched(
    folders: tuple[Artifacts, Artifacts], tokenizer: Tokenizer, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.retrieval.shortlist.FEW", few)
    small, large = (SegmentStore.open(folder) for folder in folders)
    wanted = {"notice-3", "notice-17", "notice-99", "of another corpus"}
    for made in list(make_clauses(MADE))[::100]:
        sought = seek(tokenizer, made.question)
        one, other = (store.search(sought, wanted) for store in (small, large))
        assert {policy for policy, _ in other.places} <= wanted
        assert compare(one, other) >= 0.9
    assert not large.search(seek(tokenizer, "怎么奖励"), set()).places


def test_a_question_without_known_terms_is_near_to_nothing(
    folders: tuple[Artifacts, Artifacts], tokenizer: Tokenizer
) -> None:
    for text in ("", "？", "ζ"):
        found = SegmentStore.open(folders[1]).search(seek(tokenizer, text))
        assert not found.scores.passage.any() and not found.scores.whole.any()


def test_a_folder_that_may_not_be_written_to_is_served(folders: tuple[Artifacts, Artifacts]) -> None:
    names = {path.name for path in (folders[1].lexical / "tantivy").iterdir()}
    open_segment(folders[1])
    assert {path.name for path in (folders[1].lexical / "tantivy").iterdir()} == names
    assert not any(name.endswith(".lock") for name in names), os.fspath(Path(folders[1].lexical))
