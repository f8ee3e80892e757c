"""What the notices provide without a figure: in which case an act is done or not, and what a draft makes of it.

A notice says 未备案的不予补助, 第十条奖励不计入, 当年未用完的不结转; a draft that says the same of the same case with
the other sign is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from assistant.guard.claims.phrases import pairs
from assistant.guard.claims.provided_cases import COVERED, TELLING, fit
from assistant.guard.layout.lines import Span
from assistant.policy.labels import find_labels
from assistant.text import denying
from assistant.text.lists import either, read_lists
from assistant.text.shared import SHARED

LISTS = read_lists(__package__, "words", SHARED)
COMMON = ("given",)  # acts that most clauses speak of
SELDOM = 0.5  # how much of the words of a case must be said where few speak of its act
FEWEST = 3  # pairs of characters that a case has, or the words before it belong to it
_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_COMMA = re.compile("[，,：:]")
_ASIDE = re.compile(r"[（(][^（）()]{0,40}[)）]")
_TRAILING = re.compile("(?:同时|一并|一律|分别|均|都|也|每[家件个])+$")
_AND_ALSO = re.compile("[^，。；]{0,4}[、,，]?[也且并均都]*")  # 不予拨付、也不再补拨
_NUMBERED = re.compile(r"[〔\[【(（]\d{4}[〕\]】)）]\d+号")
_WHEN = re.compile("的(?:当年|次年|年度|单位|企业)?(?=，|$)")


class Act(NamedTuple):
    """How a provision says that something is done, and that it isn't."""

    name: str
    done: re.Pattern[str]
    undone: re.Pattern[str]


_DENIED = f"(?:{either(LISTS['denies'])})(?:{either(LISTS['denied_aside'])})*"
_GIVEN = f"(?:{either(LISTS['given'])})(?!{either(LISTS['noun'])})"
_LEFT_OUT = either(LISTS["left_out"])
_PERMITTED = f"(?<!{denying.NO})(?:{either(LISTS['permits'])})(?:{either(LISTS['aside'])})*{_GIVEN}"


def _act(name: str, verbs: tuple[str, ...], undone: str = "") -> Act:
    """Return an act that its verbs say is done, and other words, or a denial before the verbs, say isn't."""
    verb = f"(?:{either(verbs)})"
    return Act(name, re.compile(f"(?<!{denying.NO})(?<!不[再得予可能用]){verb}"), re.compile(undone or _DENIED + verb))


ACTS = (
    Act(
        "given", re.compile(f"{_PERMITTED}|给予(?!政策)"), re.compile(f"{_DENIED}{_GIVEN}|{either(LISTS['left_out'])}")
    ),
    _act("counted", LISTS["counted"], either(LISTS["counted_not"])),
    _act("whole", LISTS["whole"], either(LISTS["whole_not"])),
    _act("in force", LISTS["in_force"], either(LISTS["in_force_not"])),
    _act("taken back", LISTS["taken_back"], either(LISTS["taken_back_not"])),
    _act("paid alone", LISTS["paid_alone"], either(LISTS["paid_alone_not"])),
    _act("used", LISTS["used"]),
    _act("repaid", LISTS["repaid"]),
    _act("carried", LISTS["carried"]),
)


class Provision(NamedTuple):
    """That an act is done or not: `case` are the words for when, `said` those of the sentence up to the act."""

    act: str
    is_done: bool
    case: str
    said: str
    sentence: str
    span: Span

    @property
    def labels(self) -> frozenset[tuple[str, ...]]:
        """The clauses that the case names, those left out that it sets apart."""
        return frozenset(
            mention.key for mention in find_labels(self.case) if not self.case.endswith("除", 0, mention.start)
        )

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers of documents that are said up to the act."""
        return frozenset(_NUMBERED.findall(self.said))


def read_provisions(text: str, given: Callable[[Span], Iterable[int]] = lambda span: ()) -> Iterator[Provision]:
    """Yield the provisions of a normalised text; `given` says where within a span a sum is said to be given."""
    for found in _SENTENCE.finditer(text):
        start, sentence = found.start(), found[0]
        sums = [("given", True, (place - start, place - start)) for place in given(found.span())]
        before, case = 0, ""
        for act, is_done, (first, last) in sorted((*_places(sentence), *sums), key=lambda one: one[2]):
            if not (case and _AND_ALSO.fullmatch(sentence, before, first)):
                case = _case(sentence[:first])
            before, said = last, sentence[:last]
            if act == "used":  # for what: 不得用于发放工资
                case = said = _COMMA.split(sentence[last:], maxsplit=1)[0]
            yield Provision(act, is_done, case, said, sentence, (start + first, start + last))


def _places(sentence: str) -> Iterator[tuple[str, bool, Span]]:
    """Yield where a sentence says that acts are done or not."""
    for act in ACTS:
        undone = [one.span() for one in act.undone.finditer(sentence)]
        yield from ((act.name, False, span) for span in undone)
        for one in act.done.finditer(sentence):
            if not any(first <= one.start() < last or first < one.end() <= last for first, last in undone):
                yield act.name, True, one.span()


def _case(before: str) -> str:
    """Return the words for when an act is done: its comma clause, and those before it as far as they tell the case."""
    pieces = _COMMA.split(_ASIDE.sub("", before))
    case = pieces.pop()
    while pieces and (len(pairs(case)) < FEWEST or (_WHEN.search(case) is None and any(map(_WHEN.search, pieces)))):
        case = f"{pieces.pop()}，{case}"
    return _TRAILING.sub("", case)


class Provisions:
    """The provisions of some notices."""

    def __init__(self, texts: Iterable[str], weight: Callable[[str], float]) -> None:
        """`weight` says how much a pair of characters tells."""
        self._weight = weight
        self.known = tuple(one for text in texts for one in read_provisions(text))

    def contradicting(self, said: Provision, asked: str = "") -> Provision | None:
        """Return what the notices say of the same case with the other sign, if none says so with the same one."""
        if said.act == "counted" and said.labels and not said.is_done:
            others = [known for known in self.known if known.act == said.act and not known.is_done and known.labels]
            if others and not any(known.labels & said.labels for known in others):
                return others[0]  # 第九条不计入 where it is 第十条
        best = {True: 0.0, False: 0.0}
        found: Provision | None = None
        for known in self.known:
            if known.act != said.act:
                continue
            fit = self._fit(known, said, asked)
            if fit > best[known.is_done]:
                best[known.is_done] = fit
                found = known if known.is_done is not said.is_done else found
        return found if best[not said.is_done] > best[said.is_done] else None

    def _fit(self, known: Provision, said: Provision, asked: str) -> float:
        """Return what the words of a notice's case weigh that a draft says; 0 where it speaks of another case."""
        if known.labels and said.labels:
            return TELLING * len(known.labels & said.labels)
        if said.act == "in force" and known.numbers & said.numbers:
            return TELLING
        if known.labels:  # 其余条款都计入
            return fit(known.case, said.case, said.case, self._weight)
        words = f"{said.said}|{asked}" if len(pairs(said.case)) < FEWEST else said.said
        return fit(known.case, words, said.case, self._weight, COVERED if said.act in COMMON else SELDOM)
