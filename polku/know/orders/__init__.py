"""Orders: what was bought, by whom, for how much, and what was given back. One order id is one order."""
