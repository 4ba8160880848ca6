"""The ledger: movements that are never changed, and what follows from them.

    grant ──► lot ──► use ──► give back
               │
               └────► withdraw, expire

A *grant* gives somebody some of a program's units (one use of a coupon, three stamps, 200 points) and opens a *lot* of
them, on the terms that held then. A *use* takes from a lot, *giving back* undoes a use; *withdrawing* and *expiring*
end what is left. What is left of a lot is kept beside the movements, so that it can be taken in the statement that
looks, whoever else takes at the same instant; `prove.py` makes it again from the first movement.

Each movement has a cause: the same cause, person and part twice is one movement. What is asked for from outside carries
a key, and the second time gets the first answer (`once.py`).
"""
