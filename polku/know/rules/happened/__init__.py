"""Which events a condition is about: their name, when they happened, and what stands in them.

`events.Happened` is shared by every leaf that looks at events. The one rule: nothing later than now has happened yet.
"""
