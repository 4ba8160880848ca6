"""A campaign by several channels: who gets it by what, how that is chosen, and what came of it by each."""
