"""Sends a request and turns the response into a result. Both drivers use these modules."""
