"""Documents are known by number, in any brackets, and by title; never by words that several titles share."""

from datetime import date

import pytest

from assistant.models import PolicyMeta
from assistant.policy.document_names import PolicyNames
from assistant.understanding.folding import fold_message


def meta(identifier: str, title: str, number: str) -> PolicyMeta:
    return PolicyMeta(
        id=identifier, title=title, number=number, issuer="甲市人民政府", region="甲市", source="",
        issued=date(2022, 1, 1), effective=date(2022, 1, 1), interpreter="局", interpreter_short="局",
    )  # fmt: skip


NAMES = PolicyNames(
    [
        meta("a", "甲市人民政府关于促进工业企业技术改造若干措施的通知", "甲政〔2022〕5号"),
        meta("b", "甲市人民政府关于促进工业企业数字转型若干措施的通知", "甲政规〔2022〕5号"),
        meta("c", "甲市促进就业办法", "甲市人民政府令第十二号"),
    ]
)


@pytest.mark.parametrize(
    ("message", "policies"),
    [
        ("甲政〔2022〕5号怎么说", ("a",)),
        ("甲政[2022]5号怎么说", ("a",)),
        ("甲政（2022）5号怎么说", ("a",)),
        ("甲政2022年5号怎么说", ("a",)),
        ("甲政规〔2022〕5号怎么说", ("b",)),
        ("〔2022〕5号怎么说", ("a", "b")),
        ("5号文怎么说", ("a", "b")),
        ("乙政〔2022〕5号怎么说", ()),
        ("15号文怎么说", ()),
        ("甲市人民政府令第十二号怎么说", ("c",)),
        ("工业企业数字转型若干措施怎么说", ("b",)),
        ("促进工业企业的若干措施", ()),
        ("我在5号楼", ()),
    ],
)
def test_names(message: str, policies: tuple[str, ...]) -> None:
    assert NAMES.find(fold_message(message)) == policies
