"""Of what each figure is said."""
