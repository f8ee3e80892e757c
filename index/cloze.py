"""Train the embedding for a collection that nobody has written questions for, from its own text.

Inverse cloze (Lee et al. 2019): a part of a sentence is asked for, and the passage that it comes from, as often without
it as with it, is what answers it; the other passages of the batch do not. Pieces are left out of both at random. Only
the vectors of the pieces at hand move, so large vocabularies cost little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from assistant.text.tokens import Tokenizer
from index.train import build_vocabulary, draw_vectors, weigh_pieces

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import EmbeddingBag

PART_END = re.compile(r"(?<=[。；，：！？!?;,\n])|(?<=\S) ")
SHORTEST = 4  # pieces of a part that is asked for

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cloze:
    """How the vectors are trained; see benchmarks/README.md for what was tried."""

    dimensions: int = 256
    batches: int = 250  # small collections are gone through more often
    batch_size: int = 512
    learning_rate: float = 0.003
    scale: float = 10.0
    initial_spread: float = 0.0625
    dropped: float = 0.3  # share of the pieces of every text that are left out, others in every round
    kept: float = 0.5  # share of the examples whose passage still holds what is asked for
    rarest: int = 2  # passages that a piece must stand in
    seed: int = 20210722

    def describe(self) -> dict[str, int | float | str]:
        """Return the settings by name, for the manifest."""
        return asdict(self)


CLOZE = Cloze()


def learn(texts: Sequence[str], tokenizer: Tokenizer, folder: Path, cloze: Cloze = CLOZE) -> None:
    """Train on passages and save the model, in the form of sentence-transformers, to `folder`."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    torch.manual_seed(cloze.seed)
    parts = [[tokenizer.pieces(part) for part in PART_END.split(text)] for text in texts]
    weights = weigh_pieces(([piece for part in one for piece in part] for one in parts), cloze.rarest)
    numbers = {piece: i for i, piece in enumerate(weights)}
    passages = [[_number(part, numbers) for part in one] for one in parts]
    vectors = draw_vectors(tuple(weights.values()), cloze.dimensions, cloze.initial_spread, cloze.seed)
    bag = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(vectors), freeze=False, mode="mean", sparse=True)
    _descend(bag, [one for one in passages if any(len(part) >= SHORTEST for part in one)], cloze)
    module = StaticEmbedding(build_vocabulary(tuple(weights)), embedding_weights=bag.weight.detach().numpy())
    SentenceTransformer(modules=[module], device="cpu").save(str(folder), create_model_card=False)


def _number(pieces: Sequence[str], numbers: dict[str, int]) -> Ids:
    return np.array([numbers[piece] for piece in pieces if piece in numbers], dtype=np.int64)


def _descend(bag: EmbeddingBag, passages: Sequence[Sequence[Ids]], cloze: Cloze) -> None:
    """Move the vectors: multiple negatives ranking, in both directions."""
    import torch
    from torch.nn.functional import cross_entropy

    optimizer: torch.optim.Optimizer = torch.optim.SparseAdam(list(bag.parameters()), lr=cloze.learning_rate)
    rng = np.random.default_rng(cloze.seed)
    drawn = _draw_batches(passages, cloze, rng)
    for asked, answers in tqdm(drawn, total=cloze.batches, desc="训练向量模型", unit="批", leave=False):
        scores = cloze.scale * _encode(bag, asked) @ _encode(bag, answers).T
        right = torch.arange(len(asked))
        loss = cross_entropy(scores, right) + cross_entropy(scores.T, right)
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        optimizer.step()


def _draw_batches(
    passages: Sequence[Sequence[Ids]], cloze: Cloze, rng: np.random.Generator
) -> Iterator[tuple[list[Ids], list[Ids]]]:
    """Yield batches of what is asked and what answers it, going through the passages as often as it takes."""
    order: list[int] = []
    for _ in range(cloze.batches if passages else 0):
        if len(order) < min(cloze.batch_size, len(passages)):
            order = rng.permutation(len(passages)).tolist()
        taken, order = order[: cloze.batch_size], order[cloze.batch_size :]
        pairs = [_draw_pair(passages[i], cloze, rng) for i in taken]
        yield [asked for asked, _ in pairs], [answer for _, answer in pairs]


def _draw_pair(parts: Sequence[Ids], cloze: Cloze, rng: np.random.Generator) -> tuple[Ids, Ids]:
    asked = rng.choice([i for i, part in enumerate(parts) if len(part) >= SHORTEST])
    rest = [part for i, part in enumerate(parts) if i != asked and len(part)]
    whole = not rest or rng.random() < cloze.kept
    return _thin(parts[asked], cloze, rng), _thin(np.concatenate(parts if whole else rest), cloze, rng)


def _thin(ids: Ids, cloze: Cloze, rng: np.random.Generator) -> Ids:
    kept = ids[rng.random(len(ids)) >= cloze.dropped]
    return kept if len(kept) else ids


def _encode(bag: EmbeddingBag, texts: Sequence[Ids]) -> Tensor:
    """Return one unit vector a text."""
    import torch
    from torch.nn.functional import normalize

    starts = np.cumsum([0, *(len(ids) for ids in texts[:-1])])
    return normalize(bag(torch.from_numpy(np.concatenate(texts)), torch.from_numpy(starts)), dim=1)
