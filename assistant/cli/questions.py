"""`ask`: one question, or a batch of them."""

from __future__ import annotations

from argparse import Namespace

from assistant.cli.batches import Question, answer_lines, open_batch
from assistant.errors import UsageError
from assistant.models import Answer, Turn
from assistant.settings import Settings


def ask(options: Namespace, settings: Settings) -> int:
    """Answer; only unusable input makes the exit code 2."""
    if options.batch is not None:
        return _ask_batch(options, settings)
    from assistant.wiring import build_assistant, find_records

    answer = build_assistant(settings, find_records(settings)).ask(options.question, as_of=options.as_of)
    is_error = answer.status == "error"
    if options.json:
        print(answer.model_dump_json())
    elif is_error:
        raise UsageError(answer.text)
    else:
        print(answer.text)
    return 2 if is_error else 0


def _ask_batch(options: Namespace, settings: Settings) -> int:
    with open_batch(options.batch) as file:
        from assistant.wiring import build_assistant, find_records

        assistant = build_assistant(settings, find_records(settings))

        def answer(line: Question) -> Answer:
            # What the assistant said to the earlier turns is no evidence, so it need not be said again.
            earlier = [Turn(role="user", content=turn) for turn in line.turns[:-1]]
            return assistant.ask(line.turns[-1], earlier, options.as_of)

        return answer_lines(file, Question, answer)
