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
_SOURCE = re.compile("出自|来自|依据|根据|出处|来源|引自|规定于|载于")
Key = tuple[str, str]


class NumberReview:
    """Compares the numbers that a text cites with those of the corpus."""

    reason = "wrong_number"

    def __init__(self, corpus: Corpus) -> None:
        self._own = tuple(policy.meta.number for policy in corpus.policies if policy.meta.number)
        self._served = {key for number in self._own for key, _ in _read(normalize(number).text)}
        self._citing: dict[Key, set[str | None]] = {}
        for clause in corpus.clauses:
            for key, _ in _read(normalize(clause.text).text):
                self._citing.setdefault(key, set()).add(clause.label)
        self._known: dict[Key, set[str]] = {}
        for text in (*self._own, *(policy.text for policy in corpus.policies)):
            for key, office in _read(normalize(text).text):
                self._known.setdefault(key, set()).add(office)

    def find(self, reviewed: Reviewed) -> Iterator[Invention]:
        """Yield the numbers that no document has."""
        asked = {key for key, _ in _read(normalize(reviewed.asked).text)}
        for found in reviewed.matches(_NUMBER):
            key, office = _key(found), _office(found)
            if key in asked or (self._is_known(key, office) and not self._is_of_another(reviewed, found, key)):
                continue
            start = found.end("office") - len(office) if found["office"] else found.start()
            yield Invention(start, found.end(), self.reason, "、".join(self._own) or None)

    def _is_of_another(self, reviewed: Reviewed, found: re.Match[str], key: Key) -> bool:
        """Whether a document that ours only mention is given as the source of a figure in whose clause it isn't."""
        if key in self._served or not _SOURCE.search(reviewed.text, max(0, found.start() - 12), found.end("office")):
            return False
        start, end = reviewed.sheet.source_span(*reviewed.sentence(*found.span()))
        clauses = {one.clause for one in reviewed.figures if one.verdict == "supported" and start <= one.start < end}
        return bool(clauses - {None}) and not clauses & self._citing.get(key, set())

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
