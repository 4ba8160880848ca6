"""Pages of campaigns' reports: the report itself, what it is counted by, its files, and who gets it by e-mail."""
