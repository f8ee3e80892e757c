"""The pages that people read: the chat, the policy's text and overview, and the staff workbench. HTML lives here."""

from assistant.pages.chat import mount_chat
from assistant.pages.documents import build_router, tell_fault
from assistant.pages.staff import build_staff_router

__all__ = ["build_router", "build_staff_router", "mount_chat", "tell_fault"]
