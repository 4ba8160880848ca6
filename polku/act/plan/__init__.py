"""The plan: what is to be sent when, once or again and again.

A *planned* row says when a campaign goes; a *series* says it again and again by a *rhythm*, and each *occurrence* of it
becomes a campaign of its own. Whatever is due is launched by the loop, late at the most by the hours that the plan
names; after that it is skipped, and said to have been. The one rule: an occurrence goes once, or is skipped once.
"""
