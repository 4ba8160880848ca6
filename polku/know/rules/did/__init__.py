"""did: what a person has done: how often, for how much, how many different ones; of such events only."""

from polku.know.rules.did.leaf import Did, read_did

__all__ = ["Did", "read_did"]
