"""Find the clauses a question is about, in the index that `python -m index build` wrote."""
