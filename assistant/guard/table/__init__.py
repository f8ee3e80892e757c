"""The facts of the reward table, as the guard asks for them."""
