"""What messages cost: the account's plan, what is used of it, what a send takes and what it will have cost.

The unit is a recipient: a message of five bubbles to one person is one. Replies are free.
"""
