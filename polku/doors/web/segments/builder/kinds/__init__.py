"""The kinds of items, one file a kind or a few that belong together; `registry.py` lists them."""
