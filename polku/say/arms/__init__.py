"""Arms: who of an audience is written to, and who on purpose is not, so that the difference can be counted.

An *arm* is some of the people who were found for a cause, kept as the numbers of identities as they were then. Numbers
of identities stay when people merge or part. The one rule: who was put into a holdout gets nothing of that cause, under
whatever name they are found later.
"""
