"""Consent: what people allow us to tell them, and what we may do with what they tell us.

A *saying* is one thing that somebody said: given, withdrawn, paused, resumed; for a purpose, for a channel or all (""),
for a topic or all (""), at a time, with where they said it, to which wording, and the proof. Sayings are kept by
identity, so nothing moves when people merge or part. What holds now is worked out from all sayings of all of a person's
identities: the newest wins, at the same instant the withdrawal. The one rule: the answer is a function of the set of
events, and a withdrawal made here holds in the very transaction in which it is told.
"""
