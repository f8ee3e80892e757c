"""Policy documents, their reward tables and the lexicon: loaded, cross-checked, frozen."""
