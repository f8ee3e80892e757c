"""Read what is asked by a message: its intents, by the cues of the lexicon."""

from __future__ import annotations

import re

from assistant.policy.lexicon import Lexicon
from assistant.text import giving, summing
from assistant.understanding.details import DetailFinder
from assistant.understanding.matching import TermMatcher
from assistant.understanding.query import Intent

NO_CUE = re.compile(
    "|".join(
        (
            "多久[^，。；？,;?]{0,4}一[次回]",
            "(?:研发|销售|财务|生产|质检|人事|技术|采购)部门?",
            "发文(?:那|时|的时候|当时|前|后)",
            f"(?:{summing.TOTAL}|共)(?:{giving.AWARD}|花|投|贷|卖|买|用|付|出)了?(?=[0-9一二两三四五六七八九十百千])",
            "(?:借|欠|缺|花|出|没)了?(?:点|些|到)?钱",
            "(?:条例|法规|法律|办法)[^，。；？,;?]{0,6}全称",
            "(?:文件|规定|政策|标准)[^，。；？,;?]{0,4}(?:不算数?|作废)",
            f"(?<=发票|投入|投资|设备|贷款|费用|采购|花费|融资)(?:金额|总额)?(?:{summing.TOTAL})",
        )
    )
)
STRADDLED = re.compile(
    r"(最[高多大少]|至少|钱)(?=多[少久])|(?:(?<=最多)|(?<=最少)|(?<=至少)|(?<=至多))(?=[补奖给拿出]多少)"
)
"""A word that, with the beginning of the next, would read as a cue.

最高|多少 is no 高多少, 钱|多久 no 钱多, 最多|补多少 no 多补多少.
"""
DONE = re.compile(
    r"都(?:已经|已)?(?:评|拿|领|批|认定|公示|办|下来)(?:上|到|下)?(?:手|来)?了?(?!钱|奖|补)|都[给能](?:贴|补)"
)
"""That something is all done (都拿到手了) or all paid (五年都给贴吗), where only one thing is spoken of."""
WHICH_MORE = re.compile(r"(?:哪[个边种项档]|哪一[个种项]|谁)[^，。；？,;?]{0,4}(?:高|多(?!少)|大|划算)")
"""That two things are compared, however that is put: 哪个给得高."""
SEVERAL = re.compile(r"[两双俩]|二者|同时|分别|各自")
ASKED_DETAIL = re.compile(r"(?:是|号码|号|都)*(?:多少|几)")


class IntentReader:
    """Reads intents by one lexicon; `details` are what a question asks besides."""

    def __init__(self, lexicon: Lexicon, details: DetailFinder) -> None:
        self._details = details
        # One matcher an intent: cues of different intents may overlap.
        self._cues = {Intent(name): TermMatcher({name: cues}, tolerant=False) for name, cues in lexicon.cues.items()}

    def read(self, folded: str, several: bool) -> frozenset[Intent]:
        """Return what is asked; 多少 that asks for a detail (电话是多少) is no question of amount.

        How often something is done is no deadline, and the total of the user's own costs no stacking; nor is that one
        thing is all done, unless `several` are spoken of.
        """
        folded = NO_CUE.sub("", STRADDLED.sub(lambda found: f"{found[0]}，", folded))
        if not several and not SEVERAL.search(folded):
            folded = DONE.sub("，", folded)
        details = self._details.find(folded)
        for match in reversed(details):
            asked = ASKED_DETAIL.match(folded, match.end)
            folded = folded[: match.start] + folded[asked.end() if asked else match.end :]
        found = frozenset(intent for intent, matcher in self._cues.items() if matcher.find(folded))
        return found | {Intent.COMPARE} if WHICH_MORE.search(folded) else found
