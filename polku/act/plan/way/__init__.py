"""Giving way: which campaigns of higher priority are still to come, to whom, and whether they still are.

The outbox holds what has to give way (say/limits/way); it knows no plans, so what it has to know is written down here.
"""
