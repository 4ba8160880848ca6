"""What comes in from LINE: signed requests become events of the log; friends, profiles and pictures follow from these.

The door (`doors/ingest/line.py`) writes down in one commit what a webhook says: its events, the reply tokens, and,
where the account has a relay, the request as it came. Everything else follows from the log, by readers: who is a friend
(`friends.py`, again from nothing at any time), and what is to be done because of it, each with a due time
(`follow_up.py`).

The one rule: what somebody unsends is gone for good, from the log, the columns and the disk, in whichever order the two
webhooks arrive.
"""
