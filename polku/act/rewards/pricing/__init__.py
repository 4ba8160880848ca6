"""What a basket costs: the best combination of offers that may be used together, and why the others are not used.

Everything here is computed from what is handed in; nothing is looked up and nothing is taken. Amounts are whole numbers
of the currency's smallest unit. Offers that go together are used all at once, each on what those before it have left,
in the order of `order.py`; one that goes with no other is used alone. Whichever leaves the smaller price is the best.
"""
