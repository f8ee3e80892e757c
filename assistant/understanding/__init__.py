"""From a message to a `Query`: what it asks, of which programme and level, with which figures of the user's own."""
