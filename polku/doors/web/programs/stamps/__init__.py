"""Stamp cards on the pages of rewards: how one is written and looks, and the screens in the stores."""
