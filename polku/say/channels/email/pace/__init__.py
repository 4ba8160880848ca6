"""How fast letters go: a warm-up plan for a domain that is new to sending, and the most for each receiving domain.

`allowance.py` counts what a day or a minute has taken, for all workers alike; `warm_up.py` and `domains.py` say how
much that may be; `shares.py` parts a block of letters into those that may go and those that are told to wait.
"""
