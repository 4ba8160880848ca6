"""Timing: when each person of an audience gets a campaign's message, where not everybody gets it at once.

Who is asked, and that all of them are asked in one transaction, does not change: only the due times differ, and a block
of messages has one due time. The one rule: a message is asked for once, with its due time; nobody is asked again when
their clock changes.
"""
