"""Greetings: the first message to a new friend, by the place where they found the account.

A *greeting* belongs to an account, and to one of its sources or to all that have none of their own. What is being
written is a *draft*, which nobody is told; what was said before is kept. The one rule: a person is greeted once by an
account, whatever they do afterwards.
"""
