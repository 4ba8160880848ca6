"""The report of a campaign: what it cost, what came of it, beside earlier ones; as a page, a file, a letter."""
