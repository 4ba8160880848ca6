"""Content: what a message says: merge fields, languages, preview."""
