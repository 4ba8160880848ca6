"""Segments that every shop wants, to begin with: each a name, what it is for, and a rule to be changed at will."""
