"""Conditions: blocks of a mail or of a chat that only some people see.

A block's `only_if` is a rule (know/rules). `rules.py` says which conditions a message has, `shown.py` what is left for
whoever meets some of them, `check.py` looks them over, `ask.py` asks them of a few people as of now. Those of a
campaign are asked once, with its audience (act/campaigns/conditions.py, say/arms/conditions.py).

The one rule: who cannot be asked about gets nothing yet; nobody sees a block whose condition was not asked.
"""
