"""Products of the catalog in messages: which ones a block means now, and the blocks that show them.

A block says how products are found; what they are is looked up when a message is made, for everybody at once and at the
most so many seconds ago (filled.py). What is gone or out of stock is left out, and the next one takes its place.
"""
