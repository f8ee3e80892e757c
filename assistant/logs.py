"""The log on stderr: lines of text or of JSON, without questions, answers, addresses or query strings."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.settings import Settings

ACCESS = "huiqi.access"
TEXT = "%(asctime)s %(levelname)s %(name)s %(message)s"
FOREIGN = ("httpx", "httpx2", "httpcore", "httpcore2", "openai", "mcp", "urllib3", "faiss", "alembic")
"""Libraries that log addresses or contents, or much that helps nobody, at INFO."""


class JsonFormatter(logging.Formatter):
    """One JSON object a line; what a record carries as `fields` becomes keys of it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as JSON; of an error its kind and place, for its message may quote what came in."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            frame = record.exc_info[2]
            while frame is not None and frame.tb_next is not None:
                frame = frame.tb_next
            if frame is not None:
                line["where"] = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}"
        return json.dumps(line, ensure_ascii=False)


def set_up_logs(settings: Settings) -> None:
    """Log to stderr as the settings say; libraries only from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if settings.log_format == "json" else logging.Formatter(TEXT))
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for name in FOREIGN:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))


def log_access(method: str, route: str, status: int, seconds: float, request_id: str) -> None:
    """Log a request by its route, which has no part of what was asked."""
    fields = {"method": method, "route": route, "status": status, "ms": round(1000 * seconds), "request_id": request_id}
    logging.getLogger(ACCESS).info("%s %s %d", method, route, status, extra={"fields": fields})
