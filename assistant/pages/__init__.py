"""The pages that people read: the chat, the reward overview and the policy's full text. HTML lives here only."""

from assistant.pages.chat import mount_chat
from assistant.pages.documents import build_router, tell_missing_page

__all__ = ["build_router", "mount_chat", "tell_missing_page"]
