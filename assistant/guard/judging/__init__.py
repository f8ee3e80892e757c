"""Whether what is said of a figure holds."""
