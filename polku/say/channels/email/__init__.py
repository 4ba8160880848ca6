"""E-mail: letters to a mail server over SMTP.

`settings.py` says where the server is, `system.py` sends one letter at once (invitations, confirmations), `channel.py`
is what the outbox hands its letters to. A letter is made of bytes by `mime.py` and goes over one of the connections of
`pool.py`; `answers.py` tells what the server's answer means. The one rule: a connection that dies after the end of DATA
leaves its letter *unknown*, and it is never sent again.
"""
