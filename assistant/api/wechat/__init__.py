"""Callbacks of 企业微信 (WeCom) and 公众号: a message comes in signed and sealed, its answer goes out the same way."""

from assistant.api.wechat.platforms import read_accounts
from assistant.api.wechat.routes import build_wechat_router

__all__ = ["build_wechat_router", "read_accounts"]
