"""Leave out of a judgement what a draft written by rule vouches for: quotations, sums of rows, sums worked out.

The guard reads a text as a stranger's. Of a draft that the rules wrote from rows and clauses more is known: a block
quotation is a verbatim piece of the clause cited, a paragraph that opens with a row's name states that row's figures,
and a sum worked out comes with its workings, which are worked out here once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.answering.draft import Draft
from assistant.guard.arithmetic import Expression
from assistant.models import Finding, GuardResult, Reward, StatedAmount
from assistant.policy.corpus import Corpus
from assistant.policy.table import squeeze
from assistant.text.figures import Unit, find_figures

EQUATION = re.compile(r"([^；，：（）]+)[＝=]([^；，：（）]+)")
TERM = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<scale>[万亿]*)(?P<unit>元|%|‰)?[^×÷＋－\d]*")
SCALES = {"": Decimal(1), "万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12)}
OPERATORS_OF = {"×": "mul", "÷": "div", "＋": "add", "－": "sub"}
OPERATORS = re.compile("[×÷＋－]")
QUOTED = "> "
WORKINGS = "测算"
"""What the paragraph with the workings of the sums above it begins with: 市级测算."""
NEARLY = Decimal("0.01")


def vouch(result: GuardResult, draft: Draft, corpus: Corpus, asked: Sequence[str]) -> GuardResult:
    """Return the judgement without the findings that the draft vouches for; as it was for drafts by others."""
    if not draft.is_as_composed or not result.findings:
        return result
    meant = {(one.policy, one.clause) for one in draft.citations}
    cited = "\n".join(squeeze(clause.text) for clause in corpus.clauses if (clause.policy, clause.label) in meant)
    rows = {reward.id: reward for reward in corpus.rewards}
    beside = {
        figure for one in draft.amounts if one.source == "table" for figure in _figures_of(rows[one.reward or ""])
    }
    beside |= {
        _as_number(figure.unit, figure.value)
        for one in draft.citations
        for figure in find_figures(one.quote)
        if figure.unit in (Unit.YUAN, Unit.PERCENT) and squeeze(one.quote) in cited
    }
    own = [amount for amount in draft.amounts if _holds(amount, rows, asked, beside)]
    told = {(figure.unit, figure.value) for text in asked for figure in find_figures(text)}
    findings = tuple(one for one in result.findings if not _is_vouched(one, draft, cited, own, rows, told))
    return result.model_copy(update={"findings": findings, "ok": not findings})


def _is_vouched(
    finding: Finding,
    draft: Draft,
    cited: str,
    own: Sequence[StatedAmount],
    rows: dict[str, Reward],
    told: set[tuple[Unit, Decimal]],
) -> bool:
    paragraph = _paragraph_at(draft, finding.start)
    if paragraph.startswith(QUOTED):
        said = squeeze(paragraph.removeprefix(QUOTED))
        return said in cited or any(said.endswith(squeeze(one.quote)) for one in draft.citations)
    if paragraph.startswith("|"):
        paragraph = _line_at(draft.text, finding.start)
    head = paragraph.strip("| ").split("|" if paragraph.startswith("|") else "：")[0]
    named = [one for one in own if one.reward in rows and (rows[one.reward].name in head or head.endswith(WORKINGS))]
    known = {_key(amount) for amount in named} | {
        (figure.unit, figure.value) for one in named for figure in find_figures(one.derivation or "")
    }
    for name in {rows[one.reward].name for one in draft.amounts if one.reward in rows}:
        paragraph = paragraph.replace(name, "")  # a threshold is part of a name: 首次年营业收入超百亿元企业
    figures = [f for f in find_figures(paragraph) if f.unit in (Unit.YUAN, Unit.PERCENT)]
    known |= told if head.endswith(WORKINGS) else set()
    known |= {key for one in named for key in _conditions(rows[one.reward or ""])}
    return bool(named) and all((figure.unit, figure.value) in known for figure in figures)


def _conditions(row: Reward) -> Iterable[tuple[Unit, Decimal]]:
    """Return the sizes that a row's brackets and steps are told by."""
    units = {"元": Unit.YUAN, "%": Unit.PERCENT}
    for tier in row.tiers:
        if (bracket := tier.bracket) is not None and (unit := units.get(bracket.counter)) is not None:
            yield from ((unit, end) for end in bracket.ends)
        if (every := tier.every) is not None and (unit := units.get(every.counter)) is not None:
            yield unit, every.size


def _paragraph_at(draft: Draft, at: int) -> str:
    start = 0
    for paragraph in draft.paragraphs:
        if at < start + len(paragraph):
            return paragraph
        start += len(paragraph) + 2
    return ""


def _line_at(text: str, at: int) -> str:
    """Return the line, such as a row of a table, that holds a place."""
    return text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]


def _key(amount: StatedAmount) -> tuple[Unit, Decimal | None]:
    return (Unit.YUAN, amount.yuan) if amount.yuan is not None else (Unit.PERCENT, amount.percent)


def _holds(amount: StatedAmount, rows: dict[str, Reward], asked: Sequence[str], beside: set[Decimal]) -> bool:
    """Whether an amount is a figure of its row, or worked out from those of the row and of the question.

    `beside` are the figures of all rows that the draft states, which a sum of several is of, and of what it quotes.
    """
    row = rows.get(amount.reward or "")
    if row is None:
        return False
    if amount.source == "table":
        return True  # held against its row by `verification`
    if amount.source != "computed" or amount.derivation is None or amount.yuan is None:
        return False
    known = (
        beside
        | set(_figures_of(row))
        | {
            _as_number(f.unit, f.value)
            for text in asked
            for f in find_figures(text)
            if f.unit in (Unit.YUAN, Unit.PERCENT)
        }
    )
    return works_out(amount.derivation, amount.yuan, known)


def _figures_of(row: Reward) -> Iterable[Decimal]:
    """Return the figures that a row gives, as plain numbers, with those of its text."""
    for tier in row.tiers:
        for figure in find_figures(tier.quote):
            if figure.unit in (Unit.YUAN, Unit.PERCENT):
                yield _as_number(figure.unit, figure.value)
        yield from (value for value in (tier.yuan, tier.up_to, tier.cap_yuan) if value is not None)


def _as_number(unit: Unit, value: Decimal) -> Decimal:
    return value / 100 if unit is Unit.PERCENT else value


def works_out(derivation: str, result: Decimal, known: set[Decimal]) -> bool:
    """Whether workings are right, begin from known sums and rates only, and come to the result.

    >>> known = {Decimal("0.03"), Decimal("0.5"), Decimal(10**6)}
    >>> works_out("3%×50%＝1.5%；100万元×1.5%＝1.5万元", Decimal(15000), known)
    True
    >>> works_out("100万元×2%＝3万元", Decimal(30000), {Decimal(10**6), Decimal("0.02")})
    False
    """
    reached = set(known)
    for equation in EQUATION.finditer(derivation):
        terms = [TERM.match(term) for term in OPERATORS.split(equation[1])]
        right = TERM.match(equation[2])
        if right is None or any(term is None for term in terms):
            return False
        values = tuple(_value(term) for term in terms if term is not None)
        if any(term and term["unit"] and value not in reached for term, value in zip(terms, values, strict=True)):
            return False
        operators = tuple(OPERATORS_OF[sign] for sign in OPERATORS.findall(equation[1]))
        worked = Expression(operands=(), numbers=values, operators=operators, result=None).value()
        if worked is None or abs(worked - _value(right)) > NEARLY:
            return False
        reached.add(_value(right))
    return result in reached


def _value(term: re.Match[str]) -> Decimal:
    value = Decimal(term["number"]) * SCALES.get(term["scale"], Decimal(1))
    return value / 100 if term["unit"] == "%" else value / 1000 if term["unit"] == "‰" else value
