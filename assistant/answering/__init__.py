"""From evidence to an answer: what the policy says on the question, in the order in which a good clerk says it."""
