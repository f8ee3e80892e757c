"""The words that programmes are looked for by."""

from __future__ import annotations

from assistant.guard.mentions.vocabulary import UNCOVERED, is_split, terms_of
from assistant.policy.corpus import Corpus


def test_words_of_topics_and_of_what_nobody_covers(corpus: Corpus) -> None:
    terms = terms_of(corpus)
    assert terms["企业技术中心"].topic == "technology-center"
    assert any(term.topic == UNCOVERED for term in terms.values())


def test_a_subject_that_a_plain_notice_speaks_of_is_not_uncovered(tea: Corpus) -> None:
    assert "展销会" not in {text for text, term in terms_of(tea).items() if term.topic == UNCOVERED}


def test_characters_of_the_words_around_are_no_term() -> None:
    text = "以上规定不变"
    assert is_split(text, text.index("上规"), "上规")
    assert not is_split("企业上规了", 2, "上规")
