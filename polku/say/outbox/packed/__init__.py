"""Messages to many: a block of recipients is one row, not one row for each.

    asked ──► claimed ──► asked (the next slice) … ──► settled

A block's people stand packed in a row of their own, in the order of their numbers; the n-th of them has the message
`first_id + n`. A claim takes the next *slice* of a block, [done, taken). What became of a slice is told by a few rows
that are never changed, each with the places of those of whom it is true.

Whoever needs more than one attempt, or whose outcome may still change, leaves the block: they get a row of their own
in `message` under the number that they had, and the block knows them as *apart*. `message_counted` (a view) counts
both. Why it is so: docs/decisions/0018-packed-blocks.md.
"""
