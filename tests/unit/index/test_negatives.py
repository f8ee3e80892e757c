"""Messages on other matters that the index learns from are others than those that it is tested on."""

import json
from pathlib import Path

from assistant.policy.corpus import Corpus
from assistant.text.tokens import Tokenizer
from index.coverage import learn_terms, read_negatives

CASES = Path(__file__).parents[2] / "cases" / "negatives.jsonl"
OTHER = {"外地", "企业补贴"}


def cases() -> list[tuple[str, str]]:
    lines = (json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines())
    return [(line["field"], line["turns"][-1]) for line in lines]


def test_no_message_is_learnt_from_and_tested_on(corpus: Corpus) -> None:
    learnt = {*read_negatives(), *(q for qs in corpus.questions for q in qs.uncovered)}
    assert len(read_negatives()) > 300
    assert not learnt & {message for _, message in cases()}


def test_terms_tell_most_letters_from_what_the_policy_is_asked(corpus: Corpus) -> None:
    tokenizer = Tokenizer(corpus.lexicon.words)
    weights = learn_terms(corpus, tokenizer.terms)
    below = [
        weights.judge(tokenizer.terms(text)) < weights.silent_below for field, text in cases() if field not in OTHER
    ]
    assert sum(below) > 0.9 * len(below)
    asked = [q for questions in corpus.questions for clause in questions.clauses.values() for q in clause]
    lost = [q for q in asked if weights.judge(tokenizer.terms(q)) < weights.silent_below]
    assert len(lost) < 0.01 * len(asked)
