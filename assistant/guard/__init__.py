"""The amount guard: whether the reviewed table and the cited text support each figure that a text states."""
