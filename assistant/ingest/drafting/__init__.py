"""Draft a reward table from the clauses of a policy, by rules.

`draft_rows(policy)` reads each clause (`passages`), finds its sums and rates (`figures`), judges what each is there for
(`roles`), cuts the words before it (`leads`, `heads`, `enumerations`), fills the slots (`slots`) and puts rows together
(`reading`). Nothing of it is stated to anyone before a person has reviewed it.
"""

from assistant.ingest.drafting.drafts import DraftRow
from assistant.ingest.drafting.table import draft_rows

__all__ = ["DraftRow", "draft_rows"]
