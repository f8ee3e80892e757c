"""Style sheets and scripts of the workbench and the public tools, at addresses that change with their content."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, Response

from assistant.pages.rendering import HERE

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Assets:
    """The files by name, and a version that names their content."""

    files: dict[str, bytes]
    version: str

    def address(self, root: str, name: str) -> str:
        """Return where a browser gets the file; scripts import each other by relative address, within one version."""
        if name not in self.files:
            raise KeyError(name)
        return f"{root}/staff/static/{self.version}/{name}"


@cache
def read_assets() -> Assets:
    """Read all files once; a new version of any is served after a restart."""
    paths: tuple[Path, ...] = (HERE / "site.css", *sorted((HERE / "staff" / "static").iterdir()))
    files = {path.name: path.read_bytes() for path in paths if path.suffix in TYPES}
    return Assets(files, sha256(b"".join(files.values())).hexdigest()[:12])


def add_assets(router: APIRouter) -> None:
    """Serve the files; a browser keeps those of the current version for good."""

    @router.get("/staff/static/{version}/{name}")
    def asset(version: str, name: str) -> Response:
        assets = read_assets()
        if name not in assets.files:
            return Response(status_code=404)
        kept = FOREVER if version == assets.version else "no-store"
        return Response(assets.files[name], media_type=TYPES[Path(name).suffix], headers={"Cache-Control": kept})
