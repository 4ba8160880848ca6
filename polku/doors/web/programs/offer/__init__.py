"""Members' offers on the pages of rewards: how one is written, and who has a place."""
