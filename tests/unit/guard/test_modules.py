"""Each module of the guard has tests of its own, at the same place."""

from __future__ import annotations

from pathlib import Path

import assistant.guard

GUARD = Path(assistant.guard.__file__).parent
TESTS = Path(__file__).parent


def test_each_module_has_tests_of_its_own() -> None:
    modules = [path.relative_to(GUARD) for path in GUARD.rglob("*.py") if path.stem != "__init__"]
    assert len(modules) > 100
    assert [path.as_posix() for path in modules if not (TESTS / path.parent / f"test_{path.stem}.py").is_file()] == []
