"""Segments: a named rule, and who is in it."""
