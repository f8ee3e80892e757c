"""What a draft that the rules wrote vouches for, and what nobody does."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.answering.draft import Draft
from assistant.answering.vouching import vouch, works_out
from assistant.models import Citation, Clause, Finding, GuardResult, Reward, StatedAmount, Tier
from assistant.policy.corpus import Corpus

BODY = "对租用厂房的企业，按月租金的50%给予补贴；对新建厂房的，一次性奖励20万元。"
ROW = Reward(
    policy="p", id="rent", kind="award", name="厂房租金", clause="第一条",
    tiers=(Tier(percent=Decimal(50), bound="exact", base="月租金", quote="按月租金的50%给予补贴"),),
)  # fmt: skip
CORPUS = cast(
    Corpus,
    SimpleNamespace(
        clauses=(Clause(policy="p", label="第一条", section="", title="", body=BODY, start=0, end=len(BODY)),),
        rewards=(ROW,),
    ),
)
SUM = "**厂房租金**：按您提供的情况测算为 **5万元**（10万元×50%＝5万元）。"


def draft(*paragraphs: str, composed: bool = True, worked: str = "10万元×50%＝5万元") -> Draft:
    amount = StatedAmount(
        text="5万元", yuan=Decimal(50_000), bound="exact", source="computed", reward="rent", clause="第一条",
        derivation=worked,
    )  # fmt: skip
    return Draft(
        status="answered", paragraphs=paragraphs, amounts=(amount,), composed=composed,
        citations=(Citation(policy="p", clause="第一条", quote=BODY),),
    ).seal()  # fmt: skip


def found(text: str, surface: str) -> GuardResult:
    start = text.index(surface)
    finding = Finding(surface=surface, start=start, end=start + len(surface), reason="wrong_value", message="")
    return GuardResult(ok=False, findings=(finding,))


def left(one: Draft, surface: str, asked: str = "月租10万元，补多少") -> tuple[Finding, ...]:
    return vouch(found(one.text, surface), one, CORPUS, (asked,)).findings


def test_a_sum_worked_out_from_the_row_and_the_question_is_vouched_for() -> None:
    assert left(draft(SUM), "5万元") == ()


@pytest.mark.parametrize(
    ("one", "asked"),
    [
        (draft(SUM, composed=False), "月租10万元，补多少"),  # written by somebody else
        (draft(SUM), "月租8万元，补多少"),  # from a sum that nobody told
        (draft(SUM.replace("10万元×50%＝5万元", "10万元×40%＝5万元"), worked="10万元×40%＝5万元"), "月租10万元"),
        (draft(SUM.replace("厂房租金", "厂房建设")), "月租10万元，补多少"),  # said of something else
        (draft(SUM + "另给予 **30万元**。"), "月租10万元，补多少"),  # beside a sum of no row
    ],
    ids=["others", "told by nobody", "wrong workings", "of another", "beside a stray sum"],
)
def test_nothing_else_is(one: Draft, asked: str) -> None:
    assert left(one, "5万元", asked)


def test_a_verbatim_quotation_is_vouched_for_and_an_altered_one_is_not() -> None:
    assert left(draft(f"> {BODY}"), "20万元") == ()
    assert left(draft(f"> {BODY.replace('20万元', '30万元')}"), "30万元")


@pytest.mark.parametrize(
    ("derivation", "result", "right"),
    [
        ("2000元×8人＝1.6万元；3000元×3人＝9000元；1.6万元＋9000元＝2.5万元", 25_000, True),
        ("20万元－10万元＝10万元", 100_000, True),
        ("分5次等额：20万元÷5＝4万元", 40_000, True),
        ("2000元×8人＝1.8万元", 18_000, False),
        ("5000元×8人＝4万元", 40_000, False),
        ("", 40_000, False),
    ],
)
def test_workings_are_worked_out_again(derivation: str, result: int, right: bool) -> None:
    known = {Decimal(2000), Decimal(3000), Decimal(200_000), Decimal(100_000)}
    assert works_out(derivation, Decimal(result), known) is right


def test_a_text_that_somebody_changed_is_a_strangers() -> None:
    told = SUM.replace("测算为 **5万元**", "测算为 **10万元**")
    changed = draft(SUM).model_copy(update={"paragraphs": (told,)})
    assert left(changed, "**10万元**") != () and not changed.is_as_composed
