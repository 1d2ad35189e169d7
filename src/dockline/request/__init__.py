"""Turns an operation map into a request."""
