"""The mailbox in which undeliverable letters arrive, read over IMAP: for who cannot have the mail server post them.

`settings.py` keeps where it is, `imap.py` reads on from the last mail, `loop.py` tells the log. Nothing in it is
changed: no mail is marked, moved or removed.
"""
