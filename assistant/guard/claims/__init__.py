"""What a text says of each figure, slot by slot, and whether the notices say the same."""
