"""Giving way: where a cap has no room for two campaigns, the one of higher priority goes, be it the later one.

Who gives way to what is written down when a campaign's audience is found. The one rule: a message leaves only if there
is room for it and for whatever of higher priority is still to come to the same person within the cap's window.
"""
