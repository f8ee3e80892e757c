"""Read an English question as the Chinese one that it means, where its policy words are known."""

from __future__ import annotations

import re

from assistant.guard.layout.english import Translator
from assistant.text.normalization import normalize

_HAN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff0-9%+]*|[0-9][0-9,.]*(?:万?元|%)?")
_IS_ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[\s,'’\-?.]+[A-Za-z0-9]+){2,}")
_HAS_HAN = re.compile(r"[\u4e00-\u9fff]")
_GIVEN = frozenset({"奖励", "补助", "每年", "每家"})
_ASKED = (
    (r"how much|what amount|what is the (?:award|reward|subsidy|amount)|what(?:'s| are) the (?:award|reward|subsid)",
     "奖励多少"),
    (r"deadline|when|until|still apply|expire|still (?:open|valid)|closing date", "认定什么时候截止"),
    (r"which department|who is responsible|responsible|in charge|whom? (?:should|do|can) (?:we|i) (?:ask|contact)",
     "责任单位是谁"),
    (r"condition|eligib|qualif|requirement|who can|who may", "条件是什么"),
    (r"how many|target|goal", "目标是多少家"),
    (r"both|stack|combine|at the same time", "能同时享受吗"),
)  # fmt: skip


def is_english(message: str) -> bool:
    """Whether a message is English: at least three of its words in a row and nothing Chinese."""
    return _HAS_HAN.search(message) is None and _IS_ENGLISH.search(message) is not None


def read_english(message: str, translator: Translator) -> str | None:
    """Return the Chinese question that an English one means; None where it names nothing that is known.

    >>> translator = Translator({"设计中心": ("design center",)})
    >>> read_english("How much is the subsidy for a municipal design center?", translator)
    '市级设计中心奖励多少'
    """
    told = translator.translate(normalize(message)).text
    words = [found[0] for found in _HAN.finditer(told)]
    subject = [word for word in words if word not in _GIVEN and _HAS_HAN.search(word)]
    if not subject:
        return None
    lower = message.lower()
    asked = [chinese for pattern, chinese in _ASKED if re.search(pattern, lower)]
    return "".join(subject) + ("，".join(asked[:2]) or "有什么规定")
