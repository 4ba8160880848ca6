"""Tallies: counts that are kept while events come in, by minute and by day."""
