"""Forgetting: events taken out of the log, and of all that was made of them, as if they had never come.

An event's place in its batch stays (`null`), so every other event keeps its address. The one rule: what is left is what
the readers would have made of the rest. What is to be done stands in a row (models.Forgetting): a process that is
killed finds it again and begins anew, for every step may be done twice.
"""
