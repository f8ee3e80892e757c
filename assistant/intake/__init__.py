"""A new policy's way from a file to the corpus: drafted by the rules, reviewed row by row by two people, published."""
