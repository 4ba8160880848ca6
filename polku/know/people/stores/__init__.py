"""Where people have been: the stores that their events and orders name. Members limited to stores see nobody else.

A store is what an event's properties call `store_id` (or `storeId`), or `store`, as it stands there.
"""
