"""The HTTP interface: questions, checks and look-ups as JSON, faults as problem+json in Chinese."""

from assistant.api.routes import build_router

__all__ = ["build_router"]
