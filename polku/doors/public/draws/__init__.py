"""Draws and games as customers see them: entering, playing, and how everybody can check what came of them."""
