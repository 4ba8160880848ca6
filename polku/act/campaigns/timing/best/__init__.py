"""Each person's best hour: the hour of their own day at which a message to them is answered most, as far as it shows.

    what happened ─► responses per send by hour (asked.py) ─► smoothed (learned.py) ─► an hour each (draw.py) ─► due

An hour is one of 24 by the person's own clock, and of a message that at which it was sent, not that at which it was
answered. The one rule: some people, always the same, get the usual hours, so that it is seen whether it helps.
"""
