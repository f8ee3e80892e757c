"""Messages that are no policy question: what kind of act each is, and what is replied."""
