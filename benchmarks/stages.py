"""Where the time of an answer goes: `python -m benchmarks.stages`.

Prints the median and 95th percentile of each stage over the project's own questions, and of the stages of a search.
"""

from __future__ import annotations

from assistant.retrieval.artifacts import Artifacts
from assistant.retrieval.engine import Engine
from assistant.retrieval.retriever import open_embedding
from assistant.settings import Settings
from assistant.text.tokens import Tokenizer
from assistant.wiring import build_assistant
from benchmarks.timing import read_cases, show


def main() -> None:
    """Run both on the default corpus and index."""
    settings = Settings()
    questions = [
        str(turns[0]) for case in read_cases("questions", "questions") if isinstance(turns := case["turns"], list)
    ]
    assistant = build_assistant(settings)
    replies = [assistant.reply(question) for question in questions]
    for stage in ("read", "find", "write"):
        show(f"answer, {stage}", [reply.timings[stage] for reply in replies if stage in reply.timings])
    artifacts = Artifacts.open(settings.index_dir)
    manifest = artifacts.read_manifest()
    tokenizer = Tokenizer(manifest.words, cache_dir=artifacts.folder)
    engine = Engine.open(artifacts, tokenizer, open_embedding(settings, artifacts, tokenizer, manifest.dimensions))
    taken: list[dict[str, float]] = []
    for question in questions:
        timings: dict[str, float] = {}
        engine.search(question, timings=timings)
        taken.append(timings)
    for stage in taken[0]:
        show(f"search, {stage}", [one[stage] for one in taken])


if __name__ == "__main__":
    main()
