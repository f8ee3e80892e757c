"""How a text lies: normalised characters, lines, tables, speakers, figures."""
