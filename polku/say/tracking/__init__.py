"""Tracking: what came back of a letter: delivered, opened, clicked, unsubscribed, bounced, complained.

`read.py` turns a knock at an address in a letter into an event, `machine.py` tells whether a person knocked,
`bounces.py` reads what mail servers send back (posted, or lying in a `mailbox`), and `fold.py` keeps for each message
when each thing first happened.
"""
