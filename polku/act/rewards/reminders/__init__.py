"""Telling that a coupon is about to end: once for each, so many days before, as its terms say."""
