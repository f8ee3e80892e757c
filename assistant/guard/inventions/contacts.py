"""Telephone numbers, addresses of mail and of pages that nobody verified."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guard.inventions.reviewed import Invention, Reviewed
from assistant.policy.corpus import Corpus
from assistant.text.normalization import normalize

_FIXED = r"(?:\(?0[0-9]{2,3}\)?[-— ]?)?[2-9][0-9]{6,7}(?:[-—转][0-9]{1,5})?"
_WHOLE = re.compile(  # numbers that nothing else looks like
    "(?<![0-9A-Za-z.])(?:"
    + "|".join(
        (
            r"\(?0[0-9]{2,3}\)?[-— ][2-9][0-9]{6,7}(?:[-—转][0-9]{1,5})?",
            "1[3-9][0-9][-— ]?[0-9]{4}[-— ]?[0-9]{4}(?![.,]?[0-9]*[万亿元%])",
            "[48]00[-— ][0-9]{3,4}[-— ]?[0-9]{3,4}",
            r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
            r"(?:https?://|www\.)[A-Za-z0-9./_?=&%#-]+",
        )
    )
    + ")(?![0-9])"
)
_SERVICE = r"1[0-9]{4}"
_CALLED = re.compile(
    r"(?:电话|热线|座机|手机|拨打|致电|传真|联系方式|咨询号码?|号码|拨)(?:号码)?(?:是|为|请|可|打|：|:|\s|\()*"
    rf"(?P<n>{_FIXED}|{_SERVICE}|0[0-9]{{2,3}}[0-9]{{7,8}})(?![0-9万亿元%家个])"
    rf"|(?<![0-9])(?P<m>{_SERVICE})(?=(?:政务|服务|便民|咨询|心理|投诉|市民)*(?:热线|电话|平台))"
)
_DIGIT = re.compile(r"[^0-9A-Za-z@.]")


class ContactReview:
    """Compares contacts with those that staff verified and that the documents print."""

    reason = "invented_contact"

    def __init__(self, corpus: Corpus) -> None:
        acts = corpus.messages.acts.model_dump().values()
        guides = (guide for file in corpus.guides for guide in file.guides if guide.is_verified)
        told = (said for guide in guides for said in (guide.phone, guide.link))
        self._corpus = corpus
        self._printed = _join((*map(str, acts), *(p.text for p in corpus.policies), *corpus.guide_texts, *told))

    def find(self, reviewed: Reviewed) -> Iterator[Invention]:
        """Yield the contacts that nobody verified."""
        spans = sorted(_spans(reviewed))
        if not spans:
            return
        seen: set[int] = set()
        known = f"{self._printed}\n{_join(contact.phone or '' for contact in self._corpus.contacts)}"
        for start, end in spans:
            written = _digits(reviewed.text[start:end])
            if start not in seen and written not in known and written not in _digits(reviewed.asked):
                seen |= set(range(start, end))
                yield Invention(start, end, self.reason)


def _join(texts: Iterable[str]) -> str:
    return "\n".join(_digits(normalize(text).text) for text in texts)


def _spans(reviewed: Reviewed) -> Iterable[tuple[int, int]]:
    yield from (found.span() for found in reviewed.matches(_WHOLE))
    for found in reviewed.matches(_CALLED):
        yield found.span("n" if found["n"] else "m")


def _digits(text: str) -> str:
    return _DIGIT.sub("", text) if len(text) < 40 else re.sub(r"[-— ()转]", "", text)
