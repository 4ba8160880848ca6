"""Stamp cards: so many stamps, and there is something for it.

A card is the stamps that somebody holds: lots of one program that have something left. None of them is ever on two
cards: what is too much for one is given on the next. A full card is a use of all of its stamps.
"""
