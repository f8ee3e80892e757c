"""What a reply can invent beside amounts: document numbers, clauses, deadlines, terms, contacts, materials."""
