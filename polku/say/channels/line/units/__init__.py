"""Aggregation units: the names under which LINE counts who saw and tapped what a campaign sent by push and multicast.

A campaign has one name for each thirty days of its sending, given with its first call and written into the calls'
bodies. LINE counts a thousand names a month and drops all further ones without a word, while the message still goes
out: so we count ourselves, and say so where a campaign has none.
"""
