"""From a call to its result. Both drivers use these modules."""
