"""What a message says beside all that was understood of it: a rest that makes it a question of its own."""

from __future__ import annotations

import re

from assistant.policy.corpus import Corpus
from assistant.policy.levels import LevelReader
from assistant.policy.lexicon import fold
from assistant.text.figures import find_figures
from assistant.text.masking import blank
from assistant.understanding.query import Query
from assistant.understanding.wordlists import GIVEN_WORDS, any_of

FILLER = any_of(
    f"""{GIVEN_WORDS}
    请问一下 请问 请教 想问 想问问 问问 问一下 问下 问 咨询 了解 想知道 知道 想 麻烦 帮忙 帮 查一下 查查 查
    看看 看 我叫 我是 叫 电话 手机 联系方式 身份证 邮箱 微信 告诉 说说 说一下 介绍 讲讲 一下 一下子 您好
    你好 谢谢 你们 您们 你 您 我们公司 我们企业 我们厂 我们 我司 我公司 我厂 我 本公司 本企业 公司 企业
    单位 厂里 厂 老板 来电人 来电 热线 有人 客户 市里 省里 本市 咱们 咱 这边 这里 那边 那里 这个 那个 这 那
    它 其 该 此 是不是 是否 是 为 的话 的 地 得 了 着 过 吗 呢 啊 呀 吧 嘛 哦 哈 喔 么 什么 啥 怎么样 怎么
    怎样 咋 如何 哪些 哪个 哪里 哪 几 多少 多 少 有没有 有 能不能 能否 能够 能 可不可以 可否 可以 可 会不会
    会 要不要 要 需要 应该 应 给予 给到 给 发放 发 拿到 拿 领到 领取 领 获得 获 得到 到手 到 享受 享 申领
    钱 资金 金额 政策 文件 措施 规定 标准 按照 按 根据 关于 对于 对 在
    里面 里 上 中 和 与 及 跟 或 还是 还 也 都 就 才 又 再 呗 请 被 新认定 认定 评上 评为 获评 被评 通过
    成为 入选 拿下 评定 评 认 今年 现在 目前 如果 要是 假如 的时候 一共 总共 大概 具体 到底 各 究竟 最后
    一次性 一次 个 家 项 一 元 块 政府 财政 市 省 级 档 来 去 把 让 由 从 以 于 之 等 方面
    情况 关系 刚刚 刚 批下来 下来 列为 列入 以后 之后 啦 噻 俺们 俺厂 俺 侬 晓得 老铁 整 嘅 系 唔该 值 名头
    就是 然后 听说 准备 申报 申请 提交 以后 后 几何 若干 百分点 那么 喂 另外 好的 说 讲 部分 项目 何 请教下 多大"""
)
PUNCTUATION = re.compile(r"[\W_]+")


class Residue:
    """Finds the rest of messages against one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        lexicon = corpus.lexicon
        terms = {term for topic in lexicon.topics for term in topic.terms}
        for groups in (lexicon.levels, lexicon.departments, lexicon.payers, lexicon.cues):
            terms.update(term for group in groups.values() for term in group)
        terms.update(term for group in lexicon.uncovered for term in group)
        terms.update(lexicon.details)
        ordered = sorted({folded for term in terms if (folded := fold(term))}, key=len, reverse=True)
        self._levels = LevelReader(lexicon.levels)
        self._known = re.compile("|".join(map(re.escape, ordered)))

    def characters(self, query: Query) -> str:
        """Return the characters that are left, each once, sorted: the order of words does not make a question.

        Negations are among them; personal data, masked or not, is not.
        """
        rest = blank(query.folded)
        for mention in query.mentions:
            if mention.topic not in query.carried:
                rest = rest[: mention.start] + " " * (mention.end - mention.start) + rest[mention.end :]
        for figure in find_figures(rest):
            rest = rest.replace(figure.surface, " ", 1)
        for place in query.places:
            rest = rest.replace(place, " ")
        rest = self._known.sub(" ", rest)
        for level in self._levels.find(rest):
            rest = rest[: level.start] + " " * (level.end - level.start) + rest[level.end :]
        for pattern in (FILLER, PUNCTUATION):
            rest = pattern.sub(" ", rest)
        return "".join(sorted(set(rest) - {" "}))
