"""Events: the log. It is the truth; all else can be made from it again.

Appended in batches, read in blocks by readers that keep their own place. The one rule: what was accepted is on disk.
"""
