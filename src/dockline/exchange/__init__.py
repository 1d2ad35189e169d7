"""From a request to its result: what both drivers share."""
