"""A second pair of eyes: the page of a campaign that waits for it, what is decided there, and the setting."""
