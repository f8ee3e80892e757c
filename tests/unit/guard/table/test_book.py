"""The facts narrowed to some policies, asked for by many threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

from assistant.guard.table.book import FactBook
from assistant.policy.corpus import Corpus
from assistant.text.numerals import format_yuan

THREADS = 8
ROUNDS = 20


def test_a_narrowed_topic_is_never_seen_without_its_awards(corpus: Corpus) -> None:
    policies = frozenset({"ningde-2021-68"})
    topics = [topic.id for topic in corpus.lexicon.topics if topic.awards]
    for _ in range(ROUNDS):
        book, start = FactBook(corpus), Barrier(THREADS)

        def count(book: FactBook = book, start: Barrier = start) -> list[int]:
            start.wait()
            return [len(book.awards(name)) for name in book.narrow(topics, policies)]

        with ThreadPoolExecutor(THREADS) as pool:
            counts = [future.result() for future in [pool.submit(count) for _ in range(THREADS)]]
        assert counts == [[len(book.awards(topic)) for topic in topics]] * THREADS


def test_the_name_is_published_after_all_that_is_looked_up_by_it(corpus: Corpus) -> None:
    policies = frozenset({"ningde-2021-68"})
    book = FactBook(corpus)
    topic = next(topic.id for topic in corpus.lexicon.topics if topic.awards)
    seen: list[bool] = []

    class Watched(dict[str, object]):
        def __setitem__(self, key: str, value: object) -> None:
            seen.append(key in book._awards and key in book._related)
            super().__setitem__(key, value)

    book._topics = Watched(book._topics)  # type: ignore[assignment]
    book.narrow([topic], policies)
    assert seen and all(seen)


def test_money_is_written_exactly() -> None:
    assert format_yuan(Decimal("123456789.1")) == "123456789.1元"
    assert [format_yuan(Decimal(value)) for value in ("26000", "5000", "100000000", "0.3")] == [
        "2.6万元", "5000元", "1亿元", "0.3元",
    ]  # fmt: skip
