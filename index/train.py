"""Train the built-in embedding: static vectors of characters and words, the same ones every time.

Loss: multiple negatives ranking (Henderson et al. 2017); of a question, the clauses that the batch's other questions
are about are the negatives, and so are some questions that no clause covers. Several models are trained from several
random beginnings and their vectors laid end to end, so that a score is about the mean of theirs: what one of them gets
wrong by chance the others outvote, and an edit of the corpus changes little else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from math import log1p
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits
from tokenizers import Tokenizer as Vocabulary
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit
from tqdm import tqdm

from assistant.retrieval.embedding import Vectors
from assistant.text.tokens import Tokenizer
from index.descent import Adam, Ids, embed, softmax, stack, trace_back
from index.passages import Examples

UNKNOWN = "[UNK]"


@dataclass(frozen=True, slots=True)
class Training:
    """How the vectors are trained; the values are those that did best in cross-validation (see index/README.md)."""

    models: int = 5
    dimensions: int = 256  # of each model
    epochs: int = 4
    batch_size: int = 64
    negatives: int = 64  # uncovered questions a batch
    learning_rate: float = 0.02  # falls to nothing over the batches
    scale: float = 10.0
    initial_spread: float = 0.1
    seed: int = 20210722

    def describe(self) -> dict[str, int | float | str]:
        """Return the settings by name, for the manifest."""
        return asdict(self)


TRAINING = Training()


@dataclass(frozen=True, slots=True)
class Numbered:
    """Examples as numbers of pieces, each text of at least one; `right` says which answer each question has."""

    asked: tuple[Ids, ...]
    answers: tuple[Ids, ...]
    right: Ids
    uncovered: tuple[Ids, ...]

    @classmethod
    def of(cls, examples: Examples, number: Callable[[str], Ids]) -> Numbered:
        """Number the pieces of the texts; pairs and questions without any are left out."""
        pairs = [(asked, answer) for asked, answer in examples.pairs if len(number(asked)) and len(number(answer))]
        rows = {answer: i for i, answer in enumerate(dict.fromkeys(answer for _, answer in pairs))}
        return cls(
            asked=tuple(number(asked) for asked, _ in pairs),
            answers=tuple(map(number, rows)),
            right=np.array([rows[answer] for _, answer in pairs], dtype=np.int64),
            uncovered=tuple(ids for ids in map(number, examples.uncovered) if len(ids)),
        )


def train(examples: Examples, tokenizer: Tokenizer, folder: Path, training: Training = TRAINING) -> None:
    """Train on `examples` and save the model, in the form of sentence-transformers, to `folder`."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    cut = cache(tokenizer.pieces)
    texts = (*(text for pair in examples.pairs for text in pair), *examples.uncovered)
    weights = weigh_pieces(map(cut, texts))
    numbers = {piece: i for i, piece in enumerate(weights)}
    number = cache(lambda text: np.array([numbers[piece] for piece in cut(text)], dtype=np.int64))
    numbered = Numbered.of(examples, number)
    blocks = []
    for i in range(training.models):
        seed = training.seed + i
        blocks.append(draw_vectors(tuple(weights.values()), training.dimensions, training.initial_spread, seed))
        # The matrices are small: waiting for a second thread costs five times the work.
        with threadpool_limits(1):
            descend(blocks[-1], numbered, training, seed, f"训练向量模型 {i + 1}/{training.models}")
    module = StaticEmbedding(build_vocabulary(tuple(weights)), embedding_weights=np.concatenate(blocks, axis=1))
    SentenceTransformer(modules=[module], device="cpu").save(str(folder), create_model_card=False)


def descend(vectors: Vectors, examples: Numbered, training: Training, seed: int, label: str) -> None:
    """Move the vectors, in place, going through the examples in another order each time."""
    adam = Adam(vectors)
    rng = np.random.default_rng(seed)
    size = training.batch_size
    batches = [
        order[start : start + size]
        for order in (rng.permutation(len(examples.asked)) for _ in range(training.epochs))
        for start in range(0, len(order), size)
    ]
    for i, taken in enumerate(tqdm(batches, desc=label, unit="批", leave=False, disable=None)):
        count = min(training.negatives, len(examples.uncovered))
        drawn = rng.choice(len(examples.uncovered), count, replace=False) if count else ()
        shown, right = np.unique(examples.right[taken], return_inverse=True)
        asked = [examples.asked[k] for k in taken]
        offered = [*(examples.answers[k] for k in shown), *(examples.uncovered[k] for k in drawn)]
        texts, pieces = stack([*asked, *offered])
        slopes = np.zeros_like(vectors)  # moving the others on by their moments does better than letting them stand
        _, slopes[pieces] = rank(texts, vectors[pieces], right, training.scale)
        adam.step(slice(None), slopes, training.learning_rate * (1 - i / len(batches)))


def rank(texts: csr_matrix, vectors: Vectors, right: Ids, scale: float) -> tuple[float, Vectors]:
    """Return the loss of a batch and its gradient by the vectors, one row a piece.

    `texts` says how much of each text (a row) is which piece (a column): first the questions, then all that is offered
    as their answer; `right` is, for each question, the number of its answer among those.
    """
    units, norms = embed(texts, vectors)
    count = len(right)
    asked, offered = units[:count], units[count:]
    slopes = softmax(asked @ offered.T, scale, axis=1)
    chosen = np.arange(count), right
    loss = -np.log(slopes[chosen]).mean()
    slopes[chosen] -= 1
    slopes *= np.float32(scale / count)
    by_units = np.concatenate([slopes @ offered, slopes.T @ asked])
    return float(loss), trace_back(by_units, texts, units, norms)


def weigh_pieces(texts: Iterable[Iterable[str]], rarest: int = 1) -> dict[str, float]:
    """Return how telling each piece of the texts is, on average 1; the unknown piece comes first, with 0.

    Pieces that fewer than `rarest` texts have are left out.
    """
    seen: Counter[str] = Counter()
    count = 0
    for pieces in texts:
        seen.update(set(pieces))
        count += 1
    kept = {piece: log1p(count / number) for piece, number in sorted(seen.items()) if number >= rarest}
    mean = sum(kept.values()) / max(len(kept), 1)
    return {UNKNOWN: 0.0} | {piece: weight / mean for piece, weight in kept.items() if piece != UNKNOWN}


def build_vocabulary(pieces: Sequence[str]) -> Vocabulary:
    """Return the model's own tokenizer: it only looks up what was cut before."""
    vocabulary = Vocabulary(WordLevel({piece: i for i, piece in enumerate(pieces)}, unk_token=UNKNOWN))
    vocabulary.pre_tokenizer = WhitespaceSplit()
    return vocabulary


def draw_vectors(weights: Sequence[float], dimensions: int, spread: float, seed: int) -> Vectors:
    """Return the vectors to start from: random directions, the longer the more telling a piece is."""
    vectors = np.random.default_rng(seed).normal(0, spread, (len(weights), dimensions)).astype(np.float32)
    scaled: Vectors = vectors * np.array(weights, dtype=np.float32)[:, np.newaxis]
    return scaled
