"""惠企问答: answers questions on enterprise policies from clauses, and states no amount the reward table lacks."""
