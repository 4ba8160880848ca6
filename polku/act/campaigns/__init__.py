"""Campaigns: one message to one audience.

A *campaign* is a draft until its *launch*; a launch happens once, and nothing of the campaign changes after it. Its
audience is who the rule finds as of the launch. Asking goes in blocks and may be repeated, after a crash for example:
the outbox knows who has been asked. The one rule: pressing twice is pressing once.
"""
