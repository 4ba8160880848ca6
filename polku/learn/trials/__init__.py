"""Trials: what a difference between groups of people says, and how sure it is.

Pure functions of counts and sums; the first group is always the one to compare with. Proportions and means are of
people. The one rule: where there is nothing to go by (nobody, no spread), the answer is None, never a number.
"""
