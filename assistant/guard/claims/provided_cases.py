"""Whether a text speaks of the case that a provision names: its words, what it lacks, its numbers and their side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.guard.claims.phrases import pairs
from assistant.text import denying

COVERED = 0.75  # how much of the words of a case must be said
TELLING = 4.0  # what they must weigh at least, so that the case is told from others
RARE = 2.5  # what one of several kinds in a list must weigh
_OR = re.compile("、|或者?|以及|和|及")
_LED = re.compile("^(?:如果?|若|对于?|凡|其中|但|且|已经?|曾|存在|发生|属于?|从事|经营|开展|参与)+")
_WHEN = re.compile("的(?:当年|次年|年度|单位|企业)?$")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WITHIN = re.compile("不足|不满|未满|以下|以内|低于|不到|未达")
_BEYOND = re.compile("以上|超过|满|不少于|不低于|高于|达到")
_LACKS = re.compile(denying.NO)
_ALIKE = (
    (re.compile("不(?=[予再得拨给奖补发能可会享支付])"), ""),  # not the case, but what isn't done in it
    (re.compile(f"{denying.NOT_DONE}|没"), "未"),
    (re.compile("在区外|在市外|在县外"), "不在我区"),
)


def fit(told: str, said: str, own: str, weight: Callable[[str], float], least: float = COVERED) -> float:
    """Return what the words of a case weigh that a text says, 0 where it speaks of another case.

    `own` are the words of the text that tell its case, `least` is how much of the case must be said.
    """
    told, said, own = (_alike(text) for text in (_LED.sub("", told), said, own))
    if _differ(told, own) or not frozenset(_NUMBER.findall(told)) <= frozenset(_NUMBER.findall(said)):
        return 0.0
    known = pairs(said)
    return max((_covered(piece, said, known, weight, least) for piece in _pieces(told)), default=0.0)


def _pieces(told: str) -> Iterator[tuple[str, str]]:
    """Yield what may stand for a case, each with words of which some must be said too: the kinds of a list."""
    yield told, ""
    yield from ((piece, "") for piece in told.split("，") if _WHEN.search(piece))
    *kinds, last = _OR.split(told)
    yield from ((kind, last) for kind in kinds)
    yield last, ""


def _covered(
    piece: tuple[str, str], said: str, known: set[str], weight: Callable[[str], float], least: float
) -> float:  # fmt: skip
    words, beside = piece
    if _LACKS.search(words) and not _LACKS.search(said):
        return 0.0
    told = {pair for pair in pairs(_LED.sub("", words)) if not _LACKS.search(pair)}
    whole, shared = sum(map(weight, told)), sum(map(weight, told & known))
    if whole < TELLING and not (beside and whole >= RARE and told <= known and pairs(beside) & known):
        return 0.0
    return shared if shared >= least * whole else 0.0


def _alike(text: str) -> str:
    """Return a text in which what is lacking is said in one way."""
    for pattern, word in _ALIKE:
        text = pattern.sub(word, text)
    return text


def _differ(told: str, said: str) -> bool:
    """Whether two cases differ in what they lack, or in the side of a limit: 不足5亩, 5亩以上."""
    lacking = {pair for pair in pairs(said) if _LACKS.search(pair)}
    if lacking - pairs(told) and len(_LACKS.findall(said)) > len(_LACKS.findall(told)):
        return True
    sides = [(bool(_WITHIN.search(one)), bool(_BEYOND.search(_WITHIN.sub("", one)))) for one in (told, said)]
    return sides[0] != sides[1] and any(sides[0]) and any(sides[1])
