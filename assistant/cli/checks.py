"""`check`: hold the figures of a reply that someone else wrote against table and text."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from assistant.cli.batches import Draft, answer_lines, open_batch
from assistant.errors import UsageError
from assistant.models import TEXT_LIMIT, GuardResult
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.guard.checker import Guard


def check(options: Namespace, settings: Settings) -> int:
    """Check one text (1 where something is held against it) or a batch (0 whatever the verdicts)."""
    if options.batch is not None:
        return _check_batch(options, settings)
    for text in (options.text, options.question):
        if len(text) > TEXT_LIMIT:
            raise UsageError(f"文字过长（{len(text)}字），最多{TEXT_LIMIT}字")
    if not options.text.strip():
        raise UsageError("请给出要核验的文字")
    guard = _guard(settings)
    result = (guard.explain if options.explain else guard.check)(options.text, options.question)
    print(result.model_dump_json())
    return 0 if result.ok else 1


def _check_batch(options: Namespace, settings: Settings) -> int:
    with open_batch(options.batch) as file:
        guard = _guard(settings)

        def judge(line: Draft) -> GuardResult:
            return guard.check(line.draft, line.question)

        return answer_lines(file, Draft, judge)


def _guard(settings: Settings) -> Guard:
    from assistant.guard.checker import Guard  # here, so that other commands start without them
    from assistant.policy.corpus import load_corpus

    return Guard(load_corpus(settings.corpus_dir))
