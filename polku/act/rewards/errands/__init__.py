"""What takes longer than a request: giving a program to many, and taking back what is open of it.

An errand is a row; a loop runs it in parts. What was killed in between is gone on with where it was: the cause of a
giving is one, so nobody gets anything twice.
"""
