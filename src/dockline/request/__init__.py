"""From an operation map to a request."""
