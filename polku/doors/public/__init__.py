"""Pages that customers see: what they want from us, leaving, signing up. No sign-in: a signed link is the key.

A link's token is hard to guess and opens one person's page, so a form needs no other mark against forgery.
"""
