"""The pages that people read: the chat, the policy's text and overview, and the staff workbench. HTML lives here."""

from assistant.pages.chat import mount_chat
from assistant.pages.documents import build_router, tell_fault
from assistant.pages.embedded import build_embedding_router, read_origins
from assistant.pages.interface import build_interface_router
from assistant.pages.staff import build_staff_router

__all__ = [
    "build_embedding_router",
    "build_interface_router",
    "build_router",
    "build_staff_router",
    "mount_chat",
    "read_origins",
    "tell_fault",
]
