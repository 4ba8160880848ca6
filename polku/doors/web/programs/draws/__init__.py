"""Draws and games on the pages of rewards: how one is written, how it stands, who gets what."""
