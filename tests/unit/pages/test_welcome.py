"""The first screen of the chat offers pages that have something to show."""

from __future__ import annotations

import pytest

from assistant.pages.rendering import render_block
from assistant.policy.corpus import Corpus


@pytest.mark.parametrize(
    ("checks", "shown", "hidden"), [(True, "/eligibility", "/rewards"), (False, "/rewards", "/eligibility")]
)
def test_no_page_without_a_form_is_offered(corpus: Corpus, checks: bool, shown: str, hidden: str) -> None:
    documents = [policy.meta for policy in corpus.policies]
    first = render_block("chat_welcome.html", documents=documents, root="", checks=checks)
    assert f'href="{shown}"' in first and f'href="{hidden}"' not in first
