"""Campaigns: one message to one audience."""
