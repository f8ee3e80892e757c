"""What a text reckons in or leaves out: 不含房租, 房租也算在内."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.guard.claims.phrases import coverage
from assistant.guard.layout.lines import Span

MOST = 0.5
_OUT = "不含|不包括|不包含|不算|不计入?|扣除|剔除|刨除|去掉|除去"
_IN = "(?<!不)含(?!量)|(?<!不)包括|(?<!不)包含|算上|加上|连同"
_LED = re.compile(
    rf"(?P<out>{_OUT})(?P<what>[^，。；：:（()）、\n0-9]{{1,12}})|(?:{_IN})(?P<more>[^，。；：:（()）、\n0-9]{{1,12}})"
)
_FOLLOWED = re.compile(
    r"(?P<what>[^，。；：:（()）\n0-9]{1,10}?)(?:也|都|均|同样|一并|一起|同时)?(?:(?P<out>不|没)(?:能|可以?|得|会)?|能|可以?)?"
    r"(?:算|计|包括|包含|纳入?)(?:在|进|入|到)+[^，。；\n]{0,8}"
)
_WITHIN = re.compile(
    r"(?P<what>[^，。；：:（()）\n0-9]{1,10}?)(?:也|都|均|同样)?不(?:在|进)[^，。；\n]{0,8}?(?:之内|以内|里面?|里头|范围|之列)"
)
_EITHER = re.compile(
    r"(?:无论|不论|不管)(?:是)?(?P<one>[^，。；\n0-9]{1,10}?)还是(?P<two>[^，。；\n0-9]{1,10}?)(?=[，。；都均一也]|只要)"
)


class Inclusion(NamedTuple):
    """Where a text takes something in, or leaves it out, and what."""

    span: Span
    what: str
    is_in: bool

    def is_same(self, said: str) -> bool:
        """Whether other words name the same."""
        if len(self.what) == 1:  # 含税, not 含税收
            return said[:1] == self.what and said[1:2] not in tuple("收务")
        return self.what in said or max(coverage(said, [self.what]), coverage(self.what, [said])) >= MOST


def find_inclusions(text: str) -> Iterator[Inclusion]:
    """Yield what a text takes in or leaves out.

    >>> [(one.what, one.is_in) for one in find_inclusions("实际投资50万元以上（不含塘租）")]
    [('塘租', False)]
    >>> [(one.what, one.is_in) for one in find_inclusions("塘租也算在投资内")]
    [('塘租', True)]
    >>> [(one.what, one.is_in) for one in find_inclusions("不论是农户还是乡镇干部，都给")]
    [('农户', True), ('乡镇干部', True)]
    """
    for found in _LED.finditer(text):
        what, more = found["what"], found["more"]
        yield Inclusion(found.span(), (what or more).removesuffix("的"), what is None)
    for found in _EITHER.finditer(text):
        yield from (Inclusion(found.span(), found[one], True) for one in ("one", "two"))
    for found in _WITHIN.finditer(text):
        yield Inclusion(found.span(), found["what"], False)
    for found in _FOLLOWED.finditer(text):
        yield Inclusion(found.span(), found["what"], found["out"] is None)
