"""Bring a friend, on the pages of rewards: how it is written, who was brought, and who is held for review."""
