"""LINE's own statistics, kept day by day. What LINE hides is *hidden*, never nought."""
