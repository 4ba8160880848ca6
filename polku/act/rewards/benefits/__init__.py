"""Benefits: for what somebody has done or been. The tenth purchase, a year of membership, a birthday.

Each is given once for its own meaning, which is a word (`order:10`, `birthday:2026`): whatever finds it, and however
often, it is the same one. What follows from events is seen as they come (`follow.py`); days are gone through as they
begin (`days.py`).
"""
