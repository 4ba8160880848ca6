"""Broadcasts and narrowcasts of a LINE account: the list, writing one, sending it off, and what came of it."""
