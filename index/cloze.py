"""Train the embedding for a collection that nobody has written questions for, from its own text.

Inverse cloze (Lee et al. 2019): a part of a sentence is asked for, and the passage that it comes from, as often without
it as with it, is what answers it; the other passages of the batch do not. Pieces are left out of both at random.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from tqdm import tqdm

from assistant.retrieval.embedding import Vectors
from assistant.text.tokens import Tokenizer
from index.descent import Adam, Ids, embed, softmax, stack, trace_back
from index.train import build_vocabulary, draw_vectors, weigh_pieces

PART_END = re.compile(r"(?<=[。；，：！？!?;,\n])|(?<=\S) ")
SHORTEST = 4  # pieces of a part that is asked for

Pair = tuple[Ids, Ids]


@dataclass(frozen=True, slots=True)
class Cloze:
    """How the vectors are trained; see benchmarks/README.md for what was tried."""

    dimensions: int = 256
    batches: int = 500  # small collections are gone through more often
    batch_size: int = 512
    learning_rate: float = 0.01  # falls to nothing over the batches
    scale: float = 10.0
    initial_spread: float = 0.0625
    dropped: float = 0.3  # share of the pieces of every text that are left out, others in every round
    longest: int = 64  # pieces of a passage that are kept at most, others in every round
    kept: float = 0.5  # share of the examples whose passage still holds what is asked for
    rarest: int = 2  # passages that a piece must stand in
    seed: int = 20210722

    def describe(self) -> dict[str, int | float | str]:
        """Return the settings by name, for the manifest."""
        return asdict(self)


CLOZE = Cloze()


def learn(texts: Sequence[str], tokenizer: Tokenizer, folder: Path, cloze: Cloze = CLOZE) -> None:
    """Train on passages and save the model, in the form of sentence-transformers, to `folder`."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    cut = cache(tokenizer.pieces)  # passages overlap and share their titles
    parts = [[cut(part) for part in PART_END.split(text)] for text in texts]
    weights = weigh_pieces(([piece for part in one for piece in part] for one in parts), cloze.rarest)
    numbers = {piece: i for i, piece in enumerate(weights)}
    number = cache(lambda part: np.array([numbers[piece] for piece in part if piece in numbers], dtype=np.int64))
    passages = [[number(part) for part in one] for one in parts]
    vectors = draw_vectors(tuple(weights.values()), cloze.dimensions, cloze.initial_spread, cloze.seed)
    descend(vectors, [one for one in passages if any(len(part) >= SHORTEST for part in one)], cloze)
    module = StaticEmbedding(build_vocabulary(tuple(weights)), embedding_weights=vectors)
    SentenceTransformer(modules=[module], device="cpu").save(str(folder), create_model_card=False)


def descend(vectors: Vectors, passages: Sequence[Sequence[Ids]], cloze: Cloze) -> None:
    """Move the vectors, in place: multiple negatives ranking, in both directions."""
    adam = Adam(vectors)
    rng = np.random.default_rng(cloze.seed)
    drawn = _draw_batches(passages, cloze, rng)
    for i, pairs in enumerate(
        tqdm(drawn, total=cloze.batches, desc="训练向量模型", unit="批", leave=False, disable=None)
    ):
        texts, pieces = stack([text for side in zip(*pairs, strict=True) for text in side])
        _, gradient = rank(texts, vectors[pieces], cloze.scale)
        adam.step(pieces, gradient, cloze.learning_rate * (1 - i / cloze.batches))


def rank(texts: csr_matrix, vectors: Vectors, scale: float) -> tuple[float, Vectors]:
    """Return the loss of a batch and its gradient by the vectors, one row a piece.

    `texts` says how much of each text (a row) is which piece (a column): first all that is asked, then, in the same
    order, what answers it.
    """
    units, norms = embed(texts, vectors)
    asked, answers = np.split(units, 2)
    count = len(asked)
    scores = asked @ answers.T
    by_asked, by_answer = (softmax(scores, scale, axis) for axis in (1, 0))
    loss = -(np.log(by_asked.diagonal()).mean() + np.log(by_answer.diagonal()).mean())
    slopes = (by_asked + by_answer - 2 * np.eye(count, dtype=np.float32)) * np.float32(scale / count)
    by_units = np.concatenate([slopes @ answers, slopes.T @ asked])
    return float(loss), trace_back(by_units, texts, units, norms)


def _draw_batches(passages: Sequence[Sequence[Ids]], cloze: Cloze, rng: np.random.Generator) -> Iterator[list[Pair]]:
    """Yield batches of what is asked and what answers it, going through the passages as often as it takes."""
    order: list[int] = []
    for _ in range(cloze.batches if passages else 0):
        if len(order) < min(cloze.batch_size, len(passages)):
            order = rng.permutation(len(passages)).tolist()
        taken, order = order[: cloze.batch_size], order[cloze.batch_size :]
        yield [_draw_pair(passages[i], cloze, rng) for i in taken]


def _draw_pair(parts: Sequence[Ids], cloze: Cloze, rng: np.random.Generator) -> Pair:
    long = [i for i, part in enumerate(parts) if len(part) >= SHORTEST]
    asked = long[int(rng.integers(len(long)))]
    rest = [part for i, part in enumerate(parts) if i != asked and len(part)]
    whole = not rest or rng.random() < cloze.kept
    answer = np.concatenate(parts if whole else rest)
    return _thin(parts[asked], cloze, rng), _thin(answer, cloze, rng)


def _thin(ids: Ids, cloze: Cloze, rng: np.random.Generator) -> Ids:
    share = min(1 - cloze.dropped, cloze.longest / len(ids))
    kept = ids[rng.random(len(ids)) < share]
    return kept if len(kept) else ids
