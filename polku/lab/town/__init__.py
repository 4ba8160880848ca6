"""The town: shoppers with habits, and a true effect of messages that analytics may try to find.

The one rule: what happens is a pure function of the seed, the instants of the steps and what was delivered. Every
throw of dice is a hash of (seed, step, purpose, shopper); there is no generator whose state could drift.

The truth, as numbers in `truth.py` and at `/lab/town`: whoever *sees* a message goes shopping at 1.3 times their usual
rate for the 72 hours that follow; seeing another one begins these hours anew and does not add up. Clicking changes
nothing more. People who shop often also look at their phone, open and click more often, so that a comparison of those
who opened with those who did not finds far too much. Each message that is seen makes some block the account.
"""
