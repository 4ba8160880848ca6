"""Testers: customers, most often colleagues, to whom tests of messages go before everybody gets them.

A test leaves through the outbox like any message, with a cause of its own (`test:…`) and no campaign: nothing counts
it. It says of itself that it is a test. The one rule: it obeys what every message obeys; who allowed nothing gets none.
"""
