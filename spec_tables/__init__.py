"""The compiled API tables: `<engine>/<version>.json`, and a line of summary for every operation, summaries.json."""
