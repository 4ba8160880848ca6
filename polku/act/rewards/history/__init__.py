"""History of coupons from another system: programs that have ended, who was given what, what was used when.

Everything happens at its own time: nobody is written to or reminded, and reports, segments and the ledger's sums know
it as if it had been here.
"""
