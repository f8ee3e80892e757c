"""Windows said open after they closed or closed before, and dates of end or payment that no document names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from assistant.guard.inventions.reviewed import Invention, Reviewed
from assistant.guard.words.periods import month_ends
from assistant.models import PolicyMeta
from assistant.policy.corpus import Corpus
from assistant.policy.document_names import PolicyNames
from assistant.policy.validity import is_closed
from assistant.text import giving
from assistant.text.figures import Unit, find_figures
from assistant.text.normalization import normalize

_APPLY = rf"(?:申报|申请(?!{giving.PAY})|申领|报名|认定|受理|报送)"
_OPEN = re.compile(
    "|".join(
        (
            f"(?:现在?|目前|如今|眼下|当前|今年|至今|现阶段)(?:政策|文件)?(?:仍|还|依然|依旧|尚|也|都)?然?(?:有效|可以?继续?{_APPLY}|能{_APPLY}|接受{_APPLY}|在(?:受理|有效期|期限|申报期|认定期)内?|开放|未(?:截止|到期|过期|结束))",
            f"(?:仍|还|依然|依旧|尚)然?(?:在(?:有效期|受理|申报期|认定期|期限)内?|处于有效期|有效|可以?继续?{_APPLY}|能继续?{_APPLY}|未(?:截止|到期|过期|结束))",
            "长期有效",
            "一直有效",
            "持续有效",
            f"常年(?:受理|{_APPLY})",
            f"(?:随时|任何时候)(?:都)?(?:可以?|能)?(?:来)?{_APPLY}",
            f"(?:正在|正|持续)(?:受理|接受{_APPLY}|开放{_APPLY})",
            "(?:尚|还|仍)没有?(?:截止|过期|到期|结束)",
            "(?:窗口期?|通道|入口)(?:仍|还|依然|已|现已|正)?(?:在)?(?:开放|开着|开启)",
            "没有(?:截止|时间限制|期限限制|申报期限)",
            "不设(?:截止|期限)",
        )
    )
)
_CLOSED = re.compile(
    r"(?:认定|申报|窗口期?|政策|受理|申请)[^。；，\n]{0,10}?(?:已|已经)于?[^。；，\n]{0,14}?(?:截止|结束|到期|过期|关闭|失效)"
)
_SAYS_CLOSED = re.compile(r"(?:已|已经)于?[^。；，\n]{0,16}?(?:截止|结束|到期)|截止日期?(?:为|是|至|到)?20[0-9]{2}年")
_UNSURE = re.compile(r"(?:是否|能否|可否|如果|若|假如|如|不|没|未|并非|以为|误以为|曾)$")
_DUE_AFTER = re.compile(
    rf"(?:之)?(?:前|以前|止|截止|到期|前后)?[，,]?(?:可|可以|应|须|需|将|要|一?并|完成|取得|获得|提交|办理|统一|全部|就|会|能)*(?:{_APPLY}|截止|到期|{giving.PAY}|到账|打款|付清|公示|为止)"
)
_DUE_BEFORE = re.compile(
    rf"(?:{_APPLY}|截止|截至|有效期|期限|执行|{giving.PAY}|到账|打款|公示|延长|延期|顺延)(?:工作|资金|奖金|日期|时间|期|限)*(?:已|将|可|仍|会)?(?:延长|延续|延|顺延)?(?:至|到|为|是|于|在|截至|截止)*[:：]?$"
)


class DeadlineReview:
    """Compares what a text says of windows and days with the documents, on the day of checking."""

    reason = "wrong_deadline"

    def __init__(self, corpus: Corpus) -> None:
        self._metas = tuple(policy.meta for policy in corpus.policies)
        self._names = PolicyNames(self._metas)
        guides = {file.policy: [g.text for g in file.guides if g.is_verified] for file in corpus.guides}
        self._days = {
            policy.meta.id: _days("\n".join((policy.text, *guides.get(policy.meta.id, ()))), policy.meta)
            for policy in corpus.policies
        }

    def find(self, reviewed: Reviewed) -> Iterator[Invention]:
        """Yield the sayings that hold for none of the documents spoken of."""
        metas = self._meant(reviewed)
        ends = [end for meta in metas if (end := meta.award_window_end or meta.valid_to)]
        expected = "、".join(f"{end.year}年{end.month}月{end.day}日截止" for end in dict.fromkeys(ends)) or None
        if ends and len(ends) == len(metas):
            closed = all(_is_over(meta, reviewed.day) for meta in metas)
            yield from self._standing(reviewed, closed, expected)
        yield from self._dates(reviewed, metas, expected)

    def _meant(self, reviewed: Reviewed) -> Sequence[PolicyMeta]:
        named = self._names.find(reviewed.folded)
        return [meta for meta in self._metas if not named or meta.id in named]

    def _standing(self, reviewed: Reviewed, closed: bool, expected: str | None) -> Iterator[Invention]:
        """Yield what is said open though it is closed, or closed though it is open."""
        if closed and _SAYS_CLOSED.search(reviewed.text):
            return  # what is then said of the present is said of what was recognised in time
        for found in reviewed.matches(_OPEN if closed else _CLOSED):
            if not _UNSURE.search(reviewed.text, max(0, found.start() - 4), found.start()):
                yield Invention(*found.span(), self.reason, expected)

    def _dates(self, reviewed: Reviewed, metas: Sequence[PolicyMeta], expected: str | None) -> Iterator[Invention]:
        """Yield days of end or of payment that stand in none of the documents."""
        known = {day for meta in metas for day in self._days[meta.id]}
        known |= {f.value for f in find_figures(reviewed.asked) if f.unit is Unit.DATE}
        for item in reviewed.sheet.items:
            is_day = item.unit is Unit.DATE and int(item.value) // 100 % 100 > 0
            if not is_day or not reviewed.is_claimed(item.start, item.end):
                continue
            before = reviewed.text[max(0, item.start - 14) : item.start]
            says_due = _DUE_AFTER.match(reviewed.text, item.end) or _DUE_BEFORE.search(before)
            if says_due and not any(_agrees(item.value, day) for day in known):
                yield Invention(item.start, item.end, self.reason, expected)


def _is_over(meta: PolicyMeta, day: date) -> bool:
    return is_closed(meta, day) or (meta.valid_to is not None and day > meta.valid_to)


def _days(text: str, meta: PolicyMeta) -> frozenset[Decimal]:
    """Return all days that a document names, as numbers yyyymmdd."""
    said = {figure.value for figure in find_figures(text) if figure.unit is Unit.DATE}
    own = (meta.issued, meta.effective, meta.valid_to, meta.award_window_end)
    said |= {Decimal(day) for day in month_ends(normalize(text).text)}
    return frozenset(said | {Decimal(d.year * 10000 + d.month * 100 + d.day) for d in own if d})


def _agrees(value: Decimal, day: Decimal) -> bool:
    """Whether a day that may lack its year or its day is one that is named."""
    said, known = int(value), int(day)
    parts = ((said // 10000, known // 10000), (said // 100 % 100, known // 100 % 100), (said % 100, known % 100))
    return all(one in (0, other) or other == 0 for one, other in parts)
