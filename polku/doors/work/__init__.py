"""The loops that carry the river on."""
