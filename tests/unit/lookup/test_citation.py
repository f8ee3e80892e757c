"""How clauses are named and cited."""

from __future__ import annotations

import pytest

from assistant.lookup.citation import cite, say_place
from assistant.policy.corpus import Corpus
from assistant.policy.table import squeeze

TITLE = "宁德市人民政府办公室关于促进当前全市工业增产增效若干措施的通知"
POLICY = "ningde-2021-68"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("二（五）", "第二条第（五）项"),
        ("十一（十二）", "第十一条第（十二）项"),
        ("第三条", "第三条"),
        ("第三条（二）", "第三条第（二）项"),
        ("第12条", "第12条"),
        ("二、3", "第二条第3项"),
        ("导语", "导语"),
        ("附则", "附则"),
        ("（三）", "（三）"),
        ("附件1", "附件1"),
    ],
)
def test_labels_are_read_out_as_officials_do(label: str, said: str) -> None:
    assert say_place(label) == said


def citation(corpus: Corpus, label: str) -> str:
    rewards = [reward for reward in corpus.rewards if (reward.policy, reward.clause) == (POLICY, label)]
    return cite(corpus.policy(POLICY).meta, corpus.clause(POLICY, label), rewards)


def test_a_clause_with_awards_is_cited_with_what_it_gives(corpus: Corpus) -> None:
    assert citation(corpus, "二（三）") == (
        f"根据《{TITLE}》（宁政办〔2021〕68号）第二条第（三）项："
        "“对首次年营业收入超百亿元的企业，给予一次性300万元奖励”。"
    )


def test_a_clause_without_awards_is_cited_whole(corpus: Corpus) -> None:
    said = citation(corpus, "六（四）")
    assert said.startswith(f"根据《{TITLE}》（宁政办〔2021〕68号）第六条第（四）项：“深入贯彻落实《福建省企业")
    assert "完善宁德‘政企直通车’服务" in said and said.endswith("促进企业稳定生产”。")


def test_citations_quote_word_for_word(corpus: Corpus) -> None:
    marks = str.maketrans("", "", "“”‘’")
    for clause in corpus.clauses:
        quoted = citation(corpus, clause.label).partition("：")[2].removesuffix("。").split("”；“")
        text = squeeze(clause.text).translate(marks)
        assert all(quote.translate(marks) in text for quote in quoted)
