"""Fold a message for comparison with the lexicon, keeping the way back to its own offsets."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.policy.lexicon import IGNORED
from assistant.text.normalization import normalize


@dataclass(frozen=True, slots=True)
class Folded:
    """A message as the lexicon compares it; `offsets[i]` is where its i-th character stands in the message."""

    text: str
    offsets: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty half-open span to the message."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold_message(message: str) -> Folded:
    """Narrow, simplify and lower-case a message; drop blanks, quotation marks, brackets and the 个 of 一百个亿."""
    normalized = normalize(message)
    text = normalized.text
    kept = [
        (c.lower(), at)
        for i, (c, at) in enumerate(zip(text, normalized.offsets, strict=False))
        if c not in IGNORED and not (c == "个" and text[i + 1 : i + 2] in ("亿", "万"))
    ]
    return Folded("".join(c for c, _ in kept), tuple(at for _, at in kept))
