"""What a text names: topics, levels, payers, bases, policies, quotations."""
