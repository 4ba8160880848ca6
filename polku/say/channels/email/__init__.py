"""E-mail: letters to a mail server over SMTP.

`settings.py` says where the server is, `system.py` sends one letter at once (invitations, confirmations), `channel.py`
is what the outbox hands its letters to. `compose.py` writes a letter (`headers.py`, `html.py`, `mime.py`), `pool.py`
hands it over on one of its lines (`line.py`), and `trouble.py` says what the server's answer means. The one rule: a
line that dies after the end of DATA leaves its letter *unknown*, and it is never sent again.
"""
