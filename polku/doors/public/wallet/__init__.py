"""Customers' own pages: what they have, and what they can do with it. On a phone first, without an app.

A page is a view below `own`; it gets a `Visitor`. Whoever only came by a link is shown what things are called; codes
and whatever else is of value are for who `is_sure`. A new page of its own is a line in `tabs.py` and in `urls.py`.
"""
