"""Which places a message asks about: those of the policies, or a foreign one; not those that it only tells of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.policy.corpus import Corpus
from assistant.policy.places import Cutter, Place, PlaceFinder
from assistant.policy.regions import containing, served_regions
from assistant.text.lists import either
from assistant.understanding.wordlists import LISTS

GONE_TO = re.compile(
    r"(?:去了|去过|跑[去到]了?|[发卖销运寄拉送]往|(?:卖|销售?|运|发货?|寄|出口|送|供)[到给]了?|来自|嫁到|毕业于|(?:总部|总公司|母公司|供应商|客户|老家|原籍)(?:都|就)?在"
    r"|从)(?:了|的)?$"
)
"""Where people or goods that the message tells of have gone or come from: no place that it asks about."""
VISITED = re.compile(f"(?:市|县|区|省|那边|那里|等地)?(?:{either(LISTS['visited'])})")
"""What a firm does at a place to which it goes and from which it comes back."""
_TO = re.compile(r"[去到赴在往](?:了|过)?$")
_PARTNERS = "客[户商人]|老板|老乡|供应商|供货商|经销商|代理商|采购商|同行|同学|朋友|亲戚"
_GUESTS = "旅行社|旅游团|团队|散客|游客|车队|总公司|母公司|总部|港口?|口岸"
_EXPERTS = "师傅|专家|教授|工程师|设计师|大学|高校|展会|市场|订单|投资人|投资商"
PARTY = re.compile(
    r"(?:市|县|区|省)?(?:的|那边的?|一[家个位]|几[家个位]|那[家个位]|这[家个位]|[两三四五六七八九十]+[家个位]|老牌|大|籍)*"
    rf"(?:{_PARTNERS}|{_GUESTS}|{_EXPERTS}|人(?!才|社|民|工|员|均|口|数|大|事|力))"
)
"""Who or what is of the place, where that is not the firm that asks: 沈阳的旅行社, 温州人."""
COMING = re.compile(
    r"(?:[来到去回](?:你们?|咱们?|贵)(?:这边|这里|那边|那里|[市县区])?|(?:搬|迁|转移?|落户)(?:过来|到这|到你|到咱)|过来(?:投资|办厂|开厂|发展)|来(?:投资|办厂|落户)|返乡|回乡|回老家)"
)
"""That somebody from another place comes to ours."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The regions of policies that a message names, the foreign place that it asks about, and the words for them."""

    regions: tuple[str, ...] = ()
    foreign: str | None = None
    words: tuple[str, ...] = ()


class PlaceReader:
    """Reads the places of messages against one corpus."""

    def __init__(self, corpus: Corpus, cut: Cutter | None = None) -> None:
        self._regions = corpus.lexicon.regions
        self._finder = PlaceFinder(self._regions, corpus.policies, cut)
        self._served = served_regions(self._regions, corpus.policies)
        self._above = frozenset(r for p in corpus.policies for r in containing(self._regions, p.meta.region))

    def read(self, folded: str, subject: bool) -> Whereabouts:
        """Return the places of a folded message; where it names a `subject` too, it may only tell of them.

        A name of several places is read as the one in which a policy holds.
        """
        named = self._finder.find(folded)
        asked = [place for place in named if not (_is_visited(folded, place) or (subject and _told_of(folded, place)))]
        served = tuple(dict.fromkeys(r for place in asked for r in place.regions if r in self._served))
        foreign = [place.regions[0] for place in asked if not set(place.regions) & self._above]
        if served or (subject and COMING.search(folded)):
            foreign = []
        return Whereabouts(
            regions=served,
            foreign=self._call(foreign[0]) if foreign else None,
            words=tuple(dict.fromkeys(folded[place.start : place.end] for place in named)),
        )

    def _call(self, region: str) -> str:
        return next(iter(self._regions[region].names), region)


def _is_visited(folded: str, place: Place) -> bool:
    return bool(_TO.search(folded[: place.start]) and VISITED.match(folded, place.end))


def _told_of(folded: str, place: Place) -> bool:
    return bool(GONE_TO.search(folded[: place.start]) or PARTY.match(folded, place.end))
