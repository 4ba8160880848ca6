"""Who is in a segment, kept true by itself.

*Followed* is a segment whose membership is up to date; one that was edited, or cannot be asked, is not until everybody
has been asked anew. What changed is told by `Segment Joined` and `Segment Left`, events under the person's own name,
and these events are the membership: `members` in the column store is made of them, and nothing else keeps it.
The one rule: only who holds the reader `segments` (fold, clock, whole) tells of somebody who joined or left.
"""
