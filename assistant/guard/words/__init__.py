"""The words by which the guard reads what a figure is said to be: patterns without nested repeats."""
