"""The HTTP interfaces: JSON of our own, OpenAI's chat completions, tools of the Model Context Protocol."""

from assistant.api.routes import build_router
from assistant.api.tools import mount_tools

__all__ = ["build_router", "mount_tools"]
