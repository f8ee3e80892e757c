"""The names of a clause's rows, once all are read: under a heading in brackets, and told apart where they are equal.

【经营贡献奖】 with rows for 批发企业 and 零售企业: 经营贡献奖（批发企业）, 经营贡献奖（零售企业）.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.ingest.drafting.drafts import Draft
from assistant.ingest.drafting.flat_text import segments_of
from assistant.ingest.drafting.names import NOUN, is_torn, name_of, read_heading, strip_opener
from assistant.ingest.drafting.words import GRANT
from assistant.text import giving, summing

_ASIDE = re.compile(r"\([^()]*\)")
_PLAIN = re.compile(
    "(?:其[他它余]|该|相关|上述|符合条件|各类?|同一|我[市县区]|本[市县区])*(?:的)?"
    "(?:(?:企业|单位|项目|机构|个人|主体|平台|人才|人员|公司|对象|部分|中心|基地|园区|者|方|户)(?:或者?|和|及|与|、)?)*"
)
_OWN_AWARD = re.compile(rf"[一-鿿“”]{{2,}}?(?:{GRANT})")
_NO_NAME = re.compile(f"{giving.GIVE}|分别|一次性|[对按再每]|^[省市县区]?级|^[或及和与]")
_SIZED = re.compile(
    r"(?:\d|[一二三四五六七八九十])[\d.]*[万亿]?(?:[元%个家人年亩间吨次台辆]|平方米)|为基[数准]|[年期月]内$|小于$|大于$"
)
_STEM = re.compile(rf"(?:{GRANT}|金)+$")
_TOTAL = re.compile(
    rf"^(?P<what>[^，。；\d]{{0,24}}?(?:[两三各]项|上述|以上)?[^，。；\d]{{0,8}}?(?:{GRANT})?(?:资金|金额)?(?:总额|{summing.TOTAL}|累计))"
    "(?:最高|不超过|不高于|以|为|可|均|达|[，])"
)
_LONGEST_LABEL = 18


def settle_names(drafts: Sequence[Draft], title: str, text: str) -> None:
    """Name rows by the heading in brackets that they stand under, and tell those of one name apart."""
    rows = [draft for draft in drafts if draft.kind == "award"]
    heading = read_heading(title)
    for row in rows:
        _say_total(row, text)
        own = row.name if row.own_name and not is_torn(row.name) else None
        given = _given(row, heading or "")
        if heading is None:
            row.name = own or (given if not title else None) or row.name
        elif len(rows) == 1:
            row.name = heading
        elif own is None and given:
            row.name = given
        else:
            row.name = _under(heading, class_of(row.paid) or _kind_of(own, class_of(row.beneficiary)))
    for name in {row.name for row in rows}:
        if len(alike := [row for row in rows if row.name == name]) > 1:
            _tell_apart(alike, heading or "")


def _say_total(row: Draft, text: str) -> None:
    """Let a limit of several awards say in its condition what it limits: 两项奖励总额最高为…的100%."""
    found = _TOTAL.match(text[row.start : row.end])
    if found and len(row.tiers) == 1 and row.tiers[0].bound == "at_most":
        row.condition, row.own_name = found["what"], False


def class_of(beneficiary: str | None) -> str | None:
    """Return for what kind of firms or things a row is, in a word.

    >>> class_of("年销售额增长10%以上的批发企业"), class_of("新建的大型展贸平台的企业"), class_of("企业")
    ('批发企业', '大型展贸平台', None)
    """
    text = _ASIDE.sub("", beneficiary or "")
    pieces = text.split("的")
    while pieces and (_PLAIN.fullmatch(pieces[-1]) or not NOUN.search(pieces[-1])):
        pieces.pop()
    if not pieces:
        return None
    noun = pieces[-1] if len(pieces) > 1 else name_of(pieces[-1]) or pieces[-1]
    return noun if not is_torn(noun) and len(noun) <= _LONGEST_LABEL else None


def _kind_of(own: str | None, kind: str | None) -> str | None:
    """Return what tells a row from others of its heading: its own name, or the kind of firms that this ends in."""
    if own is None or len(own) > _LONGEST_LABEL or _PLAIN.fullmatch(own) or (kind is not None and own.endswith(kind)):
        return kind
    return own


def _under(heading: str, label: str | None) -> str:
    if label is None or label in heading:
        return heading
    return label if heading in label else f"{heading}（{label}）"


def _given(row: Draft, heading: str) -> str | None:
    """Return the award that a row gives where that has a name of its own: 汽车展会补贴."""
    names = {tier.what for tier in row.tiers if tier.what}
    if len(names) != 1 or not _OWN_AWARD.fullmatch(name := names.pop()) or _NO_NAME.search(name) or is_torn(name):
        return None
    return name if len(_STEM.sub("", name)) > 1 and _STEM.sub("", name) not in heading else None


def _measured(row: Draft) -> str | None:
    bracket = row.tiers[0].bracket if row.tiers else None
    return re.sub(".*(?:完成|实现|达到|年度)(?=.{3})", "", bracket.of or "") or None if bracket is not None else None


def _tell_apart(rows: Sequence[Draft], heading: str) -> None:
    """Put behind rows of one name, in brackets, what kind each is for, what it gives or what it measures.

    Ranks of one programme keep its name: their levels tell them.
    """
    levels = {row.tiers[0].level for row in rows if len(row.tiers) == 1}
    if len(levels) == len(rows) and None not in levels:
        return

    def given(row: Draft) -> str | None:
        return _given(row, heading)

    tellers: tuple[Callable[[Draft], str | None], ...] = (
        lambda row: class_of(row.beneficiary),
        given,
        _measured,
        lambda row: _own_words(row, rows),
    )
    found = [[label if (label := tell(row)) and label not in row.name else None for row in rows] for tell in tellers]
    whole = [labels for labels in found if len(set(labels)) == len(labels)]
    part = [labels for labels in found if len({label for label in labels if label}) > 1]
    if not (telling := sorted(whole, key=lambda labels: None in labels) + part):
        return
    for row, label in zip(rows, telling[0], strict=True):
        row.name = _with(row.name, label)
    for name in {row.name for row in rows} if not whole else ():
        if 1 < len(alike := [row for row in rows if row.name == name]) < len(rows):
            _tell_apart(alike, heading)


def _own_words(row: Draft, rows: Sequence[Draft]) -> str | None:
    """Return the first words of a row's condition that no other row of its name has: 注册地不在本区."""
    others = "，".join(other.condition or other.head for other in rows if other is not row)
    kind = class_of(row.beneficiary) or "的"
    pieces = segments_of(_ASIDE.sub("", row.condition or row.head))
    said = [re.sub("^(?:如|但|若)|[的为]+$", "", strip_opener(piece)) for piece in pieces]
    bare = [s.removesuffix(kind).rstrip("的为") for s in said if s.endswith(kind)]
    fit = (s for s in (*(s for s in said if kind not in s), *bare) if 3 < len(s) <= _LONGEST_LABEL)
    fit = (s for s in fit if s not in others and not _SIZED.search(s))
    return next(fit, None)


def _with(name: str, label: str | None) -> str:
    if label is None or len(label) > _LONGEST_LABEL:
        return name
    return f"{name[:-1]}，{label}）" if name.endswith("）") else f"{name}（{label}）"
