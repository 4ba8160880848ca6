"""Places: the stores of a team, where they are and when they are open.

A store is known by its key, as it stands in what events and orders say of stores and in the limits of members. Opening
hours are intervals by the store's own clock; what a date says for itself takes the place of its weekday.
"""
