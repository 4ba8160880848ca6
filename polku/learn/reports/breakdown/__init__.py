"""Breakdowns: what became of a campaign's messages by channel, by store, by segment.

The one rule: where somebody belongs is taken as of now. A person has one store, the one of their latest event or order
that names one, or none; they may be in several segments, so what is told of segments does not add up.
"""
