"""People: profiles, their identities and traits, merging and its undoing.

A *profile* is one person. An *identity* (kind, value) is one name the world has for them. Events carry identities,
never profiles; who belongs together follows from the *links* between identities. The one rule: the answer is a function
of the set of events, never of the order in which they arrived.
"""
