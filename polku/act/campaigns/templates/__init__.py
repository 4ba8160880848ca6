"""Templates: messages kept to begin with, in folders of one level.

A template says what a campaign's message says, and to nobody. Whoever begins with it writes a draft of their own: a
template that is changed or removed changes no campaign.
"""
