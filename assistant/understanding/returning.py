"""Words by which a message goes back to what was asked before."""

from __future__ import annotations

from assistant.understanding.wordlists import any_of

FIRST = any_of("第一个 头一个 最开始 最初 最早 一开始 最前面 最先 开头那 开头问 一上来 起先 起初 第一次问 第一问")
BEFORE_LAST = any_of("前一个 上上个 前面那个 之前那个 前面那项 再前面 前者")
