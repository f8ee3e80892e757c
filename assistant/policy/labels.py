"""How people name a clause: 二（五）, 二、（五）, 第二条第（五）项, 第9条, 四（十四）, 附则."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from assistant.models import Clause
from assistant.text.normalization import normalize
from assistant.text.numerals import read_numeral

_N = r"[一二三四五六七八九十百0-9]{1,4}"
_UNIT = r"(?:条|章|部分|大点|大项|大条|节)"
_MENTION = re.compile(
    "(?<![一二三四五六七八九十百0-9第])(?:"
    + "|".join(
        (
            rf"第?\s*(?P<a>{_N})\s*{_UNIT}?[、,，.\s]?的?\s*(?:第\s*)?[(（]\s*(?P<b>{_N})\s*[)）]\s*[条款项点]?",
            rf"第\s*(?P<c>{_N})\s*{_UNIT}(?!(?<=条)[、,，]\s*第?\s*{_N}\s*条)[、,，]?的?\s*第?\s*(?P<d>{_N})\s*[条款项点]",
            rf"第\s*(?P<e>{_N})\s*(?:条款?|款|大点|大项)",
            rf"第\s*(?P<j>{_N})\s*(?P<k>章|部分|节)",
            r"(?P<f>[一二三四五六七八九十]{1,3})、\s*(?P<g>[0-9]{1,3})(?![0-9.,]*\s*[万亿元%家个年月日项辆])",
            r"(?P<h>附则|导语)(?:[、,，]\s*(?P<i>[0-9]{1,2}))?",
        )
    )
    + ")"
)
_CHAPTERS = ("章", "部分", "节")
_NUMBER = re.compile(_N)
_ITEM = re.compile(rf"^\s*[（(]?\s*({_N})\s*[）)、.．]", re.M)


class LabelMention(NamedTuple):
    """A clause named at a span of a normalised text, by the numbers of its label: (2, 5) for 二（五）."""

    start: int
    end: int
    key: tuple[str, ...]


def find_labels(text: str) -> tuple[LabelMention, ...]:
    """Return where a normalised text names clauses.

    >>> [mention.key for mention in find_labels("依据二(五)、第9条和第三条第（二）项，第四条、第五条")]
    [('2', '5'), ('9',), ('3', '2'), ('4',), ('5',)]
    """
    return tuple(LabelMention(*found.span(), _key(found)) for found in _MENTION.finditer(text))


def label_key(label: str) -> tuple[str, ...]:
    """Return the numbers of a printed label; words stand for themselves.

    >>> label_key("四（十四）"), label_key("第九条"), label_key("附则、3")
    (('4', '14'), ('9',), ('附则', '3'))
    """
    plain = normalize(label).text.replace(" ", "")
    words = [word for word in ("附则", "导语") if word in plain]
    return (*words, *(_number(found[0]) for found in _NUMBER.finditer(plain)))


def find_clauses(key: tuple[str, ...], clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Return the clauses of one document that a key names: that of the label, else the item, or those of the section.

    A chapter 第三章 is the third of the document's sections; 第三条（二） is the third article if it has such an item.
    """
    every = tuple(clauses)
    if key[0] in _CHAPTERS:
        sections = list(dict.fromkeys(clause.section.split(" ")[0] for clause in every if clause.section))
        number = int(key[1]) - 1
        return tuple(c for c in every if number < len(sections) and c.section.split(" ")[0] == sections[number])
    exact = tuple(clause for clause in every if label_key(clause.label) == key)
    if exact:
        return exact
    if len(key) == 2:
        articles = (clause for clause in every if clause.label.startswith("第") and label_key(clause.label) == key[:1])
        return tuple(clause for clause in articles if key[1] in map(_number, _ITEM.findall(clause.text)))
    if len(key) != 1:
        return ()
    joined = [(own, clause) for clause in every if len(own := label_key(clause.label)) > 1]
    items = [(own[-1], clause) for own, clause in joined if own[-1].isdigit() and not clause.label.startswith("附则")]
    found = tuple(clause for number, clause in items if number == key[0])
    if found and len(items) == len(dict(items)):  # numbered through all sections: 第6条 is 二、6
        return found
    return tuple(clause for own, clause in joined if own[:1] == key)


def _key(found: re.Match[str]) -> tuple[str, ...]:
    if found["j"]:
        return found["k"], _number(found["j"])
    said = [found[name] for name in "abcdefghi" if found[name]]
    return tuple(word if word in ("附则", "导语") else _number(word) for word in said)


def _number(word: str) -> str:
    numeral = read_numeral(f"{word} ", 0)
    return str(int(numeral.value)) if numeral is not None else word
