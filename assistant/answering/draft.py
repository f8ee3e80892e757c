"""A draft: the answer before the guard has seen it."""

from __future__ import annotations

from assistant.models import Citation, Model, StatedAmount, Status


class Draft(Model):
    """Paragraphs in answer order, with the amounts and citations that they state.

    `composed` tells that the rules wrote it from rows and clauses, and no model or person.
    """

    status: Status
    paragraphs: tuple[str, ...]
    citations: tuple[Citation, ...] = ()
    amounts: tuple[StatedAmount, ...] = ()
    notices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    composed: bool = False

    @property
    def text(self) -> str:
        """The whole answer as Markdown."""
        return "\n\n".join(self.paragraphs)
