"""Sends the API what its description allows, and what not. `./do fuzz` does so for ten minutes."""
