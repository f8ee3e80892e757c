"""Search the index: scores by method, fused and calibrated, one hit a clause."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from assistant.models import Hit, ResultSet
from assistant.policy.corpus import Corpus
from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.coverage import Coverage, TermWeights
from assistant.retrieval.embedding import Embedding
from assistant.retrieval.engine import Engine, open_store
from assistant.retrieval.fusion import Fusion
from assistant.retrieval.store import Found, Place
from assistant.settings import Settings
from assistant.text.tokens import Tokenizer, fold

REJECTED = 5  # nearest misses that are kept for whoever asks why nothing was found


class Retriever:
    """Finds the clauses that a text is about; safe to share between threads."""

    def __init__(
        self,
        engine: Engine,
        tokenizer: Tokenizer,
        fusion: Fusion,
        coverage: Coverage,
        texts: dict[Place, str],
    ) -> None:
        """`texts` is where the matched words of each place are looked for; what has none is not in use."""
        self._engine = engine
        self._tokenizer = tokenizer
        self._fusion = fusion
        self._coverage = coverage
        self._texts = {place: fold(text) for place, text in texts.items()}

    @classmethod
    def open(cls, index_dir: Path, corpus: Corpus, settings: Settings | None = None) -> Retriever:
        """Open the index in use; raise `IndexUnavailable` when it is missing, damaged, or older than `corpus`."""
        settings = settings or Settings()
        artifacts = Artifacts.open(index_dir)
        manifest = artifacts.read_manifest()
        artifacts.check(manifest, corpus, settings)
        tokenizer = Tokenizer(manifest.words, cache_dir=artifacts.folder)
        embedding = open_embedding(settings, artifacts, tokenizer, manifest.dimensions)
        engine = Engine(tokenizer, embedding, open_store(settings, artifacts))
        texts = {(c.policy, c.label): f"{c.section}{c.text}{'、'.join(c.departments)}" for c in corpus.clauses}
        coverage = Coverage(TermWeights.open(artifacts.coverage), corpus.lexicon, corpus.policies, tokenizer.split)
        fusion = Fusion.of(settings, taught=any(questions.clauses for questions in corpus.questions))
        return cls(engine, tokenizer, fusion, coverage, texts)

    def judge(self, text: str) -> float:
        """Return how far above the point of silence the terms of a text lie, in log odds of its being covered."""
        return self._coverage.judge(self._tokenizer.terms(text))

    def split(self, text: str) -> tuple[str, ...]:
        """Return the words of a folded text with all that stands between them."""
        return self._tokenizer.split(text)

    def search(self, text: str, limit: int = 5, within: Collection[Place] | None = None) -> ResultSet:
        """Return at most `limit` clauses, best first, and only of those `within` where that is given.

        `confidence` says how probably the policies cover the text at all, whatever clauses it is sought in.
        """
        found = self._engine.search(text)
        mean = self._fusion.mean(found.scores)
        served = [i for i, place in enumerate(found.places) if place in self._texts]
        nearest = float(mean[served].max()) if served else 0.0
        if within is not None and len(found.places) < self._engine.store.size:  # the best of all may be none of them
            found = self._engine.search(text, {policy for policy, _ in within})
            mean = self._fusion.mean(found.scores)
            served = [i for i, place in enumerate(found.places) if place in self._texts]
        fused = self._fusion.calibrate(mean)
        allowed = served if within is None else [i for i in served if found.places[i] in within]
        ranked = sorted(allowed, key=lambda i: (-mean[i], i))  # the curve is flat for models whose cosines are all high
        floor = self._fusion.floor
        words = tuple(dict.fromkeys(word for word in self._tokenizer.words(text) if len(word) > 1))
        hits = [self._hit(i, float(fused[i]), found, words) for i in ranked[: limit + REJECTED]]
        low = [hit for hit in hits if hit.score < floor]
        return ResultSet(
            hits=tuple(hit for hit in hits[:limit] if hit.score >= floor),
            rejected=tuple((hit, f"相关度 {hit.score:.2f} 低于下限 {floor:.2f}") for hit in low[:REJECTED]),
            confidence=round(self._coverage.estimate(text, self._tokenizer.terms(text), nearest), 6),
        )

    def _hit(self, i: int, score: float, found: Found, words: tuple[str, ...]) -> Hit:
        policy, clause = place = found.places[i]
        text = self._texts.get(place, "")
        return Hit(
            policy=policy,
            clause=clause,
            score=round(score, 6),
            dense=round(float(found.scores.dense[i]), 6),
            lexical=round(float(self._fusion.lexical(found.scores)[i]), 6),
            matched=tuple(word for word in words if word in text),
        )


def open_embedding(
    settings: Settings, artifacts: Artifacts, tokenizer: Tokenizer, dimensions: int | None = None
) -> Embedding:
    """Return the built-in embedding of these artifacts, or the one that the settings name."""
    if settings.embedding_url:
        from assistant.retrieval.served import ServedEmbedding

        return ServedEmbedding(settings, dimensions)
    if settings.embedding_model:
        from assistant.retrieval.hub_models import NamedEmbedding

        return NamedEmbedding(settings)
    from assistant.retrieval.static import StaticEmbedding

    return StaticEmbedding(artifacts.model, tokenizer)
