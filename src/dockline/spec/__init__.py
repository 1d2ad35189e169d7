"""The engines, the versions of their APIs, and the table of each version."""
