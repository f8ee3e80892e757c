"""From a complaint to a corrected answer and back, over HTTP and on the command line, with the real guard."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count

import pytest

from assistant.cli import main
from assistant.records import Records
from assistant.settings import Settings
from tests.functional.conftest import CLERK, PASSWORD, REVIEWER, SECOND
from tests.functional.servers import Caller, Reply, log_in

QUESTION = "单项冠军产品（不是企业）评上了有没有奖"
PARAPHRASE = "请问单项冠军产品评上了有没有奖励，不是企业"
TEXT = "文件第二条第（二）项奖励的是新认定的制造业单项冠军企业，没有为单项冠军产品写明奖励，请向市工信局确认。"
NUMBERS = count(1)


@pytest.fixture
def reviewer(site: str, staff: Records) -> Caller:
    return log_in(site, staff, REVIEWER, PASSWORD)


@pytest.fixture
def clerk(site: str, staff: Records) -> Caller:
    return log_in(site, staff, CLERK, PASSWORD)


@pytest.fixture
def cli(
    site_settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Run a command on the database of the site; return its exit code and what it printed."""
    monkeypatch.setenv("HUIQI_CORPUS_DIR", str(site_settings.corpus_dir))
    monkeypatch.setenv("HUIQI_INDEX_DIR", str(site_settings.index_dir))
    monkeypatch.setenv("HUIQI_DATABASE_URL", site_settings.database_url)

    def run(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(arguments)
        return code, capsys.readouterr().out

    return run


def ask(site: str, question: str, **more: object) -> Reply:
    return Caller(site)("/api/v1/ask", {"question": question} | more)


def approve(reviewer: Caller, clerk: Caller, question: str, text: str) -> Reply:
    """Have the clerk propose an answer and the reviewer put it in use; return what the proposal got."""
    proposed = clerk("/api/v1/staff/approved", {"question": question, "text": text})
    if proposed.status == 201:
        assert reviewer(f"/api/v1/staff/approved/{proposed.body['id']}/approve", {}).body["state"] == "approved"
    return proposed


def revoke(reviewer: Caller, reply: Reply) -> None:
    assert reviewer(f"/api/v1/staff/approved/{reply.body['id']}/revoke", {"reason": "试用结束"}).status == 200


def test_from_complaint_to_corrected_answer_and_back(
    site: str, reviewer: Caller, clerk: Caller, cli: Callable[..., tuple[int, str]]
) -> None:
    before = ask(site, QUESTION)
    complaint = {"answer_id": before.headers["X-Answer-Id"], "opinion": "dislike", "comment": "我问的是产品"}
    assert Caller(site)("/api/v1/opinions", complaint).status == 204
    wanted = next(item for item in clerk("/api/v1/staff/queue").body["items"] if item["question"] == QUESTION)
    assert wanted["comments"] == ["我问的是产品"]

    written = {"question": QUESTION, "text": TEXT, "record": wanted["record"]}
    proposed = clerk("/api/v1/staff/approved", written)
    assert (proposed.status, proposed.body["state"]) == (201, "proposed")
    assert TEXT not in ask(site, QUESTION).body["text"]
    assert clerk(f"/api/v1/staff/approved/{proposed.body['id']}/approve", {}).status == 403

    approved = reviewer(f"/api/v1/staff/approved/{proposed.body['id']}/approve", {})
    assert (approved.body["state"], approved.body["author"], approved.body["reviewer"]) == ("approved", CLERK, REVIEWER)
    for question in (QUESTION, PARAPHRASE):
        after = ask(site, question).body
        assert TEXT in after["text"] and after["status"] == "answered"
        assert [citation["clause"] for citation in after["citations"]] == ["二（二）"]
        assert cli("ask", question)[1].rstrip("\n") == after["text"]
    assert QUESTION not in [item["question"] for item in clerk("/api/v1/staff/queue").body["items"]]
    assert clerk("/api/v1/staff/records").body["items"][0]["approved_by"] == REVIEWER
    assert cli("staff", "recheck")[0] == 0
    cases = [json.loads(line) for line in cli("staff", "cases")[1].splitlines()]
    assert [case["turns"] for case in cases if case["id"] == f"approved-{proposed.body['id']}"] == [[QUESTION]]

    revoke(reviewer, proposed)
    assert ask(site, QUESTION).body["text"] == before.body["text"]
    assert cli("ask", QUESTION)[1].rstrip("\n") == before.body["text"]
    said = [entry["what"] for entry in reviewer("/api/v1/staff/audit").body["items"]]
    assert said.index("撤销答复") < said.index("核准答复") < said.index("提交答复")


@pytest.mark.parametrize(
    ("approved_for", "asked"),
    [
        ("省级企业技术中心奖励多少", "市级企业技术中心奖励多少"),
        ("省级企业技术中心奖励多少", "省级工业设计中心奖励多少"),
        ("省级企业技术中心奖励多少", "没评上省级企业技术中心奖励多少"),
        ("省级企业技术中心奖励多少", "省级企业技术中心归哪个部门管"),
        ("省级企业技术中心奖励多少", "省级企业技术中心奖励多少，福州的"),
        ("新投产纳统企业省级财政奖多少", "新投产纳统企业市级财政奖多少"),
        ("技改设备投资300万元补多少", "技改设备投资400万元补多少"),
        ("技改设备投资300万元补多少", "技改设备投资300万元能不能补到30万元"),
        ("用电有没有补贴", "用地有没有补贴"),
    ],
)
def test_a_question_that_differs_in_substance_gets_its_own_answer(
    site: str, reviewer: Caller, clerk: Caller, approved_for: str, asked: str
) -> None:
    text = f"请以文件原文为准（{next(NUMBERS)}）。".replace("（", "，编号").replace("）", "")
    reply = approve(reviewer, clerk, approved_for, text)
    assert reply.status == 201
    assert text in ask(site, approved_for).body["text"]
    assert text not in ask(site, asked).body["text"]
    revoke(reviewer, reply)


def test_the_notice_of_the_day_goes_before_the_answer(site: str, reviewer: Caller, clerk: Caller) -> None:
    text = "新认定的国家级工业设计中心，一次性奖励100万元，见二（一）。"
    question = "国家级工业设计中心奖励多少"
    before = ask(site, question).body
    amount = next(a for a in before["amounts"] if a["tier"] == "国家级")
    text = f"新认定的国家级工业设计中心，一次性奖励{amount['text']}，见{amount['clause']}。"
    reply = approve(reviewer, clerk, question, text)
    assert reply.status == 201, reply.body
    late, early = ask(site, question).body, ask(site, question, as_of="2021-09-01").body
    assert late["text"].startswith("> ") and late["notices"] == before["notices"]
    assert early["text"].startswith(text) and early["notices"] == []
    stated = late["amounts"][0]
    assert (stated["yuan"], stated["clause"], stated["source"]) == (amount["yuan"], amount["clause"], "table")
    revoke(reviewer, reply)


def test_a_wrong_figure_is_not_accepted(reviewer: Caller, clerk: Caller) -> None:
    for caller in (reviewer, clerk):
        reply = approve(reviewer, caller, "省级企业技术中心奖励多少", "新认定的省级企业技术中心奖励60万元。")
        assert reply.status == 422
        assert reply.headers["Content-Type"] == "application/problem+json"
        assert reply.body["findings"][0]["surface"] == "60万元"


def test_an_answer_serves_the_follow_up_that_it_was_written_for(
    site: str, staff: Records, reviewer: Caller, clerk: Caller
) -> None:
    history = [{"role": "user", "content": "省级绿色工厂有没有奖励"}]
    ask(site, "那验收要多久呢", history=history)
    record = clerk("/api/v1/staff/records").body["items"][0]["id"]
    text = "验收时间文件没有写明，请咨询市工信局。"
    written = {"question": "那验收要多久呢", "text": text, "record": record}
    reply = reviewer("/api/v1/staff/approved", written)
    assert reply.status == 201 and reply.body["earlier"] == ["省级绿色工厂有没有奖励"]
    own = reviewer(f"/api/v1/staff/approved/{reply.body['id']}/approve", {})
    assert own.status == 403 and "另一位审核人员" in own.body["detail"]
    assert text not in ask(site, "那验收要多久呢", history=history).body["text"]
    second = log_in(site, staff, SECOND, PASSWORD)
    assert second(f"/api/v1/staff/approved/{reply.body['id']}/approve", {}).body["state"] == "approved"
    assert text in ask(site, "那验收要多久呢", history=history).body["text"]
    revoke(reviewer, reply)


@pytest.mark.parametrize("token", [None, "", "made-up"])
def test_a_change_needs_the_token_of_the_page(site: str, clerk: Caller, token: str | None) -> None:
    headers = {name: value for name, value in clerk.headers.items() if name == "Cookie"}
    headers |= {} if token is None else {"X-CSRF-Token": token}
    reply = Caller(site, headers)("/api/v1/staff/approved", {"question": QUESTION, "text": TEXT})
    assert reply.status == 403 and "刷新页面" in reply.body["detail"]


@pytest.mark.parametrize("path", ["records", "queue", "approved", "statistics", "audit", "me", "statistics.csv"])
def test_everything_needs_a_session(site: str, path: str) -> None:
    reply = Caller(site)(f"/api/v1/staff/{path}")
    assert reply.status == 401 and reply.headers["Content-Type"] == "application/problem+json"


def test_what_is_for_reviewers_is_refused_to_clerks(clerk: Caller) -> None:
    assert clerk("/api/v1/staff/audit").status == 403
    assert clerk("/api/v1/staff/approved/1/revoke", {"reason": "x"}).status == 403


def test_what_is_not_there_is_told(reviewer: Caller) -> None:
    assert reviewer("/api/v1/staff/approved/999999/revoke", {"reason": "x"}).status == 404
    assert reviewer("/api/v1/staff/queue/999999/dismiss", {"reason": "x"}).status == 404
    assert reviewer("/api/v1/staff/records/999999").status == 404
    assert reviewer("/api/v1/staff/queue/1/dismiss", {"reason": "  "}).status == 422
    assert reviewer("/api/v1/staff/records?status=x").status == 422


def test_an_opinion_on_nothing_is_told(site: str) -> None:
    assert Caller(site)("/api/v1/opinions", {"answer_id": "made-up", "opinion": "like"}).status == 404
    assert Caller(site)("/api/v1/opinions", {"answer_id": "\0", "opinion": "like"}).status == 422
    assert Caller(site)("/api/v1/opinions", {"answer_id": "x", "opinion": "fine"}).status == 422


def test_statistics_are_served_and_downloaded(site: str, clerk: Caller) -> None:
    ask(site, "省级企业技术中心奖励多少")
    body = clerk("/api/v1/staff/statistics").body
    assert body["statuses"]["answered"] >= 1 and body["days"][-1]["questions"] >= 1
    assert set(body) == {"days", "statuses", "clauses", "unanswered", "latency_ms", "guard_blocks"}


def test_what_staff_type_is_masked_too(reviewer: Caller, clerk: Caller) -> None:
    reply = approve(reviewer, clerk, "我叫张三，电话13812345678，停车有没有补贴", "停车补贴文件没有规定。")
    assert reply.body["question"] == "我叫〔姓名隐去〕，电话〔电话隐去〕，停车有没有补贴"
    assert "停车补贴文件没有规定" in ask(clerk.site, "停车有没有补贴").body["text"]
    assert "停车补贴文件没有规定" in ask(clerk.site, "我是李四，停车有没有补贴").body["text"]
    revoke(reviewer, reply)
