"""A text written anew, every character led back to where it stood."""

from __future__ import annotations

from assistant.guard.pasting.edits import Edit, as_written, rewrite


def test_what_is_left_out_keeps_the_places_of_the_rest() -> None:
    found = rewrite(as_written("补5\n0元"), [Edit(2, 3, "")])
    assert (found.text, found.offsets) == ("补50元", (0, 1, 3, 4))


def test_edits_follow_each_other_over_two_rounds() -> None:
    once = rewrite(as_written("省级 5"), [Edit(4, 4, "万元")])
    twice = rewrite(once, [Edit(0, 2, "市级")])
    assert twice.text == "市级 5万元"
    assert list(twice.offsets) == sorted(twice.offsets)


def test_nothing_to_edit_changes_nothing() -> None:
    assert rewrite(as_written("补5元"), []) == as_written("补5元")
