"""Budgets: what programs have cost, what is still open, what of it will probably be used."""
