"""Offline: build from the corpus what the assistant searches. The assistant never imports this package."""
