"""Coupons on the pages of rewards: how one is written, and how it looks on a phone."""
