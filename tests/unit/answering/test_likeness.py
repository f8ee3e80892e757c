"""When two questions are the same: in other words they are, in another substance they are not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.guard.checker import Guard
from assistant.models import Turn
from assistant.policy.corpus import Corpus
from assistant.retrieval.retriever import Retriever
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.text.masking import mask
from tests.written import read_sets

SETS = ("questions", "questions-second", "dialogues")


@pytest.fixture(scope="module")
def assistant(corpus: Corpus, built_index: Path) -> Assistant:
    return Assistant(corpus, Retriever.open(built_index, corpus), Guard(corpus), Settings(), lambda: date(2021, 9, 1))


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    return read_sets("questions", *SETS)


def key(assistant: Assistant, *turns: str) -> str:
    return assistant.reply(turns[-1], [Turn(role="user", content=turn) for turn in turns[:-1]]).key


@pytest.mark.parametrize(
    "wordings",
    [
        ("省级企业技术中心奖励多少", "请问省级的企业技术中心能拿多少奖金？", "我们公司评上省级企业技术中心，给多少钱"),
        ("省级企业技术中心奖励多少", "省級企業技術中心獎勵多少", "省级企业技术中心 奖励 多少！"),
        ("技改设备投资300万元能补多少", "技改设备投资三百万可以补多少", "技改设备投资3,000,000元能补多少呢"),
        ("国家级和省级工业设计中心奖多少", "省级和国家级工业设计中心各奖多少"),
        ("省级企业技术中心奖励多少", "省级企业技术中心认定后补贴标准是什么"),
        ("申报材料有哪些", "需要什么申报材料", "申报要准备哪些材料"),
        ("单项冠军怎么申报", "单项冠军企业的申报流程是什么"),
        ("加计扣除怎么办理", "请问加计扣除如何办理呀"),
        ("我叫王小明，省级企业技术中心奖励多少", "省级企业技术中心奖励多少，电话13812345678"),
    ],
)
def test_other_words_for_the_same_question(assistant: Assistant, wordings: tuple[str, ...]) -> None:
    assert len({key(assistant, wording) for wording in wordings}) == 1


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("省级企业技术中心奖励多少", "国家级企业技术中心奖励多少"),
        ("省级企业技术中心奖励多少", "省级工业设计中心奖励多少"),
        ("省级企业技术中心奖励多少", "省级企业技术中心归谁管"),
        ("省级企业技术中心奖励多少", "没评上省级企业技术中心奖励多少"),
        ("省级企业技术中心奖励多少", "福州省级企业技术中心奖励多少"),
        ("省级企业技术中心奖励多少", "2023年省级企业技术中心奖励多少"),
        ("省级企业技术中心奖励多少", "省级企业技术中心奖励多少，分几期给"),
        ("新投产纳统省级财政奖多少", "新投产纳统市级财政奖多少"),
        ("技改设备投资300万元补多少", "技改设备投资300万美元补多少"),
        ("技改设备投资300万元补多少", "技改设备投资500万元补多少"),
        ("技改想拿到300万元要投多少设备", "技改设备投资300万元能拿多少"),
        ("用电有补贴吗", "用地有补贴吗"),
        ("食品厂有补贴吗", "茶厂有补贴吗"),
    ],
)
def test_another_substance_is_another_question(assistant: Assistant, question: str, other: str) -> None:
    assert key(assistant, question) != key(assistant, other)


def test_a_follow_up_is_the_question_that_it_completes(assistant: Assistant) -> None:
    assert key(assistant, "企业技术中心奖励多少", "那市级呢") == key(assistant, "市级企业技术中心奖励多少")


def test_written_cases_with_different_answers_are_different_questions(
    assistant: Assistant, cases: list[dict[str, Any]]
) -> None:
    """Over all written cases that the policy answers: a shared key means a shared answer."""
    answers: dict[str, set[str]] = {}
    for case in cases:
        if case["status"] != "answered":
            continue
        gold = json.dumps([sorted(case["clauses"]), case["amounts"]], sort_keys=True)
        answers.setdefault(key(assistant, *case["turns"]), set()).add(gold)
    assert [shared for shared in answers.values() if len(shared) > 1] == []


def test_masking_does_not_change_the_question(assistant: Assistant, cases: list[dict[str, Any]]) -> None:
    """What is stored is masked; an answer approved for it must be found by the question as it was typed."""
    changed = []
    for case in cases[::4]:
        question = case["turns"][-1]
        typed = f"{question}，联系人：欧阳建国，电话13812345678"
        if key(assistant, typed) != key(assistant, mask(typed)):
            changed.append(question)
    assert changed == []


def test_subjects_of_one_field_are_not_one_subject(assistant: Assistant) -> None:
    """What one is asked about in place of another would get its approved answer, and its name in the statistics."""
    rent, settling, doctors = (assistant.reply(q) for q in ("有租房补贴吗", "有安家费吗", "博士有生活补贴吗"))
    assert len({rent.key, settling.key, doctors.key}) == 3
    assert (rent.subject, settling.subject) == ("租房补贴", "安家费")
    short, long = (assistant.reply(f"{name}认定了有奖励吗") for name in ("电商企业", "电子商务企业"))
    assert short.subject == long.subject == "电子商务"
