"""Segments: who is meant, under a name.

A segment of kind *rule* is whoever meets a rule; a *list* is whoever was put on it by name (`listed_people`), and is
asked for in the same language (`in_segment`). Each name or rule that a segment had is a *version*. What *uses* it holds
on to it (flow.USES). Who is in it since when is followed in `live`; scores of customers are made in `rfm`.
The one rule: a rule keeps numbers of segments, never their names.
"""
