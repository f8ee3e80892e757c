"""Tell of which level each of several sums is: 省内的卖480万，国内的卖100万."""

from __future__ import annotations

from itertools import pairwise

from assistant.policy.levels import LevelReader
from assistant.understanding.folding import fold_message
from assistant.understanding.query import UserFigure


def place_figures(message: str, figures: tuple[UserFigure, ...], reader: LevelReader) -> tuple[UserFigure, ...]:
    """Return sums with the level of what each is of, where each has one of its own before it, or each behind it."""
    bases = [figure for figure in figures if figure.role == "base" and figure.yuan is not None]
    if len(bases) < 2:
        return figures
    edges = [(0, 0), *((f.start, f.start + len(f.surface)) for f in bases), (len(message), len(message))]
    gaps = [message[end:start] for (_, end), (start, _) in pairwise(edges)]
    for beside in (gaps[:-1], gaps[1:]):
        levels = [{mention.level for mention in reader.find(fold_message(gap))} for gap in beside]
        if all(len(own) == 1 for own in levels) and len(set.union(*levels)) == len(bases):
            placed = {figure: own.pop() for figure, own in zip(bases, levels, strict=True)}
            return tuple(f.model_copy(update={"level": placed[f]}) if f in placed else f for f in figures)
    return figures
