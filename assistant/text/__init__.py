"""Text below the level of policies: tokens, Chinese numbers and amounts."""
