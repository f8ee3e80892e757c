"""Materials to be handed in that no document names: 需提交营业执照."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guard.inventions.reviewed import Invention, Reviewed
from assistant.policy.corpus import Corpus
from assistant.policy.table import squeeze
from assistant.text.lists import either, read_lists
from assistant.text.shared import SHARED

_PAPER = either(read_lists(__package__, "words", SHARED)["paper"])
_HANDED = re.compile(
    r"(?:需要?|须|应当?|请|要|必须|得|可|凭|带上?|携带|持|备齐|准备好?)[^，。；、\n]{0,8}?(?:提交|提供|准备|携带|上传|报送|递交|出具|附上?|填写|填报|带齐|带上|交齐?|备齐|盖|持|凭)?(?:以下|下列|企业|本单位|加盖|公司|单位|最近|近|上一?年度|[0-9一二两三]+(?:年|份|套|个月)|的|内)*"
    rf"(?P<paper>(?:{_PAPER}))"
)
_LISTED = re.compile(
    rf"(?:申报|申请|所需|需要?|提交|提供|准备)(?:的)?(?:材料|资料)(?:清单)?(?:有|包括|为|如下|是|：|:|含)+[^。；\n]{{0,30}}?(?P<paper>(?:{_PAPER}))"
)

_SPARED = re.compile(r"(?:无|不|免|别|勿)[^，。；\n]{0,2}$")


class MaterialReview:
    """Compares what a text asks for with what the documents name."""

    reason = "invented_material"

    def __init__(self, corpus: Corpus) -> None:
        self._text = "\n".join(
            squeeze(text) for text in (*(policy.text for policy in corpus.policies), *corpus.guide_texts)
        )

    def find(self, reviewed: Reviewed) -> Iterator[Invention]:
        """Yield the materials that no document names."""
        seen: set[int] = set()
        for pattern in (_HANDED, _LISTED):
            for found in reviewed.matches(pattern):
                start, end = found.span("paper")
                spared = _SPARED.search(reviewed.text, max(0, found.start() - 4), found.start() + 2)
                if start not in seen and not spared and squeeze(found["paper"]) not in self._text:
                    seen.add(start)
                    yield Invention(start, end, self.reason)
