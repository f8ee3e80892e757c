"""`check`: hold the figures of a reply that someone else wrote against table and text."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from assistant.cli.batches import Draft, answer_lines, open_batch
from assistant.clock import today
from assistant.errors import UsageError
from assistant.models import TEXT_LIMIT, GuardResult
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.guard.review import Reviewer


def check(options: Namespace, settings: Settings) -> int:
    """Check one text (1 where something is held against it) or a batch (0 whatever the verdicts)."""
    if options.batch is not None:
        return _check_batch(options, settings)
    for text in (options.text, options.question):
        if len(text) > TEXT_LIMIT:
            raise UsageError(f"文字过长（{len(text)}字），最多{TEXT_LIMIT}字")
    if not options.text.strip():
        raise UsageError("请给出要核验的文字")
    reviewer = _reviewer(settings)
    judge = reviewer.explain if options.explain else reviewer.check
    result = judge(options.text, options.question, day=options.as_of)
    print(result.model_dump_json())
    return 0 if result.ok else 1


def _check_batch(options: Namespace, settings: Settings) -> int:
    with open_batch(options.batch) as file:
        reviewer = _reviewer(settings)

        def judge(line: Draft) -> GuardResult:
            return reviewer.check(line.draft, line.question, day=options.as_of)

        return answer_lines(file, Draft, judge)


def _reviewer(settings: Settings) -> Reviewer:
    from assistant.guard.local import LocalGuard  # here, so that other commands start without them
    from assistant.guard.review import Reviewer
    from assistant.policy.compiled import open_corpus
    from assistant.policy.selection import find_home

    corpus = open_corpus(settings.corpus_dir, settings.cache_dir)
    return Reviewer(corpus, LocalGuard(corpus, find_home(corpus, settings.region)), settings.check_kinds, today)
