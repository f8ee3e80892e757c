"""Train the built-in embedding: static vectors of characters and words, the same ones every time.

Loss: multiple negatives ranking (Henderson et al. 2017), the other clauses of a batch and one uncovered question each
being the negatives.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from math import log1p
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Tokenizer as Vocabulary
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit
from tqdm import tqdm

from assistant.retrieval.embedding import Vectors
from assistant.retrieval.static import join_pieces
from assistant.text.tokens import Tokenizer
from index.passages import Triplet

if TYPE_CHECKING:
    from transformers import TrainerCallback

UNKNOWN = "[UNK]"


@dataclass(frozen=True, slots=True)
class Training:
    """How the vectors are trained; the values are those that did best in cross-validation (see index/README.md)."""

    dimensions: int = 256
    epochs: int = 8
    batch_size: int = 16  # a batch holds a clause once at most, and there are 21 of them
    learning_rate: float = 0.02
    scale: float = 10.0
    initial_spread: float = 0.1
    seed: int = 20210722

    def describe(self) -> dict[str, int | float | str]:
        """Return the settings by name, for the manifest."""
        return asdict(self)


TRAINING = Training()


def train(examples: Sequence[Triplet], tokenizer: Tokenizer, folder: Path, training: Training = TRAINING) -> None:
    """Train on `examples` and save the model, in the form of sentence-transformers, to `folder`."""
    import torch
    from datasets import Dataset
    from sentence_transformers import (
        SentenceTransformer,
        SentenceTransformerTrainer,
        SentenceTransformerTrainingArguments,
    )
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.model_card import SentenceTransformerModelCardCallback
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from sentence_transformers.sentence_transformer.training_args import BatchSamplers
    from transformers import PrinterCallback, set_seed

    set_seed(training.seed)
    torch.use_deterministic_algorithms(True)
    rows = {
        "anchor": [join_pieces(tokenizer, example.anchor) for example in examples],
        "positive": [join_pieces(tokenizer, example.positive) for example in examples],
        "negative": [join_pieces(tokenizer, example.negative) for example in examples],
    }
    weights = weigh_pieces(text.split() for column in rows.values() for text in column)
    vectors = draw_vectors(tuple(weights.values()), training.dimensions, training.initial_spread, training.seed)
    module = StaticEmbedding(build_vocabulary(tuple(weights)), embedding_weights=vectors)
    model = SentenceTransformer(modules=[module], device="cpu")
    with tempfile.TemporaryDirectory() as scratch:
        arguments = SentenceTransformerTrainingArguments(
            output_dir=scratch,
            num_train_epochs=training.epochs,
            per_device_train_batch_size=training.batch_size,
            learning_rate=training.learning_rate,
            batch_sampler=BatchSamplers.NO_DUPLICATES,
            use_cpu=True,
            seed=training.seed,
            data_seed=training.seed,
            report_to="none",
            disable_tqdm=True,
            save_strategy="no",
            logging_strategy="no",
        )
        trainer = SentenceTransformerTrainer(
            model=model,
            args=arguments,
            train_dataset=Dataset.from_dict(rows),
            loss=MultipleNegativesRankingLoss(model, scale=training.scale),
        )
        trainer.remove_callback(PrinterCallback)  # it writes to standard output
        trainer.remove_callback(SentenceTransformerModelCardCallback)
        trainer.add_callback(_progress_bar())
        trainer.train()
    model.save(str(folder), create_model_card=False)


def _progress_bar() -> TrainerCallback:
    from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

    class ProgressBar(TrainerCallback):
        """Show the steps of the training on standard error."""

        def on_train_begin(
            self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: object
        ) -> None:
            self._bar = tqdm(total=state.max_steps, desc="训练向量模型", unit="批", leave=False)

        def on_step_end(
            self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: object
        ) -> None:
            self._bar.update()

        def on_train_end(
            self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: object
        ) -> None:
            self._bar.close()

    return ProgressBar()


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
