"""Ranks on the pages of rewards."""
