"""Look-up for staff: clauses as found with why, what to say of them, and the reward table filtered and sorted."""
