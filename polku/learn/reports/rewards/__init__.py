"""Reports of rewards: what was given, seen and used of a program, what it cost and what came of it.

Counted from the ledger's movements at the moment of asking, so its sums are the ledger's.
"""
