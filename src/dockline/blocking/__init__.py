"""The blocking driver: calls block the thread."""
