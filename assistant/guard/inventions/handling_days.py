"""Terms of handling that no document names: 7个工作日内到账."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.inventions.reviewed import Invention, Reviewed
from assistant.policy.corpus import Corpus
from assistant.text import giving
from assistant.text.normalization import normalize
from assistant.text.numerals import read_numeral

_TERM = (
    r"(?P<n{0}>[0-9]{{1,3}}|[一二两三四五六七八九十]{{1,3}}|半)"
    r"(?P<u{0}>个?工作日|个?自然日|天|日|个?星期|周|个?月|小时)"
)
_HANDLED = (
    rf"(?:到账|到帐|到位|{giving.PAY}|支付|拨款|打款|打到|办结|办好|办完|办理|审核|审批|审完|审结|公示|批复|批下来|下来"
    r"|完成|答复|回复|受理|反馈|支付|付清|发下|出结果|领取)"
)
_AHEAD = re.compile(
    rf"{_TERM.format(1)}(?:之内|以内|内|左右|后)?(?:即可|便可|就能|就会|就可以?|可以?|能|将|会|全部|统一|资金|奖金|一次性"
    rf"|予以|由[^，。；]{{1,10}})*{_HANDLED}"
)
_BEHIND = re.compile(
    rf"{_HANDLED}(?:时间|周期|时限|期限|资金|奖金|流程|手续)*(?:一般|大约|大概|约|通常|预计|最快|最慢|最长|不超过|需要?|要"
    rf"|为|是|在|于|只需|：|:)*{_TERM.format(2)}"
)
_PAST = re.compile(r"(?:已|已经|曾|去年|上次|昨天|前)[^，。；\n]{0,6}$")


class TermReview:
    """Compares terms of handling with those that the documents name."""

    reason = "invented_term"

    def __init__(self, corpus: Corpus) -> None:
        texts = (*(policy.text for policy in corpus.policies), *corpus.guide_texts)
        self._known = {term for text in texts for term in _terms(normalize(text).text)}

    def find(self, reviewed: Reviewed) -> Iterator[Invention]:
        """Yield the terms that no document names."""
        for number, pattern in enumerate((_AHEAD, _BEHIND), start=1):
            for found in reviewed.matches(pattern):
                start, end = found.start(f"n{number}"), found.end(f"u{number}")
                if reviewed.text.endswith("月", 0, start) or _PAST.search(reviewed.text, max(0, start - 8), start):
                    continue
                if _key(found, number) not in self._known:
                    yield Invention(start, end, self.reason)


def _terms(text: str) -> Iterator[tuple[str, str]]:
    for found in re.finditer(_TERM.format(1), text):
        yield _key(found, 1)


def _key(found: re.Match[str], number: int) -> tuple[str, str]:
    numeral = read_numeral(found[f"n{number}"] + " ", 0)
    return str(numeral.value) if numeral else found[f"n{number}"], found[f"u{number}"].removeprefix("个")
