"""Topics are found by what people say instead of their terms, and not where another subject is meant."""

import pytest

from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import Provision, Topic
from assistant.understanding.reader import Reader
from assistant.understanding.spoken import SpokenMatcher

PLACE = (Provision(policy="p", clause="一（一）"),)
TOPICS = (
    Topic(id="labour", terms=("用工服务", "招工"), provisions=PLACE, spoken={"招工": ("缺…人手", "招不着")}),
    Topic(id="champion", terms=("单项冠军",), provisions=PLACE),
    Topic(id="first-set", terms=("首台套", "上台摊"), provisions=PLACE),
    Topic(id="stall", terms=("水塘田", "书摊摊"), provisions=PLACE),
)


@pytest.fixture(scope="module")
def reader(corpus: Corpus) -> Reader:
    return Reader(corpus)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("缺了好几十个人手", [("labour", "招工")]),
        ("一个也招不着", [("labour", "招工")]),
        ("缺，人手", []),  # not across a comma
        ("缺一个会看图纸又会开机床的人手", []),  # too far apart
        ("dxgj奖多少", [("champion", "单项冠军")]),
        ("adxgjb", []),  # part of another word
        ("stt", []),  # two topics have these initials
    ],
)
def test_finds_what_is_said_instead_of_a_term(text: str, found: list[tuple[str, str]]) -> None:
    assert [(match.key, match.term) for match in SpokenMatcher(TOPICS).find(text)] == found


@pytest.mark.parametrize(
    ("message", "topics"),
    [
        ("招了仨月，一个熟练的工人也没招着", ["labour"]),
        ("大厂压着我们的款子两年没结", ["arrears"]),
        ("银行一直不肯放款给小厂", ["financing"]),
        ("去年还是规模以下，今年进了规模以上", []),  # the two words are in different parts of the sentence
        ("从规模以下升到规模以上", ["above-scale"]),
        ("银行不肯批我们的技改贷款", ["upgrade-loan-interest"]),  # the programme that is named outweighs it
        ("项目环评卡住了", []),  # another subject stands in the gap
        ("铜那条产业链招什么", ["chain-investment"]),
        ("锂电产业链招商推什么", ["chain-investment"]),  # the industry only names the field
        ("锂电产值目标", ["scheduling"]),
        ("个体户升级成企业有什么培育", ["individual-to-enterprise"]),
        ("个体户交什么税", []),
    ],
)
def test_topics(reader: Reader, message: str, topics: list[str]) -> None:
    assert list(reader.read(message).topics) == topics
