"""The plan's pages: when a campaign goes, how often, and the calendar of all of it."""
