"""Files that staff download."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Response

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send_file(content: bytes, name: str, kind: str) -> Response:
    """Return the content as a file to be saved under a name."""
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=kind, headers={"Content-Disposition": disposition})
