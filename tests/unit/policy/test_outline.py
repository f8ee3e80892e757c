"""What is a clause of an official document, what it is called, and that no text of it is lost."""

from __future__ import annotations

import pytest

from assistant.models import Policy, PolicyMeta
from assistant.policy.document import find_lost, parse_policy
from assistant.policy.paragraphs import read_block

META = PolicyMeta(id="a", title="某县若干措施")


def parse(text: str) -> Policy:
    policy, outline = parse_policy(META, text)
    assert not list(find_lost(outline))
    for clause in policy.clauses:
        assert clause.body.rstrip("。") in text[clause.start : clause.end].replace("**", "").replace("\n\n", "\n")
    return policy


def labels(text: str) -> list[str]:
    return [clause.label for clause in parse(text).clauses]


DOCUMENTS = {
    "items restart": (
        "一、支持创新\n（一）研发。对研发投入给予补助。\n（二）人才。给予补贴。\n二、支持开放\n（一）外贸。给予奖励。",
        ["一（一）", "一（二）", "二（一）"],
    ),
    "items numbered through": (
        "一、支持创新\n（一）研发。给予补助。\n二、支持开放\n（二）外贸。给予奖励。\n（三）外资。给予奖励。",
        ["一（一）", "二（二）", "二（三）"],
    ),
    "half-width parentheses and points": (
        "一．支持创新\n(一)研发。给予补助。\n(二) 人才。给予补贴。",
        ["一（一）", "一（二）"],
    ),
    "points under sections": (
        "一、景区\n1.观光。给予奖励。\n2．演艺。给予奖励。\n二、住宿\n3、酒店。给予奖励。",
        ["一、1", "一、2", "二、3"],
    ),
    "points in parentheses": ("一、景区\n（1）观光。给予奖励。\n2）演艺。给予奖励。", ["一（1）", "一（2）"]),
    "circled points": ("一、景区\n①观光。给予奖励。\n②演艺。给予奖励。", ["一①", "一②"]),
    "sections alone": (
        "为支持发展，制定本措施。\n一、研发补助\n对研发投入给予补助。\n"
        "另按规定执行。\n二、人才补贴。给予补贴。\n三、对企业给予贷款贴息。",
        ["导语", "一", "二", "三"],
    ),
    "a section with text and another with items": (
        "一、财政支持\n设立引导资金。\n二、支持范围\n（一）研发。给予补助。\n"
        "1.甲类给予奖励。\n2.乙类给予奖励。\n以财务数据为准。\n（二）人才。给予补贴。",
        ["一", "二（一）", "二（二）"],
    ),
    "a section that says something before its items": (
        "一、支持创新\n每年安排专项资金，用于下列事项。\n（一）研发。给予补助。\n（二）人才。给予补贴。",
        ["一", "一（一）", "一（二）"],
    ),
    "one sentence over several items": (
        "一、对下列企业给予奖励：\n1.高新技术企业；\n2.专精特新企业。\n二、其他企业不予奖励。",
        ["一", "二"],
    ),
    "articles numbered through, under sections and items": (
        "一、政策支持\n第1条 设立资金。\n二、支持范围\n(一)投资奖励\n"
        "第 2 条 给予奖励。\n(二)绩效奖励\n第 3 条 给予奖励。\n按年兑现。",
        ["第1条", "第2条", "第3条"],
    ),
    "chapters": (
        "第一章 总则\n第一条 为支持发展，制定本办法。\n第二章 支持内容\n"
        "第二条 给予奖励。\n第三章 附则\n第三条 本办法自发布之日起施行。",
        ["第一条", "第二条", "第三条"],
    ),
    "items of an article that say something each": (
        "第一条 鼓励创新。对下列情形给予支持。\n（一）新建研发机构的，给予奖励。\n"
        "（二）购买设备的，给予补助。\n第二条 给予贴息。",
        ["第一条", "第二条"],
    ),
    "items of an article that only heads them": (
        "第一条 鼓励创新\n（一）新建研发机构的，给予奖励。\n（二）购买设备的，给予补助。\n第二条 给予贴息。",
        ["第一条", "第二条"],
    ),
    "items of an article that define": (
        "第一条 本办法所称企业，是指：\n（一）在本县注册的企业；\n（二）依法纳税的企业。\n第二条 给予贴息。",
        ["第一条", "第二条"],
    ),
    "a closing with items": (
        "一、支持创新\n（一）研发。给予补助。\n附则\n1.按就高原则执行。\n2.由县工信局解释。\n3.自发布之日起施行。",
        ["一（一）", "附则、1", "附则、2", "附则、3"],
    ),
    "a closing with items behind articles": (
        "第一条 目的。\n第二条 给予奖励。\n附  则\n1.按就高原则执行。\n2.自发布之日起施行。",
        ["第一条", "第二条", "附则、1", "附则、2"],
    ),
    "a closing without items": (
        "一、支持创新\n（一）研发。给予补助。\n附 则\n本措施自发布之日起施行。",
        ["一（一）", "附则"],
    ),
    "a closing as the last section": (
        "一、支持创新\n（一）研发。给予补助。\n二、附则\n按就高原则执行。\n本措施自发布之日起施行。",
        ["一（一）", "二"],
    ),
    "a closing paragraph": (
        "一、支持创新\n（一）研发。给予补助。\n"
        "另有规定的从其规定。\n本措施自发布之日起施行。\n本措施由县工信局负责解释。",
        ["一（一）", "附则"],
    ),
    "closing paragraphs behind clauses of one paragraph": (
        "一、研发。给予补助。（责任单位：县科技局）\n二、人才。给予补贴。（责任单位：县人社局）\n"
        "三、场地。免收租金。（责任单位：县住建局）\n四、申报。每年受理一次。（责任单位：县财政局）\n"
        "同一事项从高享受。\n本措施自发布之日起施行。",
        ["一", "二", "三", "四", "附则"],
    ),
    "points misprinted with a comma": (
        "一、景区\n1.观光。给予奖励。\n2,演艺。给予奖励。\n3，住宿。给予奖励。",
        ["一、1", "一、2", "一、3"],
    ),
    "an annex with numbers of its own": (
        "一、支持创新\n给予补助。\n附件：1.申报表\n2.汇总表\n某县人民政府\n2024年1月2日\n"
        "附件1\n申报要求\n一、对象\n企业。\n二、材料\n报告。",
        ["一", "附件1、一", "附件1、二"],
    ),
    "a number printed twice": (
        "一、支持创新\n（一）研发。给予补助。\n（一）人才。给予补贴。",
        ["一（一）", "一（一）之2"],
    ),
    "no marks at all": ("对研发投入给予补助。\n对人才给予补贴。", ["正文"]),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_clauses_are_called_as_printed(name: str) -> None:
    text, expected = DOCUMENTS[name]
    assert labels(text) == expected


def test_markdown_says_the_same_more_clearly() -> None:
    plain = parse("一、支持创新\n（一）研发。给予补助。\n（二）给予补贴的对象，另行规定。")
    marked = parse(
        "# 某县若干措施\n\n## 一、支持创新\n\n**（一）研发**。给予补助。\n\n**（二）** 给予补贴的对象，另行规定。"
    )
    told = [[(c.label, c.section, c.title, c.body) for c in policy.clauses] for policy in (plain, marked)]
    assert told[0] == told[1]


def test_a_bold_section_is_a_clause_where_nothing_is_under_it() -> None:
    assert labels("**一、研发补助**。给予补助。\n\n**二、人才补贴**。给予补贴。") == ["一", "二"]


def test_text_that_is_in_no_clause_is_told() -> None:
    _, outline = parse_policy(META, "某县人民政府\n给予10万元\n各有关单位：\n一、支持创新\n（一）研发。给予补助。")
    assert [block.text for block in find_lost(outline)] == ["给予10万元"]


@pytest.mark.parametrize(
    ("text", "departments", "body"),
    [
        ("（一）研发。给予补助。（责任单位：市工信局、市财政局）", ("市工信局", "市财政局"), "给予补助。"),
        ("（一）研发。给予补助（牵头单位：市工信局；配合单位：市财政局）。", ("市工信局", "市财政局"), "给予补助。"),
        ("（一）研发。给予补助。\n责任单位：市工信局，各县（市、区）。", ("市工信局", "各县（市、区）"), "给予补助。"),
        ("（一）研发。给予补助，由市科技局负责审核。", ("市科技局",), "给予补助，由市科技局负责审核。"),
        ("（一）研发。给予补助。由市科技局负责解释。", (), "给予补助。由市科技局负责解释。"),
    ],
)  # fmt: skip
def test_departments_are_data_of_the_clause(text: str, departments: tuple[str, ...], body: str) -> None:
    clause = parse(f"一、支持创新\n{text}\n（二）人才。给予补贴。").clauses[0]
    assert (clause.departments, clause.body) == (departments, body)


@pytest.mark.parametrize(
    "text",
    [
        "一、二类新药取得批件的，给予奖励。",
        "1.5万元",
        "6,000元以上的，给予奖励",
        "第二条第三款规定的企业",
        "2024年1月起",
        "（2024年1月2日）",
        "第三方机构",
    ],
)
def test_what_looks_like_a_mark_is_none(text: str) -> None:
    assert read_block(text, 0, len(text)).kind is None
