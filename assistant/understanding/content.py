"""The words of a message that say what it is about, as weighted pairs of characters; what any question holds is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.policy.lexicon import fold
from assistant.understanding.matching import sound
from assistant.understanding.wordlists import any_of

FILLER = any_of(
    """请问一下 请问 请教 想问问 想问 问问 问一下 问下 问 咨询 了解 想知道 知道 麻烦 帮忙 查一下 查查 看看 告诉 说说 介绍 一下 您好 你好
    你们 您们 我们公司 我们企业 我们厂 我们村 我们 我司 我公司 我厂 我家 本公司 本企业 本人 咱们 咱 俺们 俺家 俺 公司 企业 单位 厂里 厂子
    老板 来电人 来电 热线 群众 听说 听人讲 听人 同行说 有人说 这边 这里 那边 那里 这个 那个 这家 那家 是不是 是否 的话 什么样的 什么 怎么样 怎么
    怎样 如何 哪些 哪个 哪里 哪家 哪几 多少 几多 好多 有没有 有无 能不能 能否 能够 可不可以 可否 可以 会不会 要不要 给不给 需要 应该 给予
    给到 拿到 领到 领取 获得 得到 享受 奖励 奖补 奖金 补助 补贴 资助 扶持 资金 金额 政策 文件 措施 规定 标准 按照 根据 关于 对于 按
    里面 还是 今年 去年 前年 上个月 现在 目前 如果 要是 假如 的时候 一共 总共 合计 拢共 统共 大概 大约 具体 到底 究竟 最后 一次性 宁德市
    政府 财政 县里头 县里 县上 市里 省里 镇里 村里 方面 情况 刚刚 批下来 下来 以后 之后 然后 准备 打算 计划 算下来 帮算 比例 百分之 最高 最多
    封顶 上限 条件 要求 符合 满足 资格 够格 申报 申请 支持 有关 相关 钱 奖 补 贴 给 拿 领 返 拨 发 吗 呢 啊 呀 吧 嘛 哦 么 了 的 地 得 着 过
    是 我 你 您 他 她 它 这 那 有 没 能 可 会 要 想 也 都 就 才 又 再 还 和 与 及 跟 或 对 在 把 被 让 由 从 以 于 为 个 几 谁 哪 咋 啥 多 少 不
    去 来 到 上 下 里 家 一 两 二 三 刚 请 算 做 搞 弄 说 点 些 等 元 块 万 亿 另外 帮 该 真 事 每 各 分别 每年 全年 时候 什么时候 核实"""
)
SEGMENT = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
FIGURE = re.compile(r"[0-9.]+(?:[万亿w元%]|块钱?)+|[一二两三四五六七八九十百千]+[万亿](?:元|块)?")
RANK = re.compile(r"[一二三四五六七八九](?=星|a|类|等奖|档|期|年|级)|两(?=年)")
NUMERALS = dict(zip("一二两三四五六七八九", "1223456789", strict=True))
WAY, HEARD = 0.7, 0.7


def level_numerals(folded: str) -> str:
    """Return a folded text with the numerals of ranks and years in digits: 四星级 as 4星级.

    >>> level_numerals("二类新药第二年")
    '2类新药第2年'
    """
    return RANK.sub(lambda found: NUMERALS[found[0]], folded)


def pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of a text, folded, with numerals of ranks in digits."""
    found: set[str] = set()
    for part in SEGMENT.split(level_numerals(fold(text))):
        found.update(part[i : i + 2] for i in range(len(part) - 1))
    return found


def segments(folded: str) -> list[str]:
    """Return what is left of a folded message without figures and what any question holds."""
    left = FILLER.sub(" ", FIGURE.sub(" ", level_numerals(folded)))
    return [part for part in SEGMENT.split(left) if part]


class Content:
    """Reads messages against the words of some policies."""

    def __init__(self, texts: Iterable[str], names: Iterable[str], ways: Iterable[Sequence[str]]) -> None:
        """`texts` are all that may be asked about, `names` what programmes and clauses are called."""
        whole = "\n".join(level_numerals(fold(text)) for text in texts)
        self._pairs = frozenset(pair for line in whole.split("\n") for pair in pairs(line))
        self._single = frozenset(whole)
        folded = [[fold(word) for word in group] for group in ways]
        self._ways = {word: [o for o in group if o != word and o in whole] for group in folded for word in group}
        self._text = whole
        self._heard: dict[tuple[str, str], set[str]] = {}
        for pair in {pair for name in names for pair in pairs(name)}:
            self._heard.setdefault((sound(pair[0]), sound(pair[1])), set()).add(pair)

    def speaks_of(self, word: str) -> bool:
        """Whether the policies have the word."""
        return level_numerals(fold(word)) in self._text

    def read(self, folded: str) -> Mapping[str, float]:
        """Return the pairs of a folded message with their weights: 1 as said, less by a way of saying or a sound.

        Pairs that no policy has are among them: they tell how much of the message is about something else.
        """
        found: dict[str, float] = {}
        for part in segments(folded):
            if len(part) == 1:
                if part in self._single:
                    found[part] = 1.0
                continue
            for i in range(len(part) - 1):
                found[part[i : i + 2]] = 1.0
        for word, others in self._ways.items():
            if word in folded:
                for other in others:
                    for pair in pairs(other):
                        found.setdefault(pair, WAY)
                if others and word not in self._text:
                    for pair in pairs(word):
                        found.pop(pair, None)
        for pair in [p for p in found if len(p) == 2 and p not in self._pairs]:
            alike = self._heard.get((sound(pair[0]), sound(pair[1])), ())
            for other in alike:
                found.setdefault(other, HEARD)
            if alike:
                del found[pair]
        return found
