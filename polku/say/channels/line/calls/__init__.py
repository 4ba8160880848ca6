"""Calls: what is asked of LINE, written down before it is asked.

One row (`LineCall`) is one request: its retry key, its bytes, and the outbox's messages that it carries. It is written
in the transaction in which the outbox has found that it still holds those messages, before the first attempt. Whoever
claims one of the messages later finds the row and repeats *that* request, key and bytes and all, for less than a day.

    written ──► accepted (200, or 409: it had been)                     → every message sent, the row goes
            ──► refused (400, 403, 413)       one person: failed           several: two halves, each a call of its own
            ──► surely not taken (429, no connection, the account stopped) → later, by a new call
            ──► no answer (5xx, timeout, cut)                              → later, by this call; a day later: unknown

A reply has no key: after a crash, or without an answer, it is unknown and never sent again, by push neither.
The one rule: a row goes only in the transaction that settles its messages.
"""
