"""A draft: the answer before the guard has seen it."""

from __future__ import annotations

from assistant.models import Citation, Model, StatedAmount, Status


class Draft(Model):
    """Paragraphs in answer order, with the amounts and citations that they state.

    `composed` tells that the rules wrote it from rows and clauses, and no model or person; `sealed` is its text as they
    left it.
    """

    status: Status
    paragraphs: tuple[str, ...]
    citations: tuple[Citation, ...] = ()
    amounts: tuple[StatedAmount, ...] = ()
    notices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    composed: bool = False
    sealed: str = ""

    @property
    def text(self) -> str:
        """The whole answer as Markdown."""
        return "\n\n".join(self.paragraphs)

    @property
    def is_as_composed(self) -> bool:
        """Whether its words are those of the rules, to the letter."""
        return self.composed and self.sealed == self.text

    def seal(self) -> Draft:
        """Return the draft, its text kept as that of the rules that wrote it."""
        return self.model_copy(update={"sealed": self.text}) if self.composed else self
