"""Rewards: what brings people back. Coupons, stamps, points, tickets of draws: whatever it is called, on one ledger.

A *program* is what somebody has set up, its *terms* are what it promises; they are numbered, and never changed. The one
rule: nobody ever has less than nothing, and nothing is given or taken twice.
"""
