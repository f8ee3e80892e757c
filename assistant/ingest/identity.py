"""Choose the id of a policy: region in pinyin, year, serial number; from its title where it has no number."""

from __future__ import annotations

import re

from pypinyin import lazy_pinyin

from assistant.ingest.metadata import DraftMeta
from assistant.policy.regions import short_name

SERIAL = re.compile(r"((?:19|20)\d\d)\D*?(\d+)号")
FILLER = re.compile(
    r"关于|印发|进一步|加快|促进|推动|支持|鼓励|若干|实施|的|通知|意见|措施|办法|政策|规定|[^\u4e00-\u9fff]"
)
LONGEST = 12


def choose_id(meta: DraftMeta) -> str:
    """Return an id that is the same whenever the same document is read.

    >>> choose_id(DraftMeta(title="某通知", number="宁政办〔2021〕68号", region="宁德市"))
    'ningde-2021-68'
    >>> choose_id(DraftMeta(title="柳河县加快旅游业发展的若干意见", region="柳河县"))
    'liuhe-lvyouyefazhan'
    """
    place = "".join(lazy_pinyin(re.sub(r"[^\u4e00-\u9fff]", "", short_name(meta.region)))) or "policy"
    if found := SERIAL.search(meta.number):
        return f"{place}-{found[1]}-{int(found[2])}"
    core = FILLER.sub("", meta.title.replace(meta.issuer, "").replace(meta.region, ""))
    words = lazy_pinyin(core)
    name = ""
    for word in words:
        if len(name) + len(word) > 2 * LONGEST:
            break
        name += word
    year = f"-{meta.issued.year}" if meta.issued else f"-{meta.effective.year}" if meta.effective else ""
    return f"{place}{year}-{name or 'notice'}"
