"""Say an answer again in fewer words: what it answers first, on what condition, and where that stands."""

from __future__ import annotations

from assistant.models import Answer

KEPT = ("条件：", "依据：")


def shorten(answer: Answer, lead: str) -> Answer:
    """Return an answer without the paragraphs behind its first that neither bind the amount nor cite.

    A table or quotation that the first paragraph announces stays; notices stay, since no amount is said without them.
    """
    if answer.status != "answered":
        return answer
    paragraphs = answer.text.split("\n\n")
    notices = [text for text in paragraphs if text.startswith("> **提示")]
    body = [text for text in paragraphs[:-1] if text not in notices]
    kept = body[:1]
    if body and body[0].endswith(("：", ":")):
        kept = body[:2]
    kept += [text for text in body[len(kept) :] if text.startswith(KEPT) and text not in kept]
    text = "\n\n".join((*notices, lead + kept[0] if kept else lead, *kept[1:], *paragraphs[-1:]))
    said = tuple(amount for amount in answer.amounts if amount.text in text.replace("*", ""))
    return answer.model_copy(update={"text": text, "amounts": said, "suggestions": ()})
