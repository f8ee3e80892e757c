"""What the notices provide without a figure: in which case an act is done or not, and what a draft makes of it.

A notice says 未备案的不予补助, 第十条奖励不计入, 当年未用完的不结转; a draft that says the same of the same case with
the other sign is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from assistant.guard.claims.phrases import pairs
from assistant.guard.layout.lines import Span
from assistant.policy.labels import find_labels
from assistant.text.lists import either, read_lists

LISTS = read_lists(__package__, "words")
COVERED = 0.75  # how much of the words of a case must be said
TELLING = 4.0  # what they must weigh at least, so that the case is told from others
FEWEST = 3  # pairs of characters that a case has, or the words before it belong to it
_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_COMMA = re.compile("[，,：:]")
_ASIDE = re.compile(r"[（(][^（）()]{0,40}[)）]")
_OR = re.compile("、|或者?|以及|和|及")
_LED = re.compile("^(?:如果?|若|对于?|凡|其中|但|且|已经?|曾|存在|发生|属于?|从事)+")
_TRAILING = re.compile("(?:同时|一并|一律|分别|均|都|也|每[家件个])+$")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WITHIN = re.compile("不足|不满|未满|以下|以内|低于|不到|未达")
_BEYOND = re.compile("以上|超过|满|不少于|不低于|高于|达到")
_AND_ALSO = re.compile("[^，。；]{0,4}[、,，]?[也且并均都]*")  # 不予拨付、也不再补拨
_WHEN = re.compile("的(?:当年|次年|年度|单位|企业)?(?=，|$)")
_NEGATED = re.compile("[不未非无没]")
_ALIKE = (
    (re.compile("不(?=[予再得拨给奖补发能可会享支付])"), ""),  # not the case, but what isn't done in it
    (re.compile("没有|没能|没|未能|尚未|并未|未予"), "未"),
    (re.compile("在区外|在市外|在县外"), "不在我区"),
)


class Act(NamedTuple):
    """How a provision says that something is done, and that it isn't."""

    name: str
    done: re.Pattern[str]
    undone: re.Pattern[str]


_DENIED = f"(?:{either(LISTS['denies'])})(?:{either(LISTS['denied_aside'])})*"
_GIVEN = f"(?:{either(LISTS['given'])})(?!{either(LISTS['noun'])})"
_LEFT_OUT = either(LISTS["left_out"])
_PERMITTED = f"(?<![不未无非没])(?:{either(LISTS['permits'])})(?:{either(LISTS['aside'])})*{_GIVEN}"


def _act(name: str, verbs: tuple[str, ...], undone: str = "") -> Act:
    """Return an act that its verbs say is done, and other words, or a denial before the verbs, say isn't."""
    verb = f"(?:{either(verbs)})"
    return Act(name, re.compile(f"(?<![不未无非没])(?<!不[再得予可能用]){verb}"), re.compile(undone or _DENIED + verb))


ACTS = (
    Act(
        "given", re.compile(f"{_PERMITTED}|给予(?!政策)"), re.compile(f"{_DENIED}{_GIVEN}|{either(LISTS['left_out'])}")
    ),
    _act("counted", LISTS["counted"], either(LISTS["counted_not"])),
    _act("whole", LISTS["whole"], either(LISTS["whole_not"])),
    _act("in force", LISTS["in_force"], either(LISTS["in_force_not"])),
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
        """The clauses that the case names."""
        return frozenset(mention.key for mention in find_labels(self.case))


def read_provisions(text: str, given: Callable[[Span], Iterable[int]] = lambda span: ()) -> Iterator[Provision]:
    """Yield the provisions of a normalised text; `given` says where within a span a sum is said to be given."""
    for found in _SENTENCE.finditer(text):
        start, sentence = found.start(), found[0]
        sums = [("given", True, (place - start, place - start)) for place in given(found.span())]
        before, case = 0, ""
        for act, is_done, (first, last) in sorted((*_places(sentence), *sums), key=lambda one: one[2]):
            if not (case and _AND_ALSO.fullmatch(sentence, before, first)):
                case = _case(sentence[:first])
            before = last
            yield Provision(act, is_done, case, sentence[:last], sentence, (start + first, start + last))


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
        told = _alike(_LED.sub("", known.case))
        own = _alike(said.case)
        words = _alike(said.said) + (f"|{_alike(asked)}" if len(pairs(own)) < FEWEST else "")
        if _differ(told, own) or not frozenset(_NUMBER.findall(told)) <= frozenset(_NUMBER.findall(words)):
            return 0.0
        pieces = (told, *(piece for piece in told.split("，") if _WHEN.search(piece)), *_OR.split(told))
        return max((self._covered(piece, words) for piece in pieces), default=0.0)

    def _covered(self, told: str, words: str) -> float:
        told_pairs, said_pairs = pairs(_LED.sub("", told)), pairs(words)
        if any(_NEGATED.search(pair) for pair in told_pairs - said_pairs):
            return 0.0
        whole = sum(map(self._weight, told_pairs))
        shared = sum(map(self._weight, told_pairs & said_pairs))
        return shared if whole >= TELLING and shared >= COVERED * whole else 0.0


def _alike(text: str) -> str:
    """Return a text in which what denies is said in one way."""
    for pattern, word in _ALIKE:
        text = pattern.sub(word, text)
    return text


def _differ(told: str, said: str) -> bool:
    """Whether two cases differ in what they deny, or in the side of a limit: 不足5亩, 5亩以上."""
    denied = {pair for pair in pairs(said) if _NEGATED.search(pair)}
    if denied - pairs(told) and len(_NEGATED.findall(said)) > len(_NEGATED.findall(told)):
        return True
    sides = [(bool(_WITHIN.search(one)), bool(_BEYOND.search(_WITHIN.sub("", one)))) for one in (told, said)]
    return sides[0] != sides[1] and any(sides[0]) and any(sides[1])
