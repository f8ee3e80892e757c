"""Numbers of documents 文号 that are of no document served, cited in one, or named by the asker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.inventions.reviewed import Invention, Reviewed
from assistant.policy.corpus import Corpus
from assistant.text.normalization import normalize

_NUMBER = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{1,9})?(?:[〔\[【(](?P<a>(?:19|20)[0-9]{2})[〕\]】)]年?"
    r"|(?<=[政办发函字令规])(?P<b>(?:19|20)[0-9]{2})[-— ]?|(?P<c>(?:19|20)[0-9]{2})年)"
    r"第?(?P<serial>[0-9]{1,4})号(?![楼线院机])"
)
_LEAD = re.compile(
    r"^(?:.*(?:依据|根据|按照|参照|对照|详见|参见|落实|执行|文件|文号|通知|政策|规定|以及|[为是即和及与的按照见]))"
)
_OFFICE = re.compile(r"(?:[政办发函字令规委厅府局联科财工]|电)$")
Key = tuple[str, str]


class NumberReview:
    """Compares the numbers that a text cites with those of the corpus."""

    reason = "wrong_number"

    def __init__(self, corpus: Corpus) -> None:
        self._own = tuple(policy.meta.number for policy in corpus.policies if policy.meta.number)
        self._known: dict[Key, set[str]] = {}
        for text in (*self._own, *(policy.text for policy in corpus.policies)):
            for key, office in _read(normalize(text).text):
                self._known.setdefault(key, set()).add(office)

    def find(self, reviewed: Reviewed) -> Iterator[Invention]:
        """Yield the numbers that no document has."""
        asked = {key for key, _ in _read(normalize(reviewed.asked).text)}
        for found in reviewed.matches(_NUMBER):
            key, office = _key(found), _office(found)
            if key in asked or self._is_known(key, office):
                continue
            start = found.end("office") - len(office) if found["office"] else found.start()
            yield Invention(start, found.end(), self.reason, "、".join(self._own) or None)

    def _is_known(self, key: Key, office: str) -> bool:
        offices = self._known.get(key)
        if offices is None:
            return False
        return not office or any(not own or office.endswith(own) or own.endswith(office) for own in offices)


def _read(text: str) -> Iterator[tuple[Key, str]]:
    return ((_key(found), _office(found)) for found in _NUMBER.finditer(text))


def _key(found: re.Match[str]) -> Key:
    return found["a"] or found["b"] or found["c"], str(int(found["serial"]))


def _office(found: re.Match[str]) -> str:
    """Return the office of a number, without the words that lead to it; nothing where those are all."""
    said = _LEAD.sub("", found["office"] or "")
    return said if _OFFICE.search(said) else ""
