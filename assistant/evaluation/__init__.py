"""Score the assistant's answers against question cases."""
