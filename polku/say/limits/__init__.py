"""Limits: how much of what the team sends reaches one person, and when.

A *cap* is the most that one person gets within a rolling window. What belongs to the service is neither capped nor
counted. The one rule: limits are asked in the moment before a message leaves (say/outbox), of all names of a person.
"""
