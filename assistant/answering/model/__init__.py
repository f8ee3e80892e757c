"""Drafts by a language model, which never sees a figure and can write none: only tokens of what the table supports."""
