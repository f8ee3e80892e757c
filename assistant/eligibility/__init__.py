"""What a firm may claim: its profile, judged condition by condition against the criteria of a policy."""
