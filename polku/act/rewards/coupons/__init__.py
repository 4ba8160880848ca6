"""Coupons: a promise that somebody holds and shows once, or a few times.

Who is given one keeps the terms of that moment. Using one at the till or in a web shop is asked for with a key, and
happens once, whoever presses twice and whatever is killed in between.
"""
