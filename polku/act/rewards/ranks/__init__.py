"""Ranks: a ladder on which people stand by what they have bought, come, or earned lately.

Which rank somebody has is a function of the facts and of the day (`level.py`): on which days of the grace period they
had reached it, as far as is known now. What is kept beside (`models.py`) is what was told of it, and when it has to be
looked at again. So a refund takes away what it had made, and whoever is merged stands where all their facts put them.
"""
