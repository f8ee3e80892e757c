"""Files of a policy that were committed together and not yet moved to their places.

Text and table of a policy are two files, and no file system replaces two at once. So whoever writes both puts them into
one folder and renames that to `.pending/<id>`: from then on they count, wherever a kill left them. They are then moved
to `policies/` and `rewards/`, and the folder is removed.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = ".pending"
PLACES = {".md": "policies", ".yaml": "rewards"}


def find_files(directory: Path, place: str, pattern: str) -> tuple[Path, ...]:
    """Return the files of `policies` or `rewards`, sorted by name; one that is pending stands for the one in place."""
    files = {path.name: path for path in directory.glob(f"{place}/{pattern}")}
    for path in directory.glob(f"{FOLDER}/*/{pattern}"):
        if PLACES.get(path.suffix) == place:
            files[path.name] = path
    return tuple(files[name] for name in sorted(files))


def place_of(directory: Path, path: Path) -> str:
    """Return where a corpus file is, or will be when what is pending is in its place."""
    inside = path.relative_to(directory)
    return f"{PLACES[path.suffix]}/{path.name}" if inside.parts[0] == FOLDER else inside.as_posix()


def settle(directory: Path) -> None:
    """Move what is pending to its place, the tables last."""
    for folder in sorted(directory.glob(f"{FOLDER}/*/")):
        for suffix, place in PLACES.items():
            for path in folder.glob(f"*{suffix}"):
                os.replace(path, directory / place / path.name)
        folder.rmdir()
    if (directory / FOLDER).is_dir():
        (directory / FOLDER).rmdir()
