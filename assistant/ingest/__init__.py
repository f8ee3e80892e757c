"""From a file to a policy with a draft reward table: read, heal, arrange, draft, hold against the loader, write."""
