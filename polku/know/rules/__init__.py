"""Rules: one language of conditions, which becomes ClickHouse SQL and a sentence in the reader's language."""
